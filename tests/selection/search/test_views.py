"""The page of the search: for everybody, with and without htmx, for every input."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings

from aruntime.teams.models import Role
from selection.search.models import HitKind
from selection.search.page import PAGE_LENGTH
from tests.conftest import signed_in
from tests.factories import make_member, make_team
from tests.selection.search.factories import make_entry
from tests.selection.search.test_searching import HOSTILE

pytestmark = pytest.mark.django_db
TOO_SHORT = "Enter at least two characters."


def get(client, headers=None, **query):
    return client.get(reverse("selection:search"), query, headers=headers or {})


def text_of(client, **query):
    response = get(client, **query)
    assert response.status_code == 200
    return response.content.decode()


def htmx(target):
    return {"HX-Request": "true", "HX-Target": target}


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": " a "}])
def test_fewer_than_two_characters_get_the_sentence_and_no_error(client, query):
    make_entry("A")

    page = text_of(client, **query)

    assert TOO_SHORT in page
    assert "Find runtime definitions and implementation guidance" in page
    assert "There is a problem" not in page


def test_visitor_sees_count_kind_and_marked_words(client):
    make_entry("Cache tier")
    make_entry("Paged", body="One cache each.")

    page = text_of(client, q="cache")

    assert "2 results" in page
    assert "<mark>Cache</mark> tier" in page
    assert "One <mark>cache</mark> each." in page
    assert "Term" in page


def test_kinds_are_counted_and_filter_by_the_address(client):
    make_entry("Cache", kind=HitKind.COMPONENT, key="store")
    make_entry("Cache tier", kind=HitKind.CATEGORY, key="cache-tier")

    result = get(client, q="cache", kind="components").context["result"]

    assert [hit.key for hit in result.hits] == ["store"]
    assert [(kind.label, kind.count) for kind in result.filters] == [
        ("Everything", 2),
        ("Components", 1),
        ("Categories", 1),
    ]
    assert "1 result of 2" in text_of(client, q="cache", kind="components")


def test_kind_without_hits_offers_all_others(client):
    make_entry("Cache")

    page = text_of(client, q="cache", kind="layers")

    assert "Nothing of this kind" in page
    assert "Show all 1 result" in page


def test_unknown_kind_or_page_is_left_out(client):
    make_entry("Cache")

    assert "1 result" in text_of(client, q="cache", kind="lost\x00", page="x")


def test_nothing_found_says_how_to_go_on(client):
    page = text_of(client, q="nowhere")

    assert "Nothing holds all of these words" in page
    assert reverse("selection:glossary") in page
    assert reverse("selection:component_list") in page
    assert "shorter words" in page


def test_hits_beyond_one_page_are_on_the_next(client):
    for _ in range(PAGE_LENGTH + 1):
        make_entry("Cache")

    assert "Page 1 of 2" in text_of(client, q="cache")
    assert len(get(client, q="cache", page="2").context["result"].hits) == 1


def test_htmx_gets_the_hits_alone_and_the_count_to_announce(client):
    make_entry("Cache")

    response = get(client, htmx("search-results"), q="cache")

    page = response.content.decode()
    assert "<html" not in page
    assert '<div id="status" hx-swap-oob="innerHTML">1 result</div>' in page
    assert "HX-Request" in response.headers["Vary"]


def test_dialog_gets_the_first_hits_and_the_way_to_all(client):
    for _ in range(10):
        make_entry("Cache")

    page = get(client, htmx("quick-hits"), q="cache").content.decode()

    assert page.count('class="hit"') == 8
    assert '<div id="quick-status" hx-swap-oob="innerHTML">10 results</div>' in page
    assert "See all 10 results" in page


def test_every_page_leads_to_the_search(client):
    assert f'href="{reverse("selection:search")}" data-search-open' in text_of_home(client)


def text_of_home(client):
    return client.get("/").content.decode()


def test_member_is_led_to_the_library_with_the_same_words(as_reader, team):
    page = text_of(as_reader, q="cache tier")

    library = reverse("adr:record_list", kwargs={"team": team.slug})
    assert f"{library}?q=cache%20tier" in page


def test_visitor_sees_no_library(client, team):
    assert team.name not in text_of(client, q="cache")


def test_stranger_is_led_to_no_other_teams_library(as_stranger, team):
    assert team.name not in text_of(as_stranger, q="cache")


def test_what_was_typed_stays_and_is_escaped(client):
    page = text_of(client, q='"><script>alert(1)</script>')

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=HOSTILE)
@example(query="cache " * 1700)
@example(query="\x00" * 10_000)
def test_no_input_gives_an_error_page(query):
    client = Client()

    for headers in ({}, htmx("search-results"), htmx("quick-hits")):
        assert get(client, headers, q=query, kind=query, page=query).status_code == 200


def test_no_input_of_a_member_gives_an_error_page():
    client = signed_in(make_member(make_team(), Role.READER, username="rita"))

    for query in ("\x00cache", "cache" * 2000, "مخبأ ذاكرة", "'\"*()^"):
        assert get(client, q=query).status_code == 200


@pytest.mark.parametrize("count", [3, 60])
def test_number_of_queries_does_not_grow_with_the_hits(client, django_assert_num_queries, count):
    for _ in range(count):
        make_entry("Cache")

    with django_assert_num_queries(3):
        text_of(client, q="cache")
