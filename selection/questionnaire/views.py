"""The task list of an assessment, and checking the answers."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from selection.engine.path import Path
from selection.engine.questions import Questionnaire
from selection.questionnaire.access import (
    get_assessment,
    may_change,
)
from selection.questionnaire.models import Assessment
from selection.questionnaire.reviewing import component_names
from selection.questionnaire.steps import ONE_TASK, WHOLE
from selection.questionnaire.summary import Summary, summarise
from selection.questionnaire.task_list import list_tasks
from selection.questionnaire.walking import first_open_page, walk


@require_GET
@login_not_required  # A visitor sees what was begun in this browser.
@never_cache
def show_task_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    assessment = get_assessment(request, pk)
    questionnaire, path = walk(assessment)
    context = {
        "assessment": assessment,
        "tasks": list_tasks(
            questionnaire, {**path.answers, **path.unused}, assessment.passed_pages
        ),
        "unused": summarise_all(questionnaire, path).unused,
        "may_change": may_change(request, assessment),
        "has_result": assessment.results.exists(),
        "sign_in_url": sign_in_url(assessment),
    }
    return render(request, "selection/questionnaire/task_list.html", context)


@require_GET
@login_not_required  # A visitor checks what was begun in this browser.
@never_cache
def check_answers(request: HttpRequest, pk: UUID) -> HttpResponse:
    assessment = get_assessment(request, pk)
    questionnaire, path = walk(assessment)
    context = {
        "assessment": assessment,
        "summary": summarise_all(questionnaire, path),
        "origin": WHOLE,
        "may_change": may_change(request, assessment),
    }
    return render(request, "selection/questionnaire/check.html", context)


@require_GET
@login_not_required  # A visitor checks what was begun in this browser.
@never_cache
def check_task(request: HttpRequest, pk: UUID, task: str) -> HttpResponse:
    assessment = get_assessment(request, pk)
    questionnaire, path = walk(assessment)
    summary = summarise_all(questionnaire, path)
    part = next((part for part in summary.tasks if part.task.key == task), None)
    if part is None:
        raise Http404("No such task on the path.")
    context = {
        "assessment": assessment,
        "part": part,
        "following": first_open_page(path, assessment.passed_pages),
        "origin": ONE_TASK,
        "may_change": may_change(request, assessment),
    }
    return render(request, "selection/questionnaire/check_task.html", context)


def summarise_all(questionnaire: Questionnaire, path: Path) -> Summary:
    answers = {**path.answers, **path.unused}
    versions = answers.get("versions")
    names = component_names(versions.value) if versions and versions.value else {}
    return summarise(questionnaire, answers, names)


def sign_in_url(assessment: Assessment) -> str:
    """Return where a visitor signs in and keeps the answers."""
    team_page = reverse("selection:assessment_team", args=[assessment.pk])
    return redirect_to_login(team_page).url
