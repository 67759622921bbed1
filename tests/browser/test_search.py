"""The search by keyboard, as one types, and without a script."""

import pytest
from playwright.sync_api import Page, expect

from selection.guide.loading import load_guide
from selection.guide.reading import read_guide
from selection.search.indexing import index_reference
from tests.browser.accessibility import assert_accessible
from tests.selection.guide.factories import TODAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def guide(transactional_db):
    load_guide(read_guide(today=TODAY))
    index_reference()


def open_by_slash(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_slash_arrows_and_enter_lead_from_any_page_to_a_term(live_server, page: Page):
    open_by_slash(page, f"{live_server.url}/use-cases/")
    page.keyboard.type("kv cach")

    hits = page.get_by_role("dialog").get_by_role("listitem")
    expect(hits.first).to_contain_text("Term")
    page.keyboard.press("ArrowDown")
    expect(hits.first.get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Term KV cache")


def test_enter_leads_to_all_results_and_arrows_go_through_them(live_server, page: Page):
    open_by_slash(page, live_server.url)
    page.keyboard.type("cache")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    page.keyboard.press("/")
    expect(page.get_by_label("Words to look for")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hit-title").first).to_be_focused()


def test_escape_closes_the_search_and_gives_the_focus_back(live_server, page: Page):
    page.goto(live_server.url)
    page.get_by_role("link", name="Search").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("cache")
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("link", name="Search")).to_be_focused()


def test_slash_that_is_typed_into_a_field_stays_a_slash(live_server, page: Page):
    page.goto(f"{live_server.url}/search/?q=tcp")
    page.get_by_label("Words to look for").press("End")
    page.keyboard.type("/ip")

    expect(page.get_by_label("Words to look for")).to_have_value("tcp/ip")


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("k", "Enter at least two characters."),
        ("nothing-holds-this", "0 results"),
        ("\"' OR 1=1 -- *", "0 results"),
        ("שלום", "0 results"),
    ],
)
def test_what_finds_nothing_is_told_to_a_screen_reader(
    live_server, page: Page, typed: str, status: str
):
    open_by_slash(page, live_server.url)
    page.keyboard.insert_text(typed)

    expect(page.locator("#quick-status")).to_have_text(status)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_search_is_accessible_and_fits(live_server, page: Page, width: int, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)

    for query in ("a", "cache", "nothing-holds-this", "x" * 3000):
        page.goto(f"{live_server.url}/search/?q={query}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    open_by_slash(page, f"{live_server.url}/glossary/")
    page.keyboard.type("cache")
    expect(page.get_by_role("dialog").get_by_role("listitem").first).to_be_visible()
    assert_accessible(page)


def test_search_works_without_javascript(live_server, page_without_javascript: Page):
    page = page_without_javascript
    page.goto(live_server.url)
    page.get_by_role("link", name="Search").click()
    page.get_by_label("Words to look for").fill("prefix")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("navigation", name="Kinds of results").get_by_role(
        "link", name="Terms"
    ).click()
    page.get_by_role("link", name="Prefix caching").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Term Prefix caching")
