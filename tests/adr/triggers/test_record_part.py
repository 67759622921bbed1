"""The page of a record shows what has fired, and what each trigger waits for."""

import pytest

from adr.records.models import Status
from adr.triggers.closing import close_fired
from tests.adr.records.factories import make_record_in
from tests.adr.triggers.factories import (
    TTFT,
    make_accepted,
    report,
)

TEAM = "/teams/search-platform/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(team, author):
    return make_accepted(team, author)


def text_of(response) -> str:
    return response.content.decode()


def test_record_shows_what_has_fired_and_that_it_is_due(as_author, record, team, author):
    report(team, author)

    page = text_of(as_author.get(f"{TEAM}records/1/"))

    assert "Due, a trigger has fired" in page
    assert "Fired trigger" in page
    for words in ("TTFT rises", "at most 800 ms at p95", "1.3 s at p95", "24 November 2026, 12:00"):
        assert words in page
    assert 'href="https://example.org/ttft"' in page


def test_source_that_is_no_address_is_no_link(as_author, record, team, author):
    report(team, author, source="javascript:alert(1)")

    page = text_of(as_author.get(f"{TEAM}records/1/"))

    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page


def test_record_shows_how_far_the_last_observation_is_from_the_bound(
    as_author, record, team, author
):
    report(team, author, value="650", unit="ms")

    page = text_of(as_author.get(f"{TEAM}records/1/"))

    assert "Inside" in page
    assert "150 ms (19 %) below the bound" in page


def test_record_shows_that_a_trigger_was_not_observed_or_cannot_fire(as_author, team, author):
    vague = TTFT.__class__("workload", "It gets slow", metric="TTFT")
    make_accepted(team, author, TTFT, vague)

    page = text_of(as_author.get(f"{TEAM}records/1/"))

    assert "Not observed yet" in page
    assert "Cannot fire" in page
    assert "It has no bound." in page


def test_trigger_of_a_record_offers_the_form_with_its_name(as_author, as_reader, record):
    link = "observations/new/?name=TTFT&amp;unit=ms&amp;percentile=p95&amp;record=1"

    assert link in text_of(as_author.get(f"{TEAM}records/1/"))
    assert "observations/new/" not in text_of(as_reader.get(f"{TEAM}records/1/"))


def test_closed_trigger_is_shown_with_its_outcome(as_author, record, team, author):
    report(team, author)
    close_fired(record, outcome="reaffirmed", by=author)

    page = text_of(as_author.get(f"{TEAM}records/1/"))

    assert "1 trigger fired and closed by a review" in page
    assert "reaffirmed" in page
    assert "Due, a trigger" not in page


def test_deprecated_record_says_that_it_watches_no_longer(as_author, team, author):
    make_record_in(Status.DEPRECATED, team, author, triggers=(TTFT,))

    page = text_of(as_author.get(f"{TEAM}records/1/"))

    assert "This record is deprecated: none of these is watched any more." in page
