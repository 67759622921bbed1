"""Worked examples as assessments that can be looked at and changed."""

from aruntime.teams.models import Team, User
from selection.examples.agreement import load_example
from selection.questionnaire.beginning import begin
from selection.questionnaire.models import Assessment


def begin_example(slug: str, *, team: Team, by: User) -> Assessment:
    """Store the worked example of that name as a new assessment of the team."""
    example = load_example(slug)
    return begin(
        name=example.name,
        version=example.questionnaire,
        team=team,
        by=by,
        answers=example.answers,
    )
