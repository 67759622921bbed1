"""The first question by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from aruntime.teams.models import User
from tests.browser.people import sign_in
from tests.selection.questionnaire.factories import make_assessment, question_url

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def first_question(page: Page, live_server, owner: User) -> Page:
    assessment = make_assessment(created_by=owner)
    sign_in(page, live_server.url, owner)
    page.goto(live_server.url + question_url(assessment, "execution-unit", "job"))
    return page


def test_first_question_is_answered_by_keyboard_alone(first_question: Page):
    page = first_question
    press_until_focused(page, "Serve an LLM at concurrency")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("What is the primary execution unit?")


def test_mistake_takes_the_focus_to_the_summary_and_its_link_to_the_field(first_question: Page):
    page = first_question
    press_until_focused(page, "Continue")
    page.keyboard.press("Enter")

    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Execute a portable model")).to_be_focused()


def test_skip_link_leads_past_the_header(first_question: Page):
    first_question.keyboard.press("Tab")
    expect(first_question.get_by_role("link", name="Skip to main content")).to_be_focused()
    first_question.keyboard.press("Enter")

    expect(first_question.get_by_role("main")).to_be_focused()


def test_whatever_has_the_focus_shows_it(first_question: Page):
    seen = []
    for _ in range(40):
        first_question.keyboard.press("Tab")
        seen.append(first_question.evaluate(FOCUS))
        if seen[-1]["name"] == "Save and come back later":
            break

    assert seen[-1]["name"] == "Save and come back later"
    assert [step["name"] for step in seen if not step["is_visible"]] == []


# What has the focus, and whether an outline or a shadow is drawn around it.
FOCUS = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const label = element.labels && element.labels[0] || element;
  return {
    name: label.textContent.trim(),
    is_visible: hasOutline || style.boxShadow !== "none",
  };
}"""


def press_until_focused(page: Page, name: str) -> None:
    """Press Tab until the control of that name has the focus; fail if it is never reached."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS)["name"] == name:
            return
    pytest.fail(f"The Tab key never reaches “{name}”.")
