"""What is done with assessments stands in the audit record of the team."""

import pytest
from django.test import Client

from aruntime.teams.models import AuditEntry, Team, User
from selection.questionnaire.models import Assessment
from tests.selection.questionnaire.factories import make_assessment

pytestmark = pytest.mark.django_db


def deeds() -> list[tuple[str, str]]:
    return [(entry.deed, str(entry.by)) for entry in AuditEntry.objects.order_by("pk")]


def test_beginning_for_a_team_is_noted(as_author: Client, team: Team, author: User):
    as_author.post("/assessments/new/", {"name": "Support assistant", "team": team.slug})

    entry = AuditEntry.objects.get()
    assessment = Assessment.objects.get()
    assert (entry.team, entry.by, entry.deed) == (team, author, "assessment.begun")
    assert entry.subject == "Support assistant"
    assert entry.url == f"/assessments/{assessment.pk}/"


def test_what_belongs_to_one_person_stands_in_no_record(as_stranger: Client, team: Team):
    as_stranger.post("/assessments/new/", {"name": "Mine"})

    assert Assessment.objects.get().team is None
    assert deeds() == []


def test_handing_over_is_noted(as_author: Client, team: Team, author: User):
    assessment = make_assessment(team=None, created_by=author)

    as_author.post(f"/assessments/{assessment.pk}/team/", {"team": team.slug})

    assert deeds() == [("assessment.handed-over", "ana")]


def test_what_a_visitor_brings_into_the_only_team_is_noted(client: Client, team: Team, author):
    client.post("/assessments/new/", {"name": "Tried out"})

    client.post("/account/sign-in/", {"login": author.email, "password": "ana's password"})

    assert Assessment.objects.get().team == team
    assert deeds() == [("assessment.handed-over", "ana")]
