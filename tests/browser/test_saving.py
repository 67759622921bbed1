"""A long text survives a lost connection, an ended session, and somebody who saves meanwhile."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect

from adr.records.models import Record
from aruntime.teams.models import Role, Team, User
from tests.adr.records.factories import make_record
from tests.browser.accessibility import assert_accessible
from tests.browser.people import give_name_and_password, sign_in
from tests.factories import make_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECTION = "/teams/search-platform/records/1/edit/workload/"
TEXT = "A thousand requests, most of them at noon."


@pytest.fixture
def record(team: Team, author: User) -> Record:
    return make_record(team, author)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def runs_scripts(request) -> bool:
    return request.param


@pytest.fixture
def anas(request, runs_scripts: bool, live_server, author: User, record: Record) -> Page:
    """Ana's browser, at the section about the workload."""
    name = "page" if runs_scripts else "page_without_javascript"
    return open_section(request.getfixturevalue(name), live_server.url, author)


@pytest.fixture
def bens(browser: Browser, live_server, team: Team, record: Record) -> Iterator[Page]:
    """The browser of another author, at the same section."""
    context = browser.new_context()
    ben = make_member(team, Role.AUTHOR, username="ben")
    yield open_section(context.new_page(), live_server.url, ben)
    context.close()


def open_section(page: Page, site: str, user: User) -> Page:
    page.set_default_timeout(10_000)
    sign_in(page, site, user)
    page.goto(site + SECTION)
    return page


def field(page: Page):
    return page.get_by_label("Workload", exact=True)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()


def test_second_of_two_people_reads_both_texts_and_loses_nothing(
    anas: Page, bens: Page, runs_scripts: bool
):
    field(bens).fill("64 requests, at night.")
    save(bens)
    expect(bens.get_by_role("heading", level=1)).to_contain_text("Assumptions")

    field(anas).fill(TEXT)
    save(anas)

    conflict = anas.get_by_role("alert")
    expect(conflict).to_contain_text("ben saved this section while you were writing")
    expect(conflict.locator("mark").filter(has_text="night")).to_be_visible()
    expect(conflict.locator("mark").filter(has_text="A thousand")).to_be_visible()
    expect(field(anas)).to_have_value(TEXT)
    if runs_scripts:
        assert_accessible(anas)

    field(anas).fill(f"{TEXT} 64 at night.")
    save(anas)
    expect(anas.get_by_role("heading", level=1)).to_contain_text("Assumptions")
    assert Record.objects.get().workload == f"{TEXT} 64 at night."


def test_text_sent_after_the_session_has_ended_comes_back_after_signing_in(
    anas: Page, author: User
):
    field(anas).fill(TEXT)
    Session.objects.all().delete()
    save(anas)

    expect(anas.get_by_role("heading", level=1)).to_have_text("You were signed out")
    expect(anas.get_by_role("main")).to_contain_text(TEXT)
    give_name_and_password(anas, author)
    anas.get_by_role("button", name="Send it again").click()

    expect(anas.get_by_role("heading", level=1)).to_contain_text("Assumptions")
    assert Record.objects.get().workload == TEXT


def test_draft_is_kept_while_somebody_types_and_offered_on_return(
    page: Page, live_server, author: User, record: Record
):
    open_section(page, live_server.url, author)
    field(page).fill(TEXT)
    expect(page.locator("#draft-state")).to_contain_text("Draft kept")
    page.goto(live_server.url)

    page.goto(live_server.url + SECTION)

    expect(field(page)).to_have_value(TEXT)
    expect(page.get_by_text("It is not saved")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Discard the draft").click()
    expect(field(page)).to_have_value("64 requests at once.")


def test_text_typed_without_a_connection_is_offered_on_return(
    page: Page, live_server, author: User, record: Record
):
    open_section(page, live_server.url, author)
    page.context.set_offline(True)
    field(page).fill(TEXT)
    state = page.locator("#draft-state")
    expect(state).to_contain_text("the server cannot be reached")
    page.context.set_offline(False)

    page.goto(live_server.url + SECTION)
    expect(state).to_contain_text("This browser kept other text")
    page.get_by_role("button", name="Put it into the form").click()

    expect(field(page)).to_have_value(TEXT)
    save(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Assumptions")
    assert Record.objects.get().workload == TEXT
    page.goto(live_server.url + SECTION)
    expect(state).to_be_empty()


def test_form_lives_on_after_signing_in_in_another_tab(
    page: Page, live_server, author: User, record: Record
):
    open_section(page, live_server.url, author)
    Session.objects.all().delete()
    field(page).fill(TEXT)
    expect(page.locator("#draft-state")).to_contain_text("You are signed out")

    with page.context.expect_page() as tab:
        page.get_by_role("link", name="Sign in in a new tab").click()
    give_name_and_password(tab.value, author)
    expect(tab.value.get_by_role("heading", name="Your teams")).to_be_visible()

    page.get_by_role("button", name="Try again").click()
    expect(page.locator("#draft-state")).to_contain_text(re.compile("^Draft kept"))
    save(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Assumptions")
    assert Record.objects.get().workload == TEXT
