"""axe-core finds nothing on any page in any state, and no page scrolls sideways at 320 px."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from adr.records.models import Record
from adr.records.reading import content_of
from adr.records.revising import revise
from aruntime.teams.models import Role, Team, User
from selection.engine.answers import Answer
from selection.questionnaire.answering import save_answers
from selection.questionnaire.models import Assessment
from tests.browser.accessibility import assert_accessible, find_violations
from tests.browser.people import sign_in
from tests.browser.site import build_site, forms, pages_of_a_member, public_pages
from tests.factories import make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FACES = [(1280, "light"), (390, "dark")]


@pytest.fixture
def values(team: Team, owner: User) -> dict[str, Any]:
    return build_site(team, owner)


@pytest.fixture
def look(page: Page, live_server) -> Callable[..., dict[str, str]]:
    """Open every path, do something there, and return what a check has against each page."""

    def look_at(paths: list[str], check: Callable[[Page], str], act: Any = None) -> dict[str, str]:
        found = {}
        for path in paths:
            page.goto(live_server.url + path)
            if act:
                act(page)
            found[path] = check(page)
        return {path: problem for path, problem in found.items() if problem}

    return look_at


@pytest.mark.parametrize(("width", "scheme"), FACES)
def test_axe_finds_nothing_on_any_public_page(page: Page, look, values, width: int, scheme):
    set_face(page, width, scheme)

    assert look(public_pages(values), find_violations) == {}


@pytest.mark.parametrize(("width", "scheme"), FACES)
def test_axe_finds_nothing_on_any_page_of_a_member(
    page: Page, live_server, look, values, owner: User, width: int, scheme
):
    set_face(page, width, scheme)
    sign_in(page, live_server.url, owner)

    assert look(pages_of_a_member(values), find_violations) == {}


@pytest.mark.parametrize(("width", "scheme"), FACES)
def test_axe_finds_nothing_on_any_form_with_mistakes(
    page: Page, live_server, look, values, owner: User, width: int, scheme
):
    set_face(page, width, scheme)
    sign_in(page, live_server.url, owner)

    assert look(forms(values), find_violations, act=send_unfilled) == {}


def test_axe_finds_nothing_where_two_people_answered_at_once(
    page: Page, live_server, values, owner: User, team: Team
):
    sign_in(page, live_server.url, owner)
    assessment = Assessment.objects.get(pk=values["unanswered"])

    page.goto(f"{live_server.url}/assessments/{assessment.pk}/state/state/")
    ben = make_member(team, Role.AUTHOR, username="ben")
    save_answers(assessment, {"state_kinds": Answer(value=["memory"])}, by=ben)
    page.get_by_label("Artifacts: files, results").check()
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Somebody else has changed this answer"
    )
    assert_accessible(page)


def test_axe_finds_nothing_where_two_people_wrote_one_record(
    page: Page, live_server, values, owner: User, team: Team
):
    sign_in(page, live_server.url, owner)
    record = Record.objects.get(team=team, number=values["draft"])

    page.goto(f"{live_server.url}/teams/{team.slug}/records/{record.number}/edit/decision/")
    revise(
        record=record,
        content=replace(content_of(record), decision="We wait another year."),
        by=make_member(team, Role.AUTHOR, username="ben"),
        expected_revision=record.revision,
    )
    page.get_by_label("Decision", exact=True).fill("We use something else.")
    page.get_by_role("button", name="Save and continue").click()

    expect(page.get_by_role("main")).to_contain_text("ben")
    assert_accessible(page)


def test_no_page_scrolls_sideways_on_a_screen_320_pixels_wide(
    page: Page, live_server, look, values, owner: User
):
    set_face(page, 320, "light")
    outside = look(public_pages(values), find_sideways_scroll)
    sign_in(page, live_server.url, owner)

    assert outside | look(pages_of_a_member(values), find_sideways_scroll) == {}


def set_face(page: Page, width: int, scheme: Any) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)


def send_unfilled(page: Page) -> None:
    page.get_by_role("main").locator("button.btn-primary").first.click()
    expect(page.locator(".error-summary")).to_be_visible()


def find_sideways_scroll(page: Page) -> str:
    """Return by how much the page is too wide; a table may scroll in a region of its own."""
    width = page.evaluate("document.documentElement.scrollWidth")
    return f"{width} px wide" if width > 320 else ""
