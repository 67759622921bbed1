"""Two people review a third one's record, from the proposal to the acceptance."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from adr.records.models import Record, Status
from aruntime.teams.models import Role, Team, User
from tests.adr.records.factories import make_record
from tests.browser.accessibility import assert_accessible
from tests.browser.people import sign_in
from tests.factories import make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RECORD = "/teams/search-platform/records/1/"
Check = Callable[[Page], None]


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def runs_scripts(request) -> bool:
    return request.param


@pytest.fixture
def check(runs_scripts: bool) -> Check:
    """axe-core itself is a script."""
    return assert_accessible if runs_scripts else lambda page: None


@pytest.fixture
def open_browser(
    browser: Browser, live_server, runs_scripts: bool
) -> Iterator[Callable[[User], Page]]:
    """Give a person a browser of their own, signed in and at the record."""
    contexts = []

    def open_for(person: User) -> Page:
        context = browser.new_context(java_script_enabled=runs_scripts)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        sign_in(page, live_server.url, person)
        page.goto(live_server.url + RECORD)
        return page

    yield open_for
    for context in contexts:
        context.close()


def review(page: Page) -> Locator:
    return page.locator("#team-review")


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def open_comments(page: Page, section: str, runs_scripts: bool) -> Locator:
    """Open what is said about a section, beside its heading; return where it stands."""
    part = page.locator(f"#{section}")
    part.locator(".section-comments > summary").click()
    if runs_scripts:
        return part.locator(".comments-here")
    part.get_by_role("link", name=re.compile("^Open the comments on")).click()
    return page.locator(".comments-here")


def test_two_people_review_a_record_up_to_its_acceptance(
    open_browser, live_server, runs_scripts: bool, check: Check, team: Team, author: User, owner
):
    rob = make_member(team, Role.REVIEWER, username="rob")
    make_record(team, author, consequence_level=2)
    record = live_server.url + RECORD

    anas = open_browser(author)
    anas.get_by_role("link", name="Propose the record").click()
    anas.get_by_label("rob").check()
    anas.get_by_label("olga").check()
    check(anas)
    press(anas, "Propose the record")
    expect(review(anas)).to_contain_text("2 approvals are needed at consequence level 2.")
    expect(review(anas)).to_contain_text("No verdict yet")

    robs = open_browser(rob)
    robs.goto(f"{live_server.url}/waiting/")
    check(robs)
    robs.get_by_role("link", name="1. Serve the assistant with vLLM").click()
    here = open_comments(robs, "workload", runs_scripts)
    here.get_by_label("Comment").fill("Is that at **noon**?")
    here.get_by_role("button", name="Comment").click()
    expect(here.locator(".comment")).to_contain_text("Is that at noon?")
    if runs_scripts:
        expect(here.locator(".comment")).to_be_focused()
    check(robs)
    robs.goto(record)
    robs.get_by_label("Request changes").check()
    robs.get_by_label("Reasons").fill("Say at which time of the day.")
    check(robs)
    press(robs, "Give this verdict")
    expect(review(robs)).to_contain_text("Requested changes")

    anas.goto(f"{live_server.url}/waiting/")
    expect(anas.get_by_role("main")).to_contain_text("rob, on revision 1")
    anas.goto(f"{record}edit/workload/")
    anas.get_by_label("Workload", exact=True).fill("64 requests at once, at noon.")
    press(anas, "Save and continue")
    anas.goto(record)
    here = open_comments(anas, "workload", runs_scripts)
    here.get_by_text("Reply", exact=True).first.click()
    here.get_by_label("Comment").first.fill("It is; the record says so now.")
    here.get_by_role("button", name="Reply").click()
    expect(here.locator(".comment")).to_have_count(2)

    robs.goto(record)
    expect(review(robs)).to_contain_text("the record is now at revision 2")
    check(robs)
    review(robs).get_by_role("link", name="see what changed").click()
    expect(robs.locator(".diff ins")).to_contain_text("at noon")
    check(robs)
    robs.goto(record)
    here = open_comments(robs, "workload", runs_scripts)
    here.get_by_role("button", name="Resolve this thread").click()
    expect(here.locator(".thread")).to_contain_text("rob resolved it")
    robs.goto(record)
    robs.get_by_label("Approve").check()
    press(robs, "Give this verdict")
    expect(review(robs)).to_contain_text("1 is given, by rob.")

    olgas = open_browser(owner)
    olgas.get_by_role("link", name="Accept the record").click()
    expect(olgas.get_by_role("main")).to_contain_text("Accepting counts as your approval")
    check(olgas)
    press(olgas, "Accept the record")

    expect(review(olgas)).to_contain_text("Accepted with 2 approvals; 2 were needed.")
    check(olgas)
    assert Record.objects.get().status == Status.ACCEPTED


def test_verdict_on_a_text_that_moved_is_read_again_first(
    open_browser, live_server, check: Check, team: Team, author: User, owner: User
):
    make_record(team, author)
    anas = open_browser(author)
    anas.get_by_role("link", name="Propose the record").click()
    press(anas, "Propose the record")

    olgas = open_browser(owner)
    olgas.get_by_label("Approve").check()
    olgas.get_by_label("Reasons").fill("It fits.")
    anas.goto(f"{live_server.url}{RECORD}edit/workload/")
    anas.get_by_label("Workload", exact=True).fill("6,400 requests at once.")
    press(anas, "Save and continue")
    expect(anas.get_by_role("heading", level=1)).to_contain_text("Assumptions")
    press(olgas, "Give this verdict")

    expect(olgas.get_by_role("alert")).to_contain_text("You read revision 1.")
    expect(olgas.locator("del").filter(has_text="64")).to_be_visible()
    expect(olgas.get_by_label("Reasons")).to_have_value("It fits.")
    check(olgas)
    press(olgas, "Give this verdict")
    expect(review(olgas)).to_contain_text("On revision 2")
