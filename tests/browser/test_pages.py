import pytest
from playwright.sync_api import Page, expect

from adr.records.content import AlternativeRow
from aruntime.teams.models import Team, User
from tests.adr.records.factories import make_record
from tests.browser.accessibility import assert_accessible
from tests.browser.people import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/account/sign-in/",
        "/account/sign-up/",
        "/account/password/reset/",
        "/account/password/reset/sent/",
        "/account/confirm/",
        "/account/confirm/no-such-key/",
        "/no-such-page/",
    ],
)
def test_public_page_is_accessible(live_server, page: Page, path, scheme):
    page.emulate_media(color_scheme=scheme)

    page.goto(live_server.url + path)

    assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_of_a_person_is_accessible(live_server, page: Page, owner: User, reader: User, scheme):
    page.emulate_media(color_scheme=scheme)
    sign_in(page, live_server.url, owner)
    team = "/account/teams/search-platform/"
    member = f"{team}members/{reader.memberships.get().pk}/"

    for path in [
        "/",
        "/account/password/",
        "/account/sign-out/",
        "/account/new-team/",
        team,
        f"{team}members/new/",
        member,
    ]:
        page.goto(live_server.url + path)
        assert_accessible(page)


def test_keyboard_reaches_the_content_first(live_server, page: Page):
    page.goto(live_server.url)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()


def test_page_fits_a_screen_320_pixels_wide(live_server, page: Page):
    page.set_viewport_size({"width": 320, "height": 640})

    page.goto(live_server.url)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_chosen_theme_is_remembered(live_server, page: Page):
    page.emulate_media(color_scheme="light")
    page.goto(live_server.url)

    page.get_by_role("button", name="Dark mode").click()
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(page.get_by_role("button", name="Light mode")).to_be_visible()


def test_dark_theme_follows_the_system_without_javascript(
    live_server, page_without_javascript: Page
):
    page_without_javascript.emulate_media(color_scheme="dark")

    page_without_javascript.goto(live_server.url)

    background = "getComputedStyle(document.body).backgroundColor"
    assert page_without_javascript.evaluate(background) == "rgb(18, 22, 28)"


def test_rejected_sign_in_takes_the_focus_to_the_problem(live_server, page: Page):
    page.goto(f"{live_server.url}/account/sign-in/")

    page.get_by_role("button", name="Sign in").click()

    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name="Enter your e-mail address").click()
    expect(page.get_by_label("E-mail address")).to_be_focused()
    assert_accessible(page)


def test_menu_closes_with_escape_and_gives_the_focus_back(live_server, page: Page, owner: User):
    sign_in(page, live_server.url, owner)

    page.get_by_text("olga").click()
    page.get_by_role("link", name="Change password").focus()
    page.keyboard.press("Escape")

    expect(page.get_by_role("link", name="Change password")).to_be_hidden()
    expect(page.locator("summary", has_text="olga")).to_be_focused()


def test_person_signs_in_without_javascript(
    live_server, page_without_javascript: Page, owner: User
):
    sign_in(page_without_javascript, live_server.url, owner)

    expect(page_without_javascript.get_by_role("heading", name="Your teams")).to_be_visible()


def test_what_is_folded_on_the_screen_is_printed(live_server, page: Page, team: Team, owner: User):
    rows = tuple(AlternativeRow(f"Alternative {n}", f"Reason {n}.") for n in range(20))
    make_record(team, owner, owner=owner.username, alternatives=rows)
    sign_in(page, live_server.url, owner)
    page.goto(f"{live_server.url}/teams/search-platform/records/1/")
    reason = page.get_by_text("Reason 19.")

    expect(reason).to_be_hidden()
    page.emulate_media(media="print")
    expect(reason).to_be_visible()
