"""Controls scale with consequence: each level asks for all that the lower ones do, and more."""

import pytest

from selection.engine.architecture import work_out
from selection.engine.controls import demand_controls
from selection.engine.recommendation import Control
from selection.engine.rules import load_rules
from tests.selection.engine.factories import NEUTRAL, make_situation

EFFECT_AT_LEVEL = ("none", "reversible", "irreversible", "regulated")


def controls_at(level: int) -> dict[str, Control]:
    answers = {**NEUTRAL, "side_effects": EFFECT_AT_LEVEL[level]}
    architecture = work_out(make_situation(**answers), load_rules())
    assert architecture.level.number == level
    controls = demand_controls(architecture.situation, load_rules(), level)
    return {control.family: control for control in controls}


@pytest.mark.parametrize("level", range(4))
def test_all_seven_families_of_the_guide_are_asked_for_in_its_order(level: int):
    assert list(controls_at(level)) == [
        "identity",
        "tool-contracts",
        "isolation",
        "approval",
        "idempotency",
        "evidence",
        "incident-response",
    ]


@pytest.mark.parametrize("level", range(3))
def test_a_higher_level_never_asks_for_less(level: int):
    lower, higher = controls_at(level), controls_at(level + 1)

    for family, control in lower.items():
        assert set(control.demands) < set(higher[family].demands)


def test_a_demand_shows_the_answer_that_raised_the_level():
    approval = controls_at(3)["approval"]

    assert ("side_effects", "Regulated or safety-relevant effects") in {
        (step.question, step.answer) for step in approval.because
    }


def test_low_risk_generation_asks_for_one_demand_in_each_family():
    assert {len(control.demands) for control in controls_at(0).values()} == {1}
