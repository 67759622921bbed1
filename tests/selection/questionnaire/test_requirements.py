"""Question 9: confirm, relax, drop; add; choose versions."""

import pytest
from django.test import Client

from aruntime.teams.models import Team
from selection.directory.models import Component, Release, Source
from selection.questionnaire.answering import engine_answers
from selection.questionnaire.models import Assessment
from selection.questionnaire.reviewing import requirements_to_review
from selection.questionnaire.versions import load_questionnaire
from tests.selection.questionnaire.factories import make_assessment, question_url

REVIEW, ADD, VERSIONS = "requirements", "additions", "versions"


@pytest.fixture
def assessment(team: Team) -> Assessment:
    return make_assessment(
        team=team,
        answers={
            "job": ["serve-llm"],
            "execution_unit": ["generated-sequence"],
            "model_access": "own-weights",
            "formats": ["safetensors"],
            "api_needs": ["openai-api", "streaming"],
        },
    )


def rows_of(assessment: Assessment) -> list:
    return list(requirements_to_review(load_questionnaire(), engine_answers(assessment)))


def test_each_requirement_names_the_answer_it_came_from(assessment: Assessment, as_author: Client):
    page = as_author.get(question_url(assessment, "verified", REVIEW)).content.decode()

    assert rows_of(assessment)
    for requirement in rows_of(assessment):
        assert requirement.label.replace("'", "&#x27;") in page


def test_all_that_is_not_decided_can_be_confirmed_at_once(
    assessment: Assessment, as_author: Client
):
    first = rows_of(assessment)[0].key
    data = {
        "requirements-0-verdict": "drop",
        "requirements-0-reason": "We convert it",
        "confirm_rest": "1",
    }

    as_author.post(question_url(assessment, "verified", REVIEW), data)

    stored = engine_answers(assessment)["requirements"].value
    assert stored[first] == {"verdict": "drop", "reason": "We convert it"}
    assert {row["verdict"] for key, row in stored.items() if key != first} == {"confirm"}
    assert stored.keys() == {requirement.key for requirement in rows_of(assessment)}


def test_dropping_needs_a_reason(assessment: Assessment, as_author: Client):
    answer = as_author.post(
        question_url(assessment, "verified", REVIEW), {"requirements-0-verdict": "drop"}
    )

    assert answer.status_code == 422
    assert "is not simply confirmed" in answer.content.decode()
    assert 'href="#id_requirements-0-reason"' in answer.content.decode()


def test_capability_is_added_with_need_and_reason(assessment: Assessment, as_author: Client):
    row = {"capability": "security/authn", "need": "mandatory", "reason": "Several customers"}
    data = {f"added_requirements-0-{key}": value for key, value in row.items()}

    as_author.post(question_url(assessment, "verified", ADD), data)

    assert engine_answers(assessment)["added_requirements"].value == [row]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"need": "wanted"}, "Choose the capability that is needed"),
        ({"capability": "security/authn"}, "is mandatory or wanted"),
        ({"capability": "security/authn", "need": "wanted"}, "is needed"),
    ],
)
def test_incomplete_row_is_refused(
    typed: dict[str, str], message: str, assessment: Assessment, as_author: Client
):
    data = {f"added_requirements-0-{key}": value for key, value in typed.items()}

    answer = as_author.post(question_url(assessment, "verified", ADD), data)

    assert answer.status_code == 422
    assert message in answer.content.decode()


def test_row_can_be_added_without_javascript(assessment: Assessment, as_author: Client):
    url = question_url(assessment, "verified", ADD)
    first = as_author.get(url).content.decode()
    data = {
        "added_requirements-0-reason": "Typed before",
        "added_requirements-0-capability": "",
        "added_requirements-1-capability": "",
        "more_rows": "1",
    }

    page = as_author.post(url, data).content.decode()

    assert "added_requirements-2-capability" not in first
    assert "added_requirements-2-capability" in page
    assert "Typed before" in page
    assert "added_requirements" not in engine_answers(assessment)


def test_release_is_chosen_from_those_known(assessment: Assessment, as_author: Client):
    source = Source.objects.create(url="https://example.org/releases")
    component = Component.objects.create(
        slug="vllm", name="vLLM", category="generative-engine", status_source=source,
        project_status="active",
    )  # fmt: skip
    for order, version in enumerate(("0.33.0", "0.32.1")):
        Release.objects.create(
            component=component, version=version, source=source, checked="2026-11-24", order=order
        )
    url = question_url(assessment, "verified", VERSIONS)

    page = as_author.get(url).content.decode()
    as_author.post(url, {"versions-vllm": "0.32.1"})

    assert page.index("0.33.0") < page.index("0.32.1")
    assert engine_answers(assessment)["versions"].value == {"vllm": "0.32.1"}


def test_versions_page_says_so_when_nothing_is_needed(team: Team, as_author: Client):
    assessment = make_assessment(team=team)

    page = as_author.get(question_url(assessment, "verified", VERSIONS)).content.decode()

    assert "do not need a category of the directory yet" in page


@pytest.mark.parametrize("asked", [REVIEW, ADD, VERSIONS])
def test_enter_key_continues(asked: str, assessment: Assessment, as_author: Client):
    """A browser presses the first button of a form."""
    page = as_author.get(question_url(assessment, "verified", asked)).content.decode()

    form = page.partition("<main")[2].partition("<form")[2]
    first = form.partition("<button")[2].partition("</button>")[0]
    assert first.endswith(">Continue")
