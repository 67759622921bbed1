"""Beginning an assessment: empty, or with the answers of a file or an example."""

from collections.abc import Mapping

from django.db import transaction

from aruntime.teams.models import Team, User
from selection.engine.answers import Answer
from selection.questionnaire.answering import save_answers
from selection.questionnaire.deeds import note_assessment_deed
from selection.questionnaire.models import Assessment


@transaction.atomic
def begin(
    *,
    name: str,
    version: int,
    team: Team | None,
    by: User | None,
    answers: Mapping[str, Answer] | None = None,
) -> Assessment:
    """Store a new assessment on that version of the questionnaire, with the answers there are."""
    assessment = Assessment.objects.create(
        name=name, questionnaire_version=version, team=team, created_by=by
    )
    save_answers(assessment, answers or {}, by=by)
    note_assessment_deed(assessment, by=by, deed="assessment.begun", answers=len(answers or {}))
    return assessment
