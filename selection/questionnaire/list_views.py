"""Beginning an assessment, finding it again, and handing it to a team."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from aruntime.teams.models import User
from selection.questionnaire.access import (
    get_assessment_to_change,
    remember_in,
    visible_assessments,
)
from selection.questionnaire.answering import engine_answers
from selection.questionnaire.beginning import begin
from selection.questionnaire.claiming import delete_expired, hand_to_team, teams_to_write_in
from selection.questionnaire.forms import NewAssessmentForm, TeamForm
from selection.questionnaire.task_list import list_tasks
from selection.questionnaire.versions import LATEST, load_questionnaire

PER_PAGE = 50


@require_GET
@login_not_required  # A visitor sees what was begun in this browser.
@never_cache
def list_assessments(request: HttpRequest) -> HttpResponse:
    assessments = visible_assessments(request).select_related("team", "created_by")
    page = Paginator(assessments.prefetch_related("answers"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [
        (
            assessment,
            list_tasks(
                load_questionnaire(assessment.questionnaire_version),
                engine_answers(assessment),
                assessment.passed_pages,
            ),
        )
        for assessment in page
    ]
    context = {"page": page, "rows": rows}
    return render(request, "selection/questionnaire/assessment_list.html", context)


@require_http_methods(["GET", "POST"])
@login_not_required  # A visitor can try without an account.
@never_cache
def begin_assessment(request: HttpRequest) -> HttpResponse:
    user = request.user if isinstance(request.user, User) else None
    teams = teams_to_write_in(user) if user else []
    form = NewAssessmentForm(request.POST if request.method == "POST" else None, teams=teams)
    if form.is_valid():
        assessment = begin(name=form.cleaned_data["name"], version=LATEST, team=form.team, by=user)
        if user is None:
            remember_in(request.session, assessment)
            delete_expired(timezone.now())
        return redirect("selection:assessment", assessment.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "teams": teams}
    return render(request, "selection/questionnaire/new.html", context, status=status)


@require_http_methods(["GET", "POST"])
@never_cache
def choose_team(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where a person comes after signing in with answers given as a visitor."""
    assessment = get_assessment_to_change(request, pk)
    user = request.user if isinstance(request.user, User) else None
    teams = teams_to_write_in(user) if user else []
    if assessment.team or not teams:
        messages.success(request, f"Your answers are kept in {assessment.team or 'your account'}.")
        return redirect("selection:assessment", pk)
    form = TeamForm(request.POST if request.method == "POST" else None, teams=teams)
    if form.is_valid():
        if form.team:
            hand_to_team(assessment, form.team, by=user)
            messages.success(request, f"The assessment belongs to {form.team} now.")
        return redirect("selection:assessment", pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "assessment": assessment}
    return render(request, "selection/questionnaire/team.html", context, status=status)
