"""Through the whole questionnaire, page by page, as a browser without JavaScript would go."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse

from aruntime.teams.models import Team
from selection.engine.path import find_path
from selection.engine.questions import Question
from selection.questionnaire.answering import engine_answers
from selection.questionnaire.models import Assessment
from selection.questionnaire.versions import load_questionnaire
from tests.selection.questionnaire.factories import begin_as_visitor, question_url, url_of

FIRST_PAGES = 60  # More than there are; a walk that does not end fails.
CHOSEN = {
    "job": ["serve-llm", "durable-agent", "on-device"],
    "execution_unit": ["generated-sequence", "workflow-step"],
    "model_access": "own-weights",
    "state_kinds": ["session-cache", "workflow-state"],
    "residency": "region",
    "side_effects": "irreversible",
    "evidence_kinds": ["audit", "traces"],
}


def fill_in(question: Question) -> dict[str, Any]:
    """Return what a person types or selects for one question."""
    key = question.key
    match question.kind:
        case "choice" | "choices":
            first = question.options[0].key
            return {key: CHOSEN.get(key, [first] if question.kind == "choices" else first)}
        case "number":
            return {key: question.example, f"{key}-unit": question.units[0].key}
        case "bound":
            return {
                key: question.example,
                f"{key}-unit": question.units[0].key,
                f"{key}-percentile": "p95",
                f"{key}-need": "wanted",
                f"{key}-basis": "assumed",
            }
        case "text" | "long_text":
            return {key: question.example or "In our words"}
        case "review":
            return {"confirm_rest": "1"}
        case "additions":
            return {
                f"{key}-0-capability": "security/authn",
                f"{key}-0-need": "mandatory",
                f"{key}-0-reason": "Several customers",
            }
    return {}


def page_at(url: str) -> list[Question]:
    """Return the questions of the page at an address."""
    place = resolve(url).kwargs
    task = load_questionnaire().task(place["task"])
    return [q for page in task.pages if page.key == place["page"] for q in page.questions]


def walk(client: Client, assessment: Assessment, *, only_what_must_be: bool = False) -> list[str]:
    """Follow the buttons from the task list to the check of all answers.

    Returns the addresses of the pages of questions that were answered on the way.
    """
    walked: list[str] = []
    url = main_button(client, url_of("assessment", assessment))
    while url != url_of("check_answers", assessment):
        if resolve(url).url_name == "task_check":
            url = main_button(client, url)
            continue
        assert client.get(url).status_code == 200, url
        data: dict[str, Any] = {}
        for question in page_at(url):
            data |= {} if question.optional and only_what_must_be else fill_in(question)
        answer = client.post(url, data)
        assert answer.status_code == 302, (url, answer.content.decode())
        walked.append(url)
        assert len(walked) < FIRST_PAGES
        url = answer["Location"]
    return walked


def main_button(client: Client, url: str) -> str:
    """Return where the main button of a page leads."""
    [address] = re.findall(
        r'class="btn btn-primary" href="([^"]+)"', client.get(url).content.decode()
    )
    return address


@pytest.fixture
def visitors(client: Client, db: None) -> tuple[Client, Assessment]:
    return client, begin_as_visitor(client)


@pytest.fixture
def members(as_author: Client, team: Team) -> tuple[Client, Assessment]:
    as_author.post(reverse("selection:assessment_new"), {"name": "Runtime for the support chat"})
    return as_author, Assessment.objects.get()


@pytest.mark.parametrize("who", ["visitors", "members"])
def test_every_page_on_the_path_is_asked_once(who: str, request: pytest.FixtureRequest):
    client, assessment = request.getfixturevalue(who)

    walked = walk(client, assessment)

    path = find_path(load_questionnaire(), engine_answers(assessment))
    assert len(walked) == len(set(walked)) == len(path.pages)
    task_list = client.get(url_of("assessment", assessment)).content.decode()
    assert "9 of 9 completed" in task_list
    check = client.get(url_of("check_answers", assessment)).content.decode()
    assert "Not answered yet" not in check
    assert "Work out the options" in check


def test_page_on_which_nothing_must_be_answered_is_shown_too(
    members: tuple[Client, Assessment],
):
    client, assessment = members

    walked = walk(client, assessment, only_what_must_be=True)

    assert question_url(assessment, "objectives", "latency") in walked
    assert question_url(assessment, "verified", "requirements") in walked
    assert "9 of 9 completed" in client.get(url_of("assessment", assessment)).content.decode()


def test_another_member_finds_all_of_it(
    members: tuple[Client, Assessment], as_owner: Client, as_author: Client
):
    client, assessment = members
    walk(client, assessment)

    pages = [c.get(url_of("check_answers", assessment)) for c in (as_author, as_owner)]

    answers = [page.content.decode().partition("<main")[2].partition("<form")[0] for page in pages]
    assert answers[0] == answers[1]
    assert "Several customers" in answers[0]


def test_page_shows_again_what_was_answered(members: tuple[Client, Assessment]):
    client, assessment = members
    for url in walk(client, assessment):
        page = client.get(url).content.decode()
        for question in page_at(url):
            if question.kind in ("text", "long_text"):
                assert (question.example or "In our words").splitlines()[0] in page
            if question.kind in ("choice", "choices"):
                assert " checked" in page
