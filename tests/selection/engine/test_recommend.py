"""Promises of the whole engine, for any valid answers."""

import os
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selection.engine.answers import Answer
from selection.engine.canonical import from_bytes, to_bytes
from selection.engine.recommend import recommend
from selection.engine.recommendation import (
    Because,
    Conclusion,
    Control,
    Level,
    Need,
    Recommendation,
    Requirement,
    Simpler,
    Sizing,
    Verdict,
)
from selection.engine.rules import load_rules
from tests.selection.engine.factories import (
    make_claim,
    make_component,
    make_directory,
    make_questionnaire,
    make_release,
    used_answers,
)
from tests.selection.engine.strategies import answers

DIRECTORY = make_directory(
    make_component(
        "example",
        category="generative-engine",
        releases=(make_release("1.0", make_claim("generation/streaming")),),
    )
)
few_examples = settings(max_examples=10, deadline=None)


def recommend_for(given_answers: dict[str, Answer]) -> Recommendation:
    return recommend(
        questionnaire=make_questionnaire(),
        answers=given_answers,
        rules=load_rules(),
        directory=DIRECTORY,
    )


@few_examples
@given(answers())
def test_the_same_input_gives_the_same_bytes(random: dict[str, Answer]):
    assert to_bytes(recommend_for(random)) == to_bytes(recommend_for(dict(random)))


WORK_OUT = """
from random import Random
from selection.engine.canonical import digest
from tests.selection.engine.test_recommend import recommend_for
from tests.selection.engine.test_rule_reachability import draw_answers
print([digest(recommend_for(draw_answers(Random(seed)))) for seed in range(5)])
"""


def test_another_process_gives_the_same_bytes():
    """Sets and dictionaries of text come in another order where text is hashed another way."""
    said = {
        subprocess.run(
            [sys.executable, "-c", WORK_OUT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(said) == 1


@few_examples
@given(answers(), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(random: dict[str, Answer], order: Any):
    shuffled = list(random.items())
    order.shuffle(shuffled)

    assert to_bytes(recommend_for(dict(shuffled))) == to_bytes(recommend_for(random))


@few_examples
@given(answers())
def test_answers_off_the_path_never_influence_the_result(random: dict[str, Answer]):
    assert to_bytes(recommend_for(random)) == to_bytes(recommend_for(used_answers(random)))


@few_examples
@given(answers())
def test_a_result_goes_to_bytes_and_back_without_loss(random: dict[str, Answer]):
    result = recommend_for(random)

    assert from_bytes(Recommendation, to_bytes(result)) == result


@few_examples
@given(answers())
def test_every_conclusion_has_a_reason_with_its_rule_and_source(random: dict[str, Answer]):
    result = recommend_for(random)
    ids = {rule.id for rule in load_rules().all_rules()}

    traced: list[Any] = [*result.categories, *result.additions, *result.deployment]
    traced += [*result.controls, result.level, *filter(None, [result.simpler])]
    for conclusion in traced:
        assert conclusion.because
        assert all(step.rule in ids and step.source for step in conclusion.because)


@few_examples
@given(answers())
def test_every_reason_quotes_the_answer_that_was_given(random: dict[str, Answer]):
    result = recommend_for(random)
    asked = {question.key for question in make_questionnaire().all_questions()}

    for conclusion in (*result.categories, *result.additions, *result.deployment):
        for step in conclusion.because:
            assert bool(step.question) == bool(step.answer)
            assert step.question in {"", *asked}


@few_examples
@given(answers())
def test_the_parts_of_a_result_agree_with_each_other(random: dict[str, Answer]):
    result = recommend_for(random)
    needed = [part.subject for part in (*result.needed_categories, *result.needed_additions)]

    assert (len(result.categories), len(result.deployment), len(result.controls)) == (6, 8, 7)
    assert [layer.number for layer in result.layers] == [6, 5, 4, 3, 2, 1, 0]
    on_layers = [part for layer in result.layers for part in layer.parts]
    assert {part.subject for part in on_layers if part.verdict is Verdict.NEEDED} == set(needed)
    assert [shortlist.category for shortlist in result.shortlists] == needed
    assert {control.level for control in result.controls} == {result.level.number}
    assert result.headline.endswith(f"consequence level {result.level.number}.")


def test_a_result_names_the_versions_that_it_came_from():
    versions = recommend_for({}).versions

    assert (versions.questionnaire, versions.rules) == ("1", "1")
    assert versions.directory == DIRECTORY.version


def test_no_answers_give_a_result_in_which_all_that_is_asked_is_open():
    result = recommend_for({})

    assert {category.verdict for category in result.categories} == {Verdict.OPEN}
    assert "job" in {point.question for point in result.open_points}


NO_REASON: tuple[Because, ...] = ()


@pytest.mark.parametrize(
    "build",
    [
        lambda: Conclusion("gateway", "Gateway", Verdict.NEEDED, NO_REASON),
        lambda: Simpler("A search index", "Search.", NO_REASON),
        lambda: Level(0, "Low", NO_REASON),
        lambda: Control("approval", "Approval", 0, ("A person reads it.",), NO_REASON),
        lambda: Sizing("one-device", "One device holds them.", (), (), NO_REASON),
        lambda: Requirement("format/onnx", "ONNX", Need.MANDATORY, "derived", (), NO_REASON),
    ],
)
def test_a_conclusion_without_a_reason_cannot_be_built(build: Any):
    with pytest.raises(ValueError, match="reason"):
        build()
