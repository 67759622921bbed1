"""What a record waits for, from its text."""

import pytest
from hypothesis import given

from adr.records.content import AlternativeRow, ChosenRow, TriggerRow
from adr.triggers.conditions import (
    Condition,
    Origin,
    Sense,
    conditions_of,
    reason_it_cannot_fire,
)
from tests.adr.records.factories import make_content, make_gate_row, make_trigger
from tests.adr.records.strategies import contents

pytestmark = pytest.mark.pure

STREAMING = "generation/streaming"
WHOLE = TriggerRow("capability", "vLLM changes", component="vllm")
CLAIM = TriggerRow("capability", "vLLM no longer streams", component="vllm", capability=STREAMING)


def conditions(any_of=None, **changes) -> list[Condition]:
    return list(conditions_of(make_content(**changes), any_of or {}))


def test_bound_is_watched_under_the_name_of_its_metric():
    trigger = make_trigger(metric="TTFT (p95)", bound="<= 0.8 s")

    [condition] = conditions(triggers=(trigger,))

    assert (condition.name, condition.bound) == ("ttft", "at most 0.8 s at p95")


def test_named_value_is_watched_as_it_stands():
    trigger = make_trigger(kind="hardware", metric="Target_Hardware", bound="NVIDIA H100")

    [condition] = conditions(triggers=(trigger,))

    assert (condition.name, condition.bound) == ("target hardware", "NVIDIA H100")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"metric": ""}, "it names no metric"),
        ({"bound": ""}, "it has no bound"),
        ({"bound": "when it doubles"}, "its bound, “when it doubles”, is not a comparison"),
        ({"bound": "at most 5 furlongs"}, "known unit"),
        ({"kind": "model", "bound": ""}, "its present value is not said"),
        ({"kind": "hardware", "metric": ""}, "it names no value"),
        ({"kind": "capability"}, "it names no entry of the directory"),
        (
            {"kind": "capability", "component": "vllm", "capability": "generation/strem"},
            "there is no capability",
        ),
    ],
)
def test_trigger_that_cannot_fire_says_why_and_watches_nothing(changes, reason):
    trigger = make_trigger(**changes)

    assert reason in reason_it_cannot_fire(trigger)
    assert conditions(triggers=(trigger,)) == []


def test_claim_of_what_was_chosen_is_watched_at_its_version():
    [condition] = conditions(triggers=(CLAIM,))

    assert (condition.version, condition.sense) == ("0.33.0", Sense.ANY)


def test_component_as_a_whole_is_watched_with_its_claims_where_none_is_named():
    [alone] = conditions(triggers=(WHOLE,))
    [whole, _claim] = conditions(triggers=(WHOLE, CLAIM))

    assert alone.sense is Sense.COMPONENT_AND_CLAIMS
    assert whole.sense is Sense.COMPONENT


def test_every_claim_that_a_gate_stands_on_is_watched():
    bound = make_gate_row(requirement="bound/latency_ttft")

    [condition] = conditions(triggers=(), gates=(make_gate_row(), bound))

    assert (condition.origin, condition.capability) == (Origin.GATE, STREAMING)
    assert condition.words == "vLLM 0.33.0: the claim on Streaming changes"


def test_trigger_of_a_person_counts_before_the_gate_on_the_same_claim():
    [condition] = conditions(triggers=(CLAIM,), gates=(make_gate_row(),))

    assert condition.words == "vLLM no longer streams"


def test_what_an_alternative_was_turned_down_for_is_watched_without_a_trigger():
    alternative = AlternativeRow(
        "Ollama", "Not met.", "ollama", "0.32.15", requirements=("security/authn",)
    )

    [condition] = conditions(triggers=(), alternatives=(alternative,))

    assert (condition.component, condition.version) == ("ollama", "0.32.15")
    assert (condition.capability, condition.sense) == ("security/authn", Sense.GAIN)
    assert condition.words == "Ollama, turned down without it, now has: Authentication"


def test_trigger_on_a_claim_of_an_alternative_waits_until_it_can():
    trigger = TriggerRow("capability", "It can", component="ollama", capability="security/authn")
    alternative = AlternativeRow("Ollama", component="ollama", version="0.32.15")

    [condition] = conditions(triggers=(trigger,), alternatives=(alternative,))

    assert (condition.sense, condition.version) == (Sense.GAIN, "0.32.15")


def test_what_is_chosen_for_one_need_is_no_alternative_though_turned_down_for_another():
    [condition] = conditions(
        triggers=(CLAIM,), alternatives=(AlternativeRow("vLLM", component="vllm"),)
    )

    assert condition.sense is Sense.ANY


def test_of_several_capabilities_each_is_watched_for_its_loss():
    any_of = {"any-of/api": (STREAMING, "serving/grpc-api")}
    gate = make_gate_row(requirement="any-of/api", label="An interface")

    found = conditions(any_of, triggers=(CLAIM,), gates=(gate,))

    assert [(c.capability, c.sense) for c in found] == [
        (STREAMING, Sense.ANY),
        ("serving/grpc-api", Sense.LOSS),
    ]


def test_trigger_without_a_component_that_was_chosen_has_no_version():
    [condition] = conditions(triggers=(CLAIM,), chosen=(ChosenRow(3, "Ours"),))

    assert condition.version == ""


@given(contents)
def test_nothing_is_watched_twice(content):
    found = conditions_of(content, {})

    assert len({condition.key for condition in found}) == len(found)
