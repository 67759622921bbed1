"""Assessments for scripts. Answers have the form of an answers file, as JSON."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja import Status as Answer
from ninja.pagination import paginate

from aruntime.api.answers import REFUSALS, Pages, Refused
from aruntime.teams.access import get_team
from aruntime.teams.models import Role, User
from selection.questionnaire.access import get_assessment, get_assessment_to_change
from selection.questionnaire.answering import engine_answers, save_answers
from selection.questionnaire.answers_file import (
    AnswersFile,
    AnswersFileError,
    answers_content,
    parse_answers_file,
)
from selection.questionnaire.beginning import begin
from selection.questionnaire.models import Assessment, AssessmentQuerySet
from selection.questionnaire.versions import load_questionnaire

router = Router(tags=["Assessments"])


class AnswersIn(Schema):
    """What an answers file holds; selection/questionnaire/answers-file.md describes it."""

    questionnaire: int = Field(1, description="version of the questionnaire")
    name: str = ""
    answers: dict[str, Any] = {}


class AnswersOut(Schema):
    id: UUID
    name: str
    team: str
    questionnaire: int
    updated_at: datetime
    answers: dict[str, Any]


class AssessmentOut(Schema):
    id: UUID
    name: str
    team: str
    questionnaire: int
    updated_at: datetime

    @staticmethod
    def resolve_team(row: Assessment) -> str:
        return row.team.slug if row.team else ""

    @staticmethod
    def resolve_questionnaire(row: Assessment) -> int:
        return row.questionnaire_version


@router.get(
    "/teams/{team}/assessments",
    response={200: list[AssessmentOut], **REFUSALS},
    summary="Assessments of a team",
)
@paginate(Pages)
def list_assessments(request: HttpRequest, team: str) -> AssessmentQuerySet:
    """The assessments of a team, last changed first."""
    found = get_team(request.user, team)
    return Assessment.objects.filter(team=found).select_related("team")


@router.post(
    "/teams/{team}/assessments",
    response={201: AnswersOut, **REFUSALS},
    summary="Begin an assessment",
)
def begin_assessment(request: HttpRequest, team: str, sent: AnswersIn) -> Answer[Any]:
    """Store answers as a new assessment of the team."""
    found = get_team(request.user, team, acting_as=Role.AUTHOR)
    file = read_answers(sent)
    assessment = begin(
        name=file.name,
        version=file.questionnaire,
        team=found,
        by=_person(request),
        answers=file.answers,
    )
    return Answer(201, _with_answers(assessment))


@router.get(
    "/assessments/{uuid:pk}", response={200: AnswersOut, **REFUSALS}, summary="Read an assessment"
)
def show_assessment(request: HttpRequest, pk: UUID) -> AnswersOut:
    """With its answers, those off the path included."""
    return _with_answers(get_assessment(request, pk))


@router.patch(
    "/assessments/{uuid:pk}", response={200: AnswersOut, **REFUSALS}, summary="Answer questions"
)
def change_answers(request: HttpRequest, pk: UUID, sent: AnswersIn) -> AnswersOut:
    """Store the answers that are sent; the others stay. The name of the assessment stays too."""
    assessment = get_assessment_to_change(request, pk)
    if sent.questionnaire != assessment.questionnaire_version:
        raise Refused(
            "The assessment is answered in version "
            f"{assessment.questionnaire_version} of the questionnaire.",
            status=422,
        )
    save_answers(assessment, read_answers(sent).answers, by=_person(request))
    return _with_answers(assessment)


def read_answers(sent: AnswersIn) -> AnswersFile:
    """Return the answers; raise Refused with every mistake in them."""
    # JSON is YAML, so that a file and a request are read, and refused, alike.
    text = json.dumps(sent.dict(), ensure_ascii=False)
    try:
        return parse_answers_file(text)
    except AnswersFileError as error:
        mistakes = [(each.field or "body", each.message) for each in error.mistakes]
        raise Refused("The answers have mistakes.", status=422, mistakes=mistakes) from None


def _with_answers(assessment: Assessment) -> AnswersOut:
    questionnaire = load_questionnaire(assessment.questionnaire_version)
    content = answers_content(questionnaire, engine_answers(assessment), name=assessment.name)
    return AnswersOut(
        id=assessment.pk,
        name=assessment.name,
        team=assessment.team.slug if assessment.team else "",
        questionnaire=assessment.questionnaire_version,
        updated_at=assessment.updated_at,
        answers=content["answers"],
    )


def _person(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
