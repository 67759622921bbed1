from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from adr.records.content import ChosenRow
from adr.records.models import Status
from tests.adr.library.factories import make_record
from tests.factories import make_team

pytestmark = pytest.mark.django_db

VLLM = ChosenRow(
    layer=3, name="vLLM", version="0.11.0", category="generative-inference-engine", component="vllm"
)
OURS = ChosenRow(layer=5, name="Our own scheduler", version="2")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-24 12:00", tick=False):
        yield


def shown(client, team, **filters):
    response = client.get(reverse("adr:record_list", kwargs={"team": team.slug}), filters)
    return [row.number for row in response.context["library"].rows]


def page_of(client, team, **filters):
    response = client.get(reverse("adr:record_list", kwargs={"team": team.slug}), filters)
    return response.content.decode()


def accepted(team, days, **changes):
    review_date = date(2026, 11, 24) + timedelta(days=days)
    return make_record(team, status=Status.ACCEPTED, review_date=review_date, **changes)


def test_row_says_status_what_was_chosen_who_owns_it_and_when_it_is_due(team, as_reader, owner):
    accepted(team, 18, title="Serve the ranker", owner=owner, chosen=(VLLM, OURS))

    page = page_of(as_reader, team)

    for words in ("Serve the ranker", "Accepted", "vLLM 0.11.0, Our own scheduler 2", "olga"):
        assert words in page
    assert "Due soon" in page
    assert "12 December 2026" in page
    assert "in 18 days" in page


def test_stranger_is_told_nothing(team, as_stranger):
    make_record(team)

    response = as_stranger.get(reverse("adr:record_list", kwargs={"team": team.slug}))

    assert response.status_code == 404


def test_visitor_is_asked_to_sign_in(team, client):
    response = client.get(reverse("adr:record_list", kwargs={"team": team.slug}))

    assert response.status_code == 302
    assert reverse("account_login") in response.url


def test_records_of_another_team_are_not_listed(team, as_reader):
    make_record(make_team(name="Other", slug="other"))

    assert shown(as_reader, team) == []


def test_filter_by_status(team, as_reader):
    make_record(team)
    make_record(team, status=Status.PROPOSED)

    assert shown(as_reader, team, status="proposed") == [2]


def test_filter_by_category_lists_a_record_once(team, as_reader):
    make_record(team, chosen=(VLLM, VLLM))
    make_record(team, chosen=(OURS,))

    assert shown(as_reader, team, category="generative-inference-engine") == [1]


def test_filter_by_component_of_the_directory_and_by_name_of_another(team, as_reader):
    make_record(team, chosen=(VLLM, OURS))
    make_record(team, chosen=(OURS, OURS))

    assert shown(as_reader, team, component="vllm") == [1]
    assert shown(as_reader, team, component="Our own scheduler") == [2, 1]


def test_filter_by_owner(team, as_reader, owner):
    make_record(team, owner=owner)
    make_record(team)

    assert shown(as_reader, team, owner="olga") == [1]


def test_filter_by_tag_means_the_whole_tag(team, as_reader):
    make_record(team, tags=["search", "größe"])
    make_record(team, tags=["search-platform"])

    assert shown(as_reader, team, tag="search") == [1]
    assert shown(as_reader, team, tag="größe") == [1]


@pytest.mark.parametrize(("review", "numbers"), [("due", [2, 1]), ("due-soon", [3]), ("fine", [4])])
def test_filter_by_review_state(team, as_reader, review, numbers):
    accepted(team, -1)
    accepted(team, 0)
    accepted(team, 30)
    accepted(team, 31)
    make_record(team, review_date=date(2026, 11, 1))

    assert shown(as_reader, team, review=review) == numbers


def test_due_soon_follows_the_setting(team, as_reader, settings):
    settings.DUE_SOON_DAYS = 60
    accepted(team, 45)

    assert shown(as_reader, team, review="due-soon") == [1]


def test_search_narrows_what_the_filters_leave(team, as_reader):
    make_record(team, title="Serve the ranker")
    make_record(team, title="Move the ranker", status=Status.PROPOSED)

    assert shown(as_reader, team, q="ranker", status="proposed") == [2]
    assert "<mark>" not in page_of(as_reader, team, q="ranker")


def test_search_shows_the_passage(team, as_reader):
    make_record(team, context="One device suffices.")

    assert "One <mark>device</mark> suffices." in page_of(as_reader, team, q="device")


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [("", [3, 2, 1]), ("number", [3, 2, 1]), ("recorded", [3, 2, 1]), ("review", [2, 1, 3])],
)
def test_order(team, as_reader, sort, numbers):
    accepted(team, 20)
    accepted(team, 10)
    make_record(team)

    assert shown(as_reader, team, sort=sort) == numbers


def test_fifty_records_are_on_a_page_and_filters_stay_on_the_next(team, as_reader):
    for _ in range(51):
        make_record(team)

    page = page_of(as_reader, team, status="draft")

    assert "Page 1 of 2" in page
    assert "status=draft&amp;page=2" in page
    assert shown(as_reader, team, status="draft", page=2) == [1]


@pytest.mark.parametrize(
    ("filters", "is_open"),
    [
        ({}, False),
        ({"q": "ranker"}, False),
        ({"status": "draft"}, True),
        ({"sort": "review"}, True),
    ],
)
def test_filters_stand_open_as_soon_as_one_is_used(team, as_reader, filters, is_open):
    make_record(team)

    assert ('<details class="filter-more" open>' in page_of(as_reader, team, **filters)) is is_open


def test_unknown_value_is_named_and_left_out(team, as_reader):
    make_record(team)

    response = as_reader.get(
        reverse("adr:record_list", kwargs={"team": team.slug}), {"status": "lost", "q": "decision"}
    )

    assert response.status_code == 422
    assert "Choose a status from the list" in response.content.decode()
    assert [row.number for row in response.context["library"].rows] == [1]


def test_empty_library_says_what_to_do_next(team, as_author):
    page = page_of(as_author, team)

    assert "No decision is recorded yet" in page
    assert reverse("adr:record_new", kwargs={"team": team.slug}) in page


def test_reader_is_not_offered_what_only_an_author_may_do(team, as_reader):
    assert reverse("adr:record_new", kwargs={"team": team.slug}) not in page_of(as_reader, team)


def test_filters_that_leave_nothing_say_how_to_go_on(team, as_reader):
    make_record(team)

    page = page_of(as_reader, team, status="accepted")

    assert "0 records of 1" in page
    assert "Show all 1 record" in page


def test_htmx_gets_the_table_alone_and_the_count_to_announce(team, as_reader):
    make_record(team)
    make_record(team)

    response = as_reader.get(
        reverse("adr:record_list", kwargs={"team": team.slug}), headers={"HX-Request": "true"}
    )

    page = response.content.decode()
    assert "<html" not in page
    assert '<div id="status" hx-swap-oob="innerHTML">2 records</div>' in page
    assert "HX-Request" in response.headers["Vary"]


@pytest.mark.parametrize("count", [30, 300])
def test_number_of_queries_does_not_grow_with_the_library(
    team, as_reader, owner, django_assert_num_queries, count
):
    for _ in range(count):
        make_record(team, owner=owner, chosen=(VLLM, OURS), context="device")

    with django_assert_num_queries(12):
        page_of(as_reader, team, q="device", category="generative-inference-engine")
