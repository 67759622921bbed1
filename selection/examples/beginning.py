"""Worked examples as assessments that can be looked at and changed."""

from aruntime.teams.models import Team, User
from selection.examples.agreement import load_example
from selection.questionnaire.answering import save_answers
from selection.questionnaire.models import Assessment


def begin_example(slug: str, *, team: Team, by: User) -> Assessment:
    """Store the worked example of that name as a new assessment of the team."""
    example = load_example(slug)
    assessment = Assessment.objects.create(
        team=team,
        name=example.name,
        questionnaire_version=example.questionnaire,
        created_by=by,
    )
    save_answers(assessment, example.answers, by=by)
    return assessment
