"""Through the whole questionnaire, page by page, as a browser without JavaScript would go."""

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
from tests.selection.questionnaire.factories import begin_as_visitor, url_of

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


def walk(client: Client, assessment: Assessment) -> list[str]:
    """Follow the task list's "Continue" through every page; return the addresses."""
    walked: list[str] = []
    for task in load_questionnaire().tasks:
        url = reverse("selection:question", args=[assessment.pk, task.key, task.pages[0].key])
        while resolve(url.partition("?")[0]).url_name == "question":
            assert client.get(url).status_code == 200, url
            data: dict[str, Any] = {}
            for question in page_at(url):
                data |= fill_in(question)
            answer = client.post(url, data)
            assert answer.status_code == 302, (url, answer.content.decode())
            walked.append(url)
            assert len(walked) < FIRST_PAGES
            url = answer["Location"]
        assert client.get(url).status_code == 200
    return walked


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
