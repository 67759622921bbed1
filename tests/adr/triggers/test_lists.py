"""The pages of a team: what has fired, and what was observed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from adr.triggers.closing import close_fired
from adr.triggers.models import FiredTrigger, Observation, Watch
from adr.triggers.waking import wake_records
from tests.adr.records.factories import make_record, take_steps
from tests.adr.triggers.factories import (
    REVISION,
    STREAMS,
    TTFT,
    make_accepted,
    make_change,
    report,
)

TEAM = "/teams/search-platform/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(team, author):
    return make_accepted(team, author)


def text_of(response) -> str:
    return response.content.decode()


def test_team_sees_what_is_open_with_before_and_after(as_reader, record, team, author):
    report(team, author)

    page = text_of(as_reader.get(f"{TEAM}triggers/"))

    assert "1 trigger<" in page
    assert "at most 800 ms at p95" in page
    assert "TTFT p95" in page
    assert "Report an observation" not in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("?state=closed", 1),
        ("?state=all", 3),
        ("?kind=capability", 1),
        ("?kind=hardware", 0),
        ("?owner=ana", 2),
    ],
)
def test_triggers_are_narrowed_down(as_author, team, author, query, count):
    reviewed = make_accepted(team, author, REVISION)
    report(team, author, name="Model revision", value="1", unit="", percentile="")
    close_fired(reviewed, outcome="reaffirmed", by=author)
    make_accepted(team, author)
    report(team, author)
    make_accepted(team, author, STREAMS)
    wake_records(make_change())

    page = text_of(as_author.get(f"{TEAM}triggers/{query}"))

    assert f">{count} trigger" in page


def test_wrong_filter_is_named_and_left_out(as_author, record):
    response = as_author.get(f"{TEAM}triggers/?kind=weather")

    assert response.status_code == 422
    assert "Kind of change: choose one from the list" in text_of(response)


def test_open_trigger_of_a_record_that_ended_is_not_listed_as_open(as_author, record, team, author):
    report(team, author)
    take_steps(record, author, "deprecated")

    assert ">0 triggers" in text_of(as_author.get(f"{TEAM}triggers/"))
    assert ": deprecated" in text_of(as_author.get(f"{TEAM}triggers/?state=all"))


@pytest.mark.parametrize(("query", "count"), [("", 2), ("?name=ttft", 1), ("?fired=yes", 1)])
def test_observations_are_narrowed_down(as_author, record, team, author, query, count):
    report(team, author)
    report(team, author, name="Queue", value="3", unit="", percentile="")

    assert f">{count} observation" in text_of(as_author.get(f"{TEAM}observations/{query}"))


def fill(team, author, count: int) -> None:
    """Store many records that have fired, and as many observations, past the deeds."""
    record = make_record(team, author, triggers=(TTFT,))
    now = timezone.now()
    seen = Observation.objects.bulk_create(
        Observation(
            team=team,
            key=f"{number:064}",
            name="TTFT",
            name_key="ttft",
            percentile="p95",
            value="1300",
            unit="ms",
            observed_at=now - timedelta(minutes=number),
        )
        for number in range(count)
    )
    records = record.__class__.objects.bulk_create(
        record.__class__(team=team, number=number + 2, title="x", status="accepted", owner=author)
        for number in range(count)
    )
    Watch.objects.bulk_create(
        Watch(
            team=team,
            record=each,
            key="k",
            kind="workload",
            words="TTFT rises",
            origin="trigger",
            name="ttft",
            bound="at most 800 ms at p95",
            sense="any",
            is_armed=True,
        )
        for each in records
    )
    FiredTrigger.objects.bulk_create(
        FiredTrigger(
            team=team,
            record=each,
            key="c",
            watch_key="k",
            kind="workload",
            words="TTFT rises",
            before="a",
            after="b",
            since=now,
            observation=observation,
        )
        for each, observation in zip(records, seen, strict=True)
    )


@pytest.mark.parametrize("path", ["triggers/", "observations/", "observations/new/", "records/1/"])
def test_pages_need_as_many_queries_for_many_as_for_few(
    as_author, team, author, path, django_assert_max_num_queries
):
    fill(team, author, 200)

    with django_assert_max_num_queries(45 if "records" in path else 12):
        assert as_author.get(f"{TEAM}{path}").status_code == 200
