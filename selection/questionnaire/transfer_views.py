"""Answers out of and into a file, and the model's facts out of its config.json."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from aruntime.teams.models import User
from selection.engine.answers import Answer, Basis
from selection.questionnaire.access import (
    get_assessment,
    get_assessment_to_change,
    remember_in,
)
from selection.questionnaire.answering import engine_answers, save_answers
from selection.questionnaire.answers_file import write_answers_file
from selection.questionnaire.beginning import begin
from selection.questionnaire.claiming import delete_expired, teams_to_write_in
from selection.questionnaire.summary import answer_in_words
from selection.questionnaire.transfer_forms import AnswersFileForm, ModelConfigForm
from selection.questionnaire.versions import load_questionnaire


@require_GET
@login_not_required  # A visitor takes along what was begun in this browser.
@never_cache
def download_answers(request: HttpRequest, pk: UUID) -> HttpResponse:
    assessment = get_assessment(request, pk)
    questionnaire = load_questionnaire(assessment.questionnaire_version)
    text = write_answers_file(questionnaire, engine_answers(assessment), name=assessment.name)
    name = slugify(assessment.name) or "assessment"
    return HttpResponse(
        text,
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}-answers.yaml"'},
    )


@require_http_methods(["GET", "POST"])
@login_not_required  # A visitor can go on with a file, without an account.
@never_cache
def upload_answers(request: HttpRequest) -> HttpResponse:
    user = request.user if isinstance(request.user, User) else None
    teams = teams_to_write_in(user) if user else []
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AnswersFileForm(*sent, teams=teams)
    if form.is_valid():
        content = form.cleaned_data["file"]
        assessment = begin(
            name=content.name or "Uploaded answers",
            version=content.questionnaire,
            team=form.team,
            by=user,
            answers=content.answers,
        )
        if user is None:
            remember_in(request.session, assessment)
            delete_expired(timezone.now())
        messages.success(request, f"{len(content.answers)} answers were read from the file.")
        return redirect("selection:assessment", assessment.pk)
    status = 422 if form.is_bound else 200
    return render(request, "selection/questionnaire/upload.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@login_not_required  # A visitor fills in the model's facts, too.
@never_cache
def fill_from_config(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what a config.json says, then save it: the text is sent along and read twice."""
    assessment = get_assessment_to_change(request, pk)
    questionnaire = load_questionnaire(assessment.questionnaire_version)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ModelConfigForm(*sent)
    context = {"form": form, "assessment": assessment}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "selection/questionnaire/model_config.html", context, status=status)
    readings = {
        reading.question: Answer(value=reading.value, basis=Basis.DOCUMENTED)
        for reading in form.readings
    }
    if "save" in request.POST:
        user = request.user if isinstance(request.user, User) else None
        save_answers(assessment, readings, by=user)
        messages.success(request, f"{len(readings)} answers were filled from config.json.")
        return redirect("selection:question", pk, "execution-unit", "model")
    stored = engine_answers(assessment)
    context["rows"] = [
        {
            "question": questionnaire.by_key[reading.question],
            "value": answer_in_words(
                questionnaire.by_key[reading.question], readings[reading.question], {}
            ),
            "source": reading.source,
            "stored": answer_in_words(
                questionnaire.by_key[reading.question], stored[reading.question], {}
            )
            if reading.question in stored
            else "",
        }
        for reading in form.readings
    ]
    return render(request, "selection/questionnaire/model_config_check.html", context)
