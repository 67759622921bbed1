"""Every rule of the architecture's tables decides something for some answers."""

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import pytest

from selection.engine.answers import Answer
from selection.engine.architecture import Architecture, work_out
from selection.engine.conditions import Truth
from selection.engine.questions import Question
from selection.engine.rules import Rules, load_rules
from selection.engine.situation import Situation
from tests.selection.engine.factories import make_questionnaire, make_situation
from tests.selection.engine.strategies import AMOUNTS

TABLES = ("consequence", "simpler", "categories", "additions", "deployment", "controls")
SAMPLES = 800

# Answers for the rules that random answers seldom meet, as they ask for many answers at once.
ONE_CALL_AT_A_TIME = {
    "job": "serve-llm",
    "execution_unit": "generated-sequence",
    "task_shape": "one-shot",
    "concurrency": (2, "requests"),
    "state_kinds": "none",
    "side_effects": "read-only",
    "data_class": "internal",
    "compliance": "none",
    "tenancy": "one-team",
    "untrusted_content": "user-text",
    "api_needs": "none",
}
WITNESSES: dict[str, dict[str, Any]] = {
    "simpler-ticked-job-hosted": {**ONE_CALL_AT_A_TIME, "model_access": "hosted-api"},
    "simpler-ticked-job-own": {**ONE_CALL_AT_A_TIME, "model_access": "own-weights"},
}


def test_every_rule_decides_something_for_some_answers():
    rules = load_rules()
    ids = {rule.id for table in TABLES for rule in rules.tables[table]}

    reached = rules_reached_at_random()

    assert ids - reached == WITNESSES.keys()


@pytest.mark.parametrize(("rule", "answers"), WITNESSES.items())
def test_rules_that_ask_for_many_answers_are_reached_too(rule: str, answers: dict[str, Any]):
    rules = load_rules()

    architecture = work_out(make_situation(**answers), rules)

    assert rule in deciding_rules(architecture, rules)


@cache
def rules_reached_at_random() -> frozenset[str]:
    random, rules = Random(9), load_rules()  # noqa: S311 - The same answers each time.
    reached: set[str] = set()
    for _ in range(SAMPLES):
        situation = Situation.of(make_questionnaire(), draw_answers(random))
        reached |= set(deciding_rules(work_out(situation, rules), rules))
    return frozenset(reached)


def deciding_rules(architecture: Architecture, rules: Rules) -> Iterator[str]:
    """The rules that hold and that a conclusion rests on."""
    found = [*architecture.level.rules]
    if architecture.simpler:
        found.append(architecture.simpler)
    else:
        for part in architecture.parts.values():
            found += part.rules if part.truth is Truth.TRUE else ()
    for option in architecture.options.values():
        for finding in (option.speaks_for, option.rules_out):
            found += finding.rules if finding.truth is Truth.TRUE else ()
    found += [row for row in rules.tables["controls"] if architecture.situation.holds(row.when)]
    return (rule.id for rule in found)


def draw_answers(random: Random) -> dict[str, Answer]:
    return {
        question.key: Answer(value=draw_value(question, random))
        for question in make_questionnaire().all_questions()
        if question.kind in ("choice", "choices", "number", "bound") and random.random() < 0.95
    }


def draw_value(question: Question, random: Random) -> Any:
    if question.kind == "choice":
        return random.choice(question.options).key
    if question.kind == "choices":
        first = random.choice(question.options)
        second = random.choice(question.options)
        chosen = {first.key} if first.exclusive or second.exclusive else {first.key, second.key}
        return [option.key for option in question.options if option.key in chosen]
    return {"amount": random.choice(AMOUNTS), "unit": random.choice(question.units).key}
