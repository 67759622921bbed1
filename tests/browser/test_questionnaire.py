"""Question pages in a browser: follow-ups, and text that is saved as it is typed."""

import pytest
from playwright.sync_api import Page, expect

from aruntime.teams.models import User
from selection.questionnaire.models import Assessment
from tests.browser.people import sign_in
from tests.selection.questionnaire.factories import make_assessment, question_url, url_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAMED_PLACES = "In named countries or regions"
SERVING = {
    "job": ["serve-llm"],
    "execution_unit": ["generated-sequence"],
    "model_access": "own-weights",
    "api_needs": ["streaming"],
}


@pytest.fixture
def assessment(owner: User) -> Assessment:
    return make_assessment(created_by=owner, answers=SERVING)


@pytest.fixture
def at(live_server, owner: User, assessment: Assessment):
    """Sign a browser in as the owner, and open a page of questions in it."""

    def open_page(page: Page, task: str, key: str) -> Page:
        if page.url == "about:blank":
            sign_in(page, live_server.url, owner)
        page.goto(live_server.url + question_url(assessment, task, key))
        return page

    return open_page


def test_follow_up_appears_with_its_answer_and_goes_with_it(page: Page, at):
    at(page, "trust", "place")
    follow_up = page.get_by_label("Which countries or regions?")
    expect(follow_up).to_be_hidden()

    page.get_by_label(NAMED_PLACES).check()
    follow_up.fill("France")
    page.get_by_label("Anywhere").check()
    expect(follow_up).to_be_hidden()

    page.get_by_label(NAMED_PLACES).check()
    expect(follow_up).to_have_value("France")


def test_follow_up_without_javascript_says_when_it_is_asked(page_without_javascript: Page, at):
    page = at(page_without_javascript, "trust", "place")

    expect(page.get_by_label("Which countries or regions?")).to_be_visible()
    expect(page.get_by_text(f"If you chose “{NAMED_PLACES}”:")).to_be_visible()


def test_reason_is_asked_only_where_a_requirement_is_not_confirmed(page: Page, at):
    at(page, "verified", "requirements")
    row = page.get_by_role("group", name="Streaming", exact=True)
    reason = row.get_by_label("Reason, unless you confirm it")
    expect(reason).to_be_hidden()

    row.get_by_label("Drop", exact=True).check()
    expect(reason).to_be_visible()

    row.get_by_label("Confirm", exact=True).check()
    expect(reason).to_be_hidden()


def test_long_text_is_saved_as_it_is_typed(page: Page, at, assessment: Assessment):
    at(page, "objectives", "workload")
    page.get_by_label("Describe the workload").press_sequentially("Bursts after each release")
    expect(page.get_by_text("Draft saved")).to_be_visible()

    at(page, "objectives", "workload")

    text = page.get_by_label("Describe the workload")
    expect(text).to_have_value("Bursts after each release")
    expect(page.get_by_text("It counts once you continue")).to_be_visible()
    assert not assessment.answers.filter(question="workload").exists()


def test_text_that_did_not_reach_the_server_is_offered_on_return(page: Page, at):
    at(page, "objectives", "workload")
    page.context.set_offline(True)
    page.get_by_label("Describe the workload").press_sequentially("Bursts")
    expect(page.get_by_text("Not saved: the server cannot be reached.")).to_be_visible()
    page.context.set_offline(False)

    at(page, "objectives", "workload")
    expect(page.get_by_label("Describe the workload")).to_have_value("")
    page.get_by_role("button", name="Put it into the field").click()

    expect(page.get_by_label("Describe the workload")).to_have_value("Bursts")


def test_text_that_was_not_saved_is_not_offered_after_signing_out(
    page: Page, at, live_server, owner: User, assessment: Assessment
):
    at(page, "objectives", "workload")
    page.context.set_offline(True)
    page.get_by_label("Describe the workload").press_sequentially("Bursts")
    page.context.set_offline(False)
    page.goto(live_server.url + url_of("assessment", assessment))
    page.get_by_role("banner").locator("summary").click()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, live_server.url, owner)

    at(page, "objectives", "workload")

    expect(page.get_by_label("Describe the workload")).to_be_visible()
    expect(page.get_by_role("button", name="Put it into the field")).to_have_count(0)
