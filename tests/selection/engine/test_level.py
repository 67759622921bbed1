"""The consequence level follows from questions 5 to 7."""

from typing import Any

import pytest
from hypothesis import given, settings

from selection.engine.answers import Answer
from selection.engine.conditions import Truth
from selection.engine.level import LevelFinding, conclude_level, find_level
from selection.engine.rules import load_rules
from selection.engine.situation import Situation
from tests.selection.engine.factories import (
    NEUTRAL,
    NOT_KNOWN,
    make_questionnaire,
    make_situation,
)
from tests.selection.engine.strategies import answers

AGENT = {**NEUTRAL, "job": "durable-agent", "task_shape": "model-chooses"}


def find(**changes: Any) -> LevelFinding:
    return find_level(make_situation(**{**AGENT, **changes}), load_rules())


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, 0),
        ({"side_effects": "read-only"}, 0),
        ({"side_effects": "reversible", "approval": "some"}, 1),
        ({"data_class": "confidential"}, 1),
        ({"untrusted_content": "web"}, 1),
        ({"compliance": "contract"}, 1),
        ({"side_effects": "reversible", "retry_safe": "no", "approval": "none"}, 2),
        ({"side_effects": "irreversible", "approval": "every"}, 2),
        ({"data_class": "special"}, 2),
        ({"data_class": "confidential", "tenancy": "customers"}, 2),
        ({"compliance": ["personal-data", "health"]}, 2),
        ({"untrusted_content": "generated-code"}, 2),
        ({"side_effects": "irreversible", "approval": "none"}, 3),
        ({"side_effects": "regulated", "approval": "every"}, 3),
        ({"compliance": "safety"}, 3),
    ],
)
def test_answers_on_data_effects_and_failure_set_the_level(changes: dict[str, Any], level: int):
    assert find(**changes).number == level


def test_while_the_effects_are_not_known_a_high_level_is_assumed_but_is_no_fact():
    finding = find(side_effects=NOT_KNOWN)

    assert finding.number == 2
    assert finding.high.truth is Truth.UNKNOWN


def test_the_reason_for_level_0_names_the_answers_that_do_not_raise_it():
    situation = make_situation(**AGENT)

    level = conclude_level(find_level(situation, load_rules()), situation, load_rules(), ())

    assert level.label == "Low"
    assert {"side_effects", "data_class", "compliance"} <= {step.question for step in level.because}


@settings(max_examples=60, deadline=None)
@given(answers())
def test_stronger_side_effects_never_lower_the_level(random: dict[str, Answer]):
    levels = []
    for effect in ("none", "read-only", "reversible", "irreversible", "regulated"):
        situation = Situation.of(
            make_questionnaire(), {**random, "side_effects": Answer(value=effect)}
        )
        levels.append(find_level(situation, load_rules()).number)

    assert levels == sorted(levels)
