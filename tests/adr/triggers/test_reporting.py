"""Reporting an observation in the browser: the form, what it would fire, what it fired."""

from datetime import timedelta

import pytest
import time_machine

from adr.triggers.models import FiredTrigger, Observation
from tests.adr.triggers.factories import (
    SEEN,
    make_accepted,
    report,
)

TEAM = "/teams/search-platform/"
NEW = f"{TEAM}observations/new/"
FORM = {
    "name": "TTFT",
    "value": "1.3",
    "unit": "s",
    "percentile": "p95",
    "observed_at": "2026-11-24T12:00",
    "source": "https://example.org/ttft",
    "note": "After the upgrade.",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(team, author):
    return make_accepted(team, author)


def text_of(response) -> str:
    return response.content.decode()


def test_report_is_kept_and_says_what_it_fired(as_author, record, author):
    response = as_author.post(NEW, FORM, follow=True)

    observation = Observation.objects.get()
    page = text_of(response)
    assert observation.reported_by == author
    assert (observation.observed_at, observation.note) == (SEEN, "After the upgrade.")
    assert "Kept: TTFT p95: 1.3 s. 1 trigger fired." in page
    assert "What it fired" in page
    assert "at most 800 ms at p95" in page


def test_preview_shows_what_it_would_fire_and_keeps_nothing(as_author, record):
    page = text_of(as_author.post(NEW, {**FORM, "preview": "1"}))

    assert "It would fire 1 trigger" in page
    assert "1. Serve the assistant with vLLM" in page
    assert "500 ms (62 %) above the bound" in page
    assert 'value="1.3"' in page
    assert not Observation.objects.exists()


def test_preview_by_htmx_is_only_the_form(as_author, record):
    page = text_of(as_author.post(NEW, {**FORM, "preview": "1"}, headers={"HX-Request": "true"}))

    assert "It would fire 1 trigger" in page
    assert "<html" not in page


def test_preview_says_how_far_inside_a_value_is(as_author, record):
    page = text_of(as_author.post(NEW, {**FORM, "value": "0.65", "preview": "1"}))

    assert "It would fire no trigger" in page
    assert "150 ms (19 %) below the bound" in page


def test_preview_tells_what_it_cannot_be_compared_with(as_author, record):
    page = text_of(as_author.post(NEW, {**FORM, "percentile": "p50", "preview": "1"}))

    assert "measured at another percentile" in page


def test_name_that_nobody_watches_is_said_to_be_so(as_author, record):
    page = text_of(as_author.post(NEW, {**FORM, "name": "TFTT", "preview": "1"}))

    assert "No accepted record of the team watches this name." in page


def test_preview_does_not_fire_again_what_is_open(as_author, record, team, author):
    report(team, author)

    later = {**FORM, "observed_at": "2026-11-24T13:00", "preview": "1"}
    page = text_of(as_author.post(NEW, later))

    assert "It would fire no trigger" in page
    assert "Open until a review" in page


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name": ""}, "name", "Enter what was observed"),
        ({"value": ""}, "value", "Enter the value that was observed"),
        ({"value": "fast"}, "value", "Enter a number"),
        ({"unit": "gb"}, "unit", "“gb” is not a known unit. Did you mean GB"),
        ({"unit": "GiB"}, "unit", "TTFT is watched in ms"),
        ({"percentile": ""}, "percentile", "TTFT is watched at p95"),
        ({"observed_at": "yesterday"}, "observed_at", "Enter a day and a time"),
        ({"observed_at": "2999-01-01T00:00"}, "observed_at", "Enter a time that has been"),
    ],
)
@pytest.mark.parametrize("more", [{}, {"preview": "1"}])
def test_bad_report_is_explained_at_its_field_and_nothing_typed_is_lost(
    as_author, record, changes, field, sentence, more
):
    response = as_author.post(NEW, {**FORM, **changes, **more})

    page = text_of(response)
    assert response.status_code == 422
    assert sentence in page
    assert f'href="#observation_{field}"' in page
    assert "After the upgrade." in page
    assert "<title>Error:" in page
    assert not Observation.objects.exists()


def test_form_that_is_sent_twice_tells_of_one_observation(as_author, record, one_moment):
    for _ in range(2):
        as_author.post(NEW, {**FORM, "observed_at": ""})

    assert Observation.objects.count() == 1


@pytest.fixture
def one_moment():
    with time_machine.travel(SEEN + timedelta(seconds=10), tick=False):
        yield


def test_same_report_says_that_nothing_fires_again(as_author, record):
    as_author.post(NEW, FORM)

    page = text_of(as_author.post(NEW, FORM, follow=True))

    assert "The same was reported before. Nothing fires again." in page
    assert FiredTrigger.objects.count() == 1


def test_report_from_the_page_of_a_record_leads_back_there(as_author, record):
    response = as_author.post(NEW, {**FORM, "record": record.number})

    assert response.url == f"{TEAM}records/1/"


def test_number_of_no_record_leads_to_the_observation(as_author, record):
    response = as_author.post(NEW, {**FORM, "record": 99})

    assert response.url == f"{TEAM}observations/{Observation.objects.get().pk}/"


def test_reader_is_told_which_role_reports(as_reader, record):
    response = as_reader.post(NEW, FORM)

    assert response.status_code == 403
    assert "This takes the role author" in text_of(response)


def test_observation_of_another_team_is_not_found(as_stranger, stranger, team, author):
    kept = report(team, author)

    assert as_stranger.get(kept.url).status_code == 404


def test_form_opens_with_what_the_trigger_says(as_author, record):
    page = text_of(as_author.get(f"{NEW}?name=TTFT&unit=ms&percentile=p95&record=1"))

    assert 'value="TTFT"' in page
    assert '<option value="p95" selected>' in page
