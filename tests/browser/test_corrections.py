"""A correction on its way: from the reader to the claim, and back to the reader."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from aruntime.teams.models import User
from selection.corrections.deciding import begin_checking, decline
from selection.corrections.models import Correction
from tests.browser.accessibility import assert_accessible
from tests.browser.people import sign_in
from tests.selection.corrections.factories import make_correction, make_maintainer
from tests.selection.directory.rows import make_component

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CACHING = "generation/prefix-caching"
TARGET = f"claim:lathe@1.0.0/{CACHING}"
FACES = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]


@pytest.fixture(autouse=True)
def _component(transactional_db):
    make_component(claims={CACHING: {"status": "supported", "note": "By default."}})


@pytest.fixture
def mia(transactional_db) -> User:
    return make_maintainer("mia")


def set_face(page: Page, width: int, scheme: Any) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)


def assert_in_order(page: Page, width: int) -> None:
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def report_that_it_is_partial(page: Page, site: str) -> None:
    """What a reader without an account does, beginning at the claim."""
    page.goto(f"{site}/directory/lathe/")
    page.get_by_role("link", name=re.compile("Correct this ?: Prefix caching")).click()
    page.get_by_label("An outdated capability").check()
    page.get_by_label("Partial", exact=True).check()
    page.get_by_label("What is wrong?").fill("It is not there with adapters.")
    page.get_by_label("What should the note beside it say?").fill("Not with adapters.")
    page.get_by_label("I ran it myself").check()
    page.get_by_label("Supporting source").fill("https://example.org/limits")
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Send the correction").click()


def test_correction_without_javascript_reaches_the_claim_and_its_sender_learns_of_it(
    live_server, page: Page, page_without_javascript: Page, mia: User
):
    reader = page_without_javascript
    report_that_it_is_partial(reader, live_server.url)
    private_link = reader.locator(".private-link").inner_text()

    sign_in(page, live_server.url, mia)
    page.goto(f"{live_server.url}/triage/")
    page.get_by_role("link", name="Lathe 1.0.0: Prefix caching").click()
    expect(page.get_by_label("Partial", exact=True)).to_be_checked()
    page.get_by_role("button", name="Accept", exact=True).click()

    reader.goto(private_link)
    expect(reader.get_by_role("main")).to_contain_text("Accepted")
    reader.goto(f"{live_server.url}/directory/lathe/")
    expect(reader.locator("#generationprefix-caching")).to_contain_text("Not with adapters.")
    reader.get_by_role("link", name="All of it, with what changed").click()
    expect(reader.get_by_role("main")).to_contain_text("Correction accepted")
    expect(reader.get_by_role("main")).to_contain_text("By default.")


@pytest.mark.parametrize(("width", "scheme"), FACES)
def test_pages_of_a_reader_are_accessible_and_fit(live_server, page: Page, width: int, scheme):
    set_face(page, width, scheme)
    open_one = make_correction(TARGET, wrong="w" * 300, source_title="t" * 200)
    declined = make_correction(TARGET)
    decline(declined.pk, by=make_maintainer("max"), revision=1, reason="No source.\n" + "r" * 200)

    for path in (
        f"/corrections/new/?target={TARGET}",
        "/corrections/new/?target=component:lathe",
        f"/corrections/{open_one.token}/",
        f"/corrections/{declined.token}/",
        "/corrections/new/",
        "/maintenance/",
        f"/maintenance/?target={TARGET}",
        "/maintenance/?target=component:planer",
    ):
        page.goto(live_server.url + path)
        assert_in_order(page, width)
    page.goto(f"{live_server.url}/corrections/new/?target={TARGET}")
    page.get_by_role("button", name="Send the correction").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_in_order(page, width)


@pytest.mark.parametrize(("width", "scheme"), FACES)
def test_pages_of_a_maintainer_are_accessible_and_fit(
    live_server, page: Page, mia: User, width: int, scheme
):
    set_face(page, width, scheme)
    correction = make_correction(TARGET, target_title="Lathe 1.0.0: Prefix caching")
    about_text = make_correction("component:lathe")
    sign_in(page, live_server.url, mia)

    for path in ("/triage/", "/triage/?state=declined", f"/triage/{about_text.pk}/"):
        page.goto(live_server.url + path)
        assert_in_order(page, width)
    page.goto(f"{live_server.url}/triage/{correction.pk}/")
    assert_in_order(page, width)
    page.get_by_role("button", name="Decline").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_in_order(page, width)
    begin_checking(correction.pk, by=make_maintainer("max"), revision=1)
    page.get_by_label("Reason").fill("The source is about another version.")
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_role("alert")).to_contain_text("max is checking it")
    assert_in_order(page, width)
    assert Correction.objects.get(pk=correction.pk).state == "checking"
