"""The path: what is asked follows from the answers alone, and from nothing that is off the path."""

import random
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selection.engine.answers import Answer, Answers
from selection.engine.path import Path, find_path
from selection.engine.questions import Option, Page, Question
from tests.selection.engine.factories import make_questionnaire
from tests.selection.engine.strategies import answer_to, answers, given_answer

QUESTIONNAIRE = make_questionnaire()
QUESTIONS = list(QUESTIONNAIRE.all_questions())
PAGES = {(task.key, page.key): page for task in QUESTIONNAIRE.tasks for page in task.pages}
WITH_OPTIONS = [(question.key, option.key) for question in QUESTIONS for option in question.options]


def pages_of(path: Path) -> list[tuple[str, str]]:
    return [(page.task.key, page.page.key) for page in path.pages]


def choose(question: Question, option: Option) -> Answer:
    return Answer(value=[option.key] if question.kind == "choices" else option.key)


@given(answers())
def test_walking_the_pages_comes_to_an_end(given_answers: dict[str, Answer]):
    """Answer page after page; each is asked once, and after the last nothing new is asked."""
    answered: dict[str, Answer] = {}
    walked: list[tuple[str, str]] = []
    while following := [p for p in pages_of(find_path(QUESTIONNAIRE, answered)) if p not in walked]:
        walked.append(following[0])
        for question in PAGES[following[0]].questions:
            if question.key in given_answers:
                answered[question.key] = given_answers[question.key]

    assert len(walked) == len(set(walked)) <= len(PAGES)
    assert set(pages_of(find_path(QUESTIONNAIRE, answered))) <= set(walked)


@given(answers(), st.data())
def test_answer_off_the_path_influences_nothing(given_answers: dict[str, Answer], data):
    path = find_path(QUESTIONNAIRE, given_answers)
    others = {
        key: data.draw(answer_to(QUESTIONNAIRE.by_key[key]), label=key) for key in path.unused
    }

    without = find_path(QUESTIONNAIRE, path.answers)
    changed = find_path(QUESTIONNAIRE, {**path.answers, **others})

    assert without.pages == changed.pages == path.pages
    assert without.answers == changed.answers == path.answers
    assert without.unused == {}


@given(answers(), st.data())
def test_change_and_change_back_gives_the_same(given_answers: dict[str, Answer], data):
    before = find_path(QUESTIONNAIRE, given_answers)
    question = data.draw(st.sampled_from(QUESTIONS))
    changed = {**given_answers, question.key: data.draw(answer_to(question))}
    find_path(QUESTIONNAIRE, changed)

    back = {key: answer for key, answer in changed.items() if key in given_answers}
    back.update({key: given_answers[key] for key in back})

    assert find_path(QUESTIONNAIRE, back) == before


@given(answers(), st.integers())
def test_order_of_the_answers_does_not_matter(given_answers: dict[str, Answer], seed: int):
    keys = list(given_answers)
    random.Random(seed).shuffle(keys)  # noqa: S311 - The order is arbitrary, not secret.
    shuffled: Answers = {key: given_answers[key] for key in keys}

    assert find_path(QUESTIONNAIRE, shuffled) == find_path(QUESTIONNAIRE, given_answers)


@given(answers())
def test_every_answer_is_used_or_kept(given_answers: dict[str, Answer]):
    path = find_path(QUESTIONNAIRE, given_answers)

    assert {**path.answers, **path.unused} == given_answers
    assert not path.answers.keys() & path.unused.keys()


@dataclass(frozen=True)
class Opening:
    """Answers under which a question is asked."""

    answers: Answers
    path: Path


@pytest.fixture(scope="module")
def openings() -> dict[str, Opening]:
    """For every question, answers that put it on the path; found by a seeded search."""
    rng = random.Random(1)  # noqa: S311 - A fixed sequence makes the search repeatable.
    found: dict[str, Opening] = {}
    for _ in range(400):
        chosen = {
            question.key: choose(question, rng.choice(question.options))
            for question in QUESTIONS
            if question.options
        }
        path = find_path(QUESTIONNAIRE, chosen)
        for page in path.pages:
            for question in page.questions:
                found.setdefault(question.key, Opening(chosen, path))
    return found


def test_every_question_of_every_page_can_be_reached(openings: dict[str, Opening]):
    assert set(openings) == set(QUESTIONNAIRE.by_key)


@pytest.mark.parametrize(("key", "option"), WITH_OPTIONS)
def test_each_option_leads_to_a_page_on_the_path_or_to_the_check(
    key: str, option: str, openings: dict[str, Opening]
):
    question = QUESTIONNAIRE.by_key[key]
    answer = Answer(value=[option] if question.kind == "choices" else option)
    before = openings[key].path
    here = next(page for page in before.pages if question in page.questions)

    after = find_path(QUESTIONNAIRE, {**openings[key].answers, key: answer})

    assert (here.task.key, here.page.key) in pages_of(after), "an answer closes its own page"
    assert after.answers[key] == answer
    earlier = pages_of(before)[: pages_of(before).index((here.task.key, here.page.key))]
    assert pages_of(after)[: len(earlier)] == earlier, "an answer changes what came before it"


@settings(max_examples=50)
@given(st.data())
def test_condition_sees_only_what_is_asked(data):
    """An answer to a page that is not asked opens no other page."""
    task = QUESTIONNAIRE.task("artifact")
    questions = [question for page in task.pages for question in page.questions]
    kept = {question.key: data.draw(given_answer(question)) for question in questions}

    path = find_path(QUESTIONNAIRE, kept)

    assert "artifact" not in {page.task.key for page in path.pages}
    assert kept.keys() == path.unused.keys()


def test_pages_have_unique_addresses():
    addresses = [(task.key, page.key) for task in QUESTIONNAIRE.tasks for page in task.pages]
    pages: list[Page] = [page for task in QUESTIONNAIRE.tasks for page in task.pages]

    assert len(addresses) == len(set(addresses)) == len(pages)
    # These words are addresses of other pages.
    assert not {"check"} & {page.key for page in pages}
    assert not {"drafts", "check", "team"} & {task.key for task in QUESTIONNAIRE.tasks}
