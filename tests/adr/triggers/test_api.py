"""Observations through the API: a script reports, and what it breaks fires once."""

import pytest

from adr.records.models import Record
from adr.triggers.models import Observation
from aruntime.teams.models import Role
from tests.adr.triggers.factories import TTFT, make_accepted
from tests.aruntime.api.calling import Script
from tests.factories import make_member

SLOW = {
    "name": "TTFT",
    "percentile": "p95",
    "value": "1.3",
    "unit": "s",
    "observed_at": "2026-11-20T10:00:00Z",
    "source": "https://example.org/dashboards/ttft",
}


@pytest.fixture
def path(team) -> str:
    return f"/api/teams/{team.slug}/observations"


def test_report_fires_what_it_breaks_and_the_same_report_nothing(team, author, path):
    make_accepted(team, author, TTFT)
    script = Script(author)

    first, again = script.post(path, SLOW), script.post(path, SLOW)

    assert (first.status_code, again.status_code) == (201, 200)
    [fired] = first.json()["fired"]
    assert fired["record"] == 1
    assert again.json()["is_new"] is False
    assert Observation.objects.count() == 1
    assert Record.objects.get().fired_at is not None


def test_reports_are_listed_for_members_alone(team, author, stranger, path):
    Script(author).post(path, SLOW)

    [listed] = Script(author).get(path).json()["items"]
    assert (listed["name"], listed["reported_by"]) == ("TTFT", "ana")
    assert Script(stranger).get(path).status_code == 404
    assert Script(stranger).post(path, SLOW).status_code == 404


def test_reader_is_told_that_reporting_takes_an_author(team, path):
    reader = make_member(team, Role.READER, username="rita")

    assert Script(reader).post(path, SLOW).status_code == 403
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("changes", "place"),
    [({"observed_at": "2999-01-01T00:00:00Z"}, "observed_at"), ({"value": ""}, "value")],
)
def test_bad_report_is_refused_with_its_place(author, path, changes, place):
    answer = Script(author).post(path, {**SLOW, **changes})

    assert answer.status_code == 422
    assert place in [mistake["place"] for mistake in answer.json()["mistakes"]]
