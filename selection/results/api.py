"""Recommendations for scripts: the canonical JSON that `manage.py recommend` prints."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja import Status as Answer

from aruntime.api.answers import REFUSALS, Refusal, Refused
from aruntime.teams.models import User
from selection.directory.editions import directory_of, latest_edition
from selection.directory.models import DirectoryEdition
from selection.engine.canonical import to_bytes
from selection.engine.recommend import recommend
from selection.engine.recommendation import Recommendation
from selection.engine.rules import load_rules
from selection.questionnaire.access import get_assessment, get_assessment_to_change
from selection.questionnaire.api import AnswersIn, read_answers
from selection.questionnaire.models import Assessment
from selection.questionnaire.versions import load_questionnaire
from selection.results.models import StoredResult
from selection.results.working_out import store_result, work_out

router = Router(tags=["Recommendations"])
ANSWERS: dict[Any, Any] = {200: dict[str, Any], 503: Refusal, **REFUSALS}


class ResultOut(Schema):
    """`digest` is the SHA-256 of the recommendation; the same outcome is stored once."""

    id: int
    digest: str
    questionnaire: int
    rules: str
    directory: str
    created_at: datetime


@router.post(
    "/recommendation", response=ANSWERS, summary="Recommendation for answers that are not stored"
)
def recommend_for_answers(request: HttpRequest, sent: AnswersIn) -> HttpResponse:
    """Work out what the answers lead to, with today's rules and facts."""
    file = read_answers(sent)
    return _as_json(
        recommend(
            questionnaire=load_questionnaire(file.questionnaire),
            answers=file.answers,
            rules=load_rules(),
            directory=directory_of(_edition()),
        )
    )


@router.get(
    "/assessments/{uuid:pk}/recommendation",
    response=ANSWERS,
    summary="Recommendation for an assessment",
)
def show_recommendation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Work out what the present answers lead to, with today's rules and facts."""
    assessment = get_assessment(request, pk)
    _edition()
    return _as_json(work_out(assessment))


@router.post(
    "/assessments/{uuid:pk}/results",
    response={201: ResultOut, 503: Refusal, **REFUSALS},
    summary="Store the present recommendation",
)
def store_recommendation(request: HttpRequest, pk: UUID) -> Answer[ResultOut]:
    """Keep the present recommendation with its exact inputs; it never changes."""
    assessment = _of_a_team(request, pk)
    _edition()
    assert isinstance(request.user, User)  # noqa: S101 (a token has a person)
    return Answer(201, _result(store_result(assessment, by=request.user)))


@router.get(
    "/assessments/{uuid:pk}/results/{int:result}",
    response=ANSWERS,
    summary="A stored recommendation",
)
def show_result(request: HttpRequest, pk: UUID, result: int) -> HttpResponse:
    """The recommendation as it was stored, byte for byte."""
    found = StoredResult.objects.filter(assessment=get_assessment(request, pk), pk=result).first()
    if found is None:
        raise Http404("There is no such result.")
    return HttpResponse(found.content, content_type="application/json")


def _of_a_team(request: HttpRequest, pk: UUID) -> Assessment:
    assessment = get_assessment_to_change(request, pk)
    if assessment.team is None:
        raise Http404("Only the assessment of a team keeps results.")
    return assessment


def _edition() -> DirectoryEdition:
    try:
        return latest_edition()
    except DirectoryEdition.DoesNotExist:
        raise Refused("No reference facts are loaded here yet.", status=503) from None


def _as_json(recommendation: Recommendation) -> HttpResponse:
    return HttpResponse(to_bytes(recommendation), content_type="application/json")


def _result(row: StoredResult) -> ResultOut:
    return ResultOut(
        id=row.pk,
        digest=row.digest,
        questionnaire=row.questionnaire_version,
        rules=row.rules_version,
        directory=row.edition.version,
        created_at=row.created_at,
    )
