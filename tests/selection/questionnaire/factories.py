"""Assessments, and pages of the questionnaire as a browser would send them."""

from typing import Any

from django.test import Client
from django.urls import reverse

from aruntime.teams.models import Team, User
from selection.engine.answers import Answer
from selection.questionnaire.answering import save_answers
from selection.questionnaire.models import Assessment
from selection.questionnaire.versions import LATEST


def make_assessment(
    *,
    team: Team | None = None,
    created_by: User | None = None,
    name: str = "Runtime for the support chat",
    answers: dict[str, Any] | None = None,
) -> Assessment:
    """Make an assessment; `answers` are values, or whole answers."""
    assessment = Assessment.objects.create(
        team=team, created_by=created_by, name=name, questionnaire_version=LATEST
    )
    changes = {
        key: value if isinstance(value, Answer) else Answer(value=value)
        for key, value in (answers or {}).items()
    }
    save_answers(assessment, changes, by=created_by)
    return assessment


def begin_as_visitor(client: Client, name: str = "Runtime for the support chat") -> Assessment:
    client.post(reverse("selection:assessment_new"), {"name": name})
    return Assessment.objects.get(name=name)


def question_url(assessment: Assessment, task: str, page: str) -> str:
    return reverse("selection:question", args=[assessment.pk, task, page])


def url_of(name: str, assessment: Assessment, *more: str) -> str:
    return reverse(f"selection:{name}", args=[assessment.pk, *more])
