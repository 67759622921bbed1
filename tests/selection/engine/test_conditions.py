"""Conditions: three-valued logic, facts, and which answers make a condition what it is."""

from typing import Any

import pytest

from selection.engine.conditions import Presence, Truth, parse_condition

ANSWERS: dict[str, Any] = {
    "job": ("serve-llm",),
    "tenancy": "teams",
    "hosts": 2.0,
    "residency": Presence.NOT_KNOWN,
    "update_path": Presence.NOT_ASKED,
    "fact/topology": "one-host",
}

YES = {"question": "tenancy", "is": "teams"}
NO = {"question": "hosts", "above": 2}
OPEN = {"question": "residency", "is": "device"}


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        ({"question": "tenancy", "is": "teams"}, Truth.TRUE),
        ({"question": "tenancy", "is": ["one-team", "customers"]}, Truth.FALSE),
        ({"question": "job", "includes": ["on-device", "serve-llm"]}, Truth.TRUE),
        ({"question": "job", "other_than": ["serve-llm"]}, Truth.FALSE),
        ({"question": "job", "other_than": ["on-device"]}, Truth.TRUE),
        ({"question": "hosts", "at_least": 2}, Truth.TRUE),
        ({"question": "hosts", "below": 2}, Truth.FALSE),
        ({"fact": "topology", "is": "one-host"}, Truth.TRUE),
        ({"question": "residency", "is": "device"}, Truth.UNKNOWN),
        ({"question": "residency", "not_known": True}, Truth.TRUE),
        ({"question": "update_path", "is": "never"}, Truth.FALSE),
        ({"not": {"question": "update_path", "is": "never"}}, Truth.TRUE),
        ({"all": [YES, OPEN]}, Truth.UNKNOWN),
        ({"all": [NO, OPEN]}, Truth.FALSE),
        ({"any": [YES, OPEN]}, Truth.TRUE),
        ({"any": [NO, OPEN]}, Truth.UNKNOWN),
        ({"not": OPEN}, Truth.UNKNOWN),
        ({"always": True}, Truth.TRUE),
    ],
)
def test_a_condition_is_true_false_or_unknown(condition: dict[str, Any], truth: Truth):
    assert parse_condition(condition).evaluate(ANSWERS.__getitem__) is truth


@pytest.mark.parametrize(
    ("condition", "deciding"),
    [
        ({"all": [YES, OPEN, NO]}, ["hosts"]),
        ({"all": [YES, OPEN]}, ["residency"]),
        ({"any": [YES, OPEN, NO]}, ["tenancy"]),
        ({"any": [NO, OPEN]}, ["residency"]),
        ({"any": [NO, {"not": YES}]}, ["hosts", "tenancy"]),
        ({"fact": "topology", "is": "one-host"}, ["fact/topology"]),
        ({"always": True}, []),
    ],
)
def test_only_the_answers_that_make_a_condition_what_it_is_decide_it(
    condition: dict[str, Any], deciding: list[str]
):
    assert list(parse_condition(condition).deciding(ANSWERS.__getitem__)) == deciding


@pytest.mark.parametrize(
    "bad",
    [
        "always",
        {"question": "job"},
        {"question": "job", "equals": "serve-llm"},
        {"question": "job", "fact": "topology", "is": "one-host"},
        {"is": "teams"},
    ],
)
def test_what_is_not_a_condition_is_refused(bad: Any):
    with pytest.raises(ValueError, match="condition"):
        parse_condition(bad)
