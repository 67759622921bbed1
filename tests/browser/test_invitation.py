"""An owner invites, and somebody without an account signs up by the link and joins."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from aruntime.teams.models import Role, User
from tests.browser.accessibility import assert_accessible
from tests.browser.people import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WAYS = {"with JavaScript": True, "without JavaScript": False}


@pytest.fixture(params=WAYS)
def runs_script(request) -> bool:
    return WAYS[request.param]


@pytest.fixture
def open_browser(browser: Browser, runs_script: bool) -> Iterator[Callable[[], Page]]:
    """Open a browser of one's own for each person, with cookies that nobody else has."""
    contexts = []

    def new_page() -> Page:
        contexts.append(browser.new_context(java_script_enabled=runs_script))
        return contexts[-1].new_page()

    yield new_page
    for context in contexts:
        context.close()


def test_invited_person_signs_up_and_joins(
    live_server, open_browser, owner: User, runs_script: bool, settings
):
    settings.SITE_URL, settings.SIGN_UP = live_server.url, "closed"
    page = open_browser()
    sign_in(page, live_server.url, owner)

    link = invite(page, live_server.url, email="bob@example.org")
    if runs_script:
        copy(page, "bob@example.org", link)

    guest = open_browser()
    guest.goto(link)
    expect(guest.get_by_role("heading", level=1)).to_have_text("Join Search platform")
    assert_readable(guest, runs_script)

    guest.get_by_role("main").get_by_role("link", name="Sign up").click()
    expect(guest.get_by_role("main")).to_contain_text("olga invites you to the team")
    expect(guest.get_by_label("E-mail address")).to_have_value("bob@example.org")
    for label in ("Password", "Password, once more"):
        guest.get_by_label(label, exact=True).fill("a longer sentence")
    guest.get_by_role("button", name="Sign up").click()

    expect(guest.get_by_role("main")).to_contain_text("You are signed in as bob")
    assert_readable(guest, runs_script)
    guest.get_by_role("button", name="Accept and join").click()
    expect(guest.get_by_role("region", name="What just happened")).to_contain_text(
        "You are in Search platform now, as author."
    )
    assert User.objects.get(username="bob").memberships.get(team__slug="search-platform")

    look_at_both_libraries(guest)
    read_audit_record(page, live_server.url, runs_script)


def test_wrong_account_and_closed_links_say_what_to_do(
    live_server, open_browser, owner: User, stranger: User, runs_script: bool, settings
):
    settings.SITE_URL = live_server.url
    page = open_browser()
    sign_in(page, live_server.url, owner)
    link = invite(page, live_server.url, email="bob@example.org")

    guest = open_browser()
    sign_in(guest, live_server.url, stranger)
    guest.goto(link)
    expect(guest.get_by_role("main")).to_contain_text("Only the account with the address bob@")
    assert_readable(guest, runs_script)
    guest.get_by_role("button", name="Sign out and use the other account").click()
    expect(guest.get_by_role("main").get_by_role("link", name="Sign in")).to_be_visible()
    expect(guest).to_have_url(link)

    page.get_by_role("button", name="Revoke the invitation for bob@example.org").click()
    expect(page.get_by_role("heading", name="Nobody is invited")).to_be_visible()
    assert_readable(page, runs_script)
    guest.reload()
    expect(guest.get_by_role("heading", level=1)).to_have_text("This invitation was revoked")
    assert_readable(guest, runs_script)


def invite(page: Page, site: str, *, email: str) -> str:
    """Make an invitation as the owner who is signed in; return its link."""
    page.goto(f"{site}/account/teams/search-platform/")
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_role("radio", name=Role.AUTHOR.label).check()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Make the invitation").click()
    return page.get_by_label("Link", exact=True).input_value()


def copy(page: Page, for_whom: str, link: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=f"Copy the link for {for_whom}").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link


def look_at_both_libraries(page: Page) -> None:
    """Go from one library to the other by the menu, as a person in two teams does."""
    for name in ("Search platform", "Bob's team"):
        page.get_by_role("navigation", name="Main").get_by_text("Library", exact=True).click()
        page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(f"{name}\\s+Library"))


def read_audit_record(page: Page, site: str, runs_script: bool) -> None:
    page.goto(f"{site}/account/teams/search-platform/")
    page.get_by_role("link", name="Audit record").click()
    expect(page.get_by_role("row", name=re.compile("bob.*Invitation accepted"))).to_be_visible()
    page.get_by_label("Who").select_option("bob")
    if not runs_script:
        page.get_by_role("button", name="Show entries").click()
    expect(page.get_by_role("heading", name="1 entry")).to_be_visible()
    expect(page).to_have_url(re.compile("person=bob"))
    assert_readable(page, runs_script)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert "invitation.accepted" in text
    assert "invitation.made" not in text  # The file follows the filter.


def assert_readable(page: Page, runs_script: bool) -> None:
    """The check is a script itself, so it can only look where scripts run."""
    if runs_script:
        assert_accessible(page)
