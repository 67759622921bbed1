from typing import Any

import pytest

from selection.engine.gates import Subject, choose_release, hold
from selection.engine.recommendation import Gate, GateStatus, Requirement
from tests.selection.engine.factories import (
    make_claim,
    make_component,
    make_release,
    make_requirement,
)

STREAMING = "generation/streaming"


def hold_against(status: str | None, **changes: Any) -> Gate:
    claims = {STREAMING: status} if status else {}
    return hold(make_requirement(**changes), Subject.of(make_component(claims=claims)))


@pytest.mark.parametrize(
    ("claim", "gate"),
    [
        ("supported", GateStatus.MET),
        ("unsupported", GateStatus.NOT_MET),
        ("planned", GateStatus.NOT_MET),
        ("partial", GateStatus.NOT_VERIFIED),
        ("unknown", GateStatus.NOT_VERIFIED),
        (None, GateStatus.NOT_VERIFIED),
    ],
)
def test_claim_decides_the_gate(claim, gate):
    assert hold_against(claim).status is gate


def test_accepted_partial_support_is_met_and_says_so():
    gate = hold_against("partial", accepts_partial=True)

    assert gate.status is GateStatus.MET
    assert "the team confirmed that what is missing is not needed" in gate.sentence


@pytest.mark.parametrize("claim", ["unsupported", "planned", "unknown", None])
def test_accepting_partial_support_accepts_nothing_less(claim):
    gate = hold_against(claim, accepts_partial=True)

    assert gate.status is not GateStatus.MET


def test_bound_is_not_verified_by_any_claim():
    bound = make_requirement("bound/latency_ttft", bound="TTFT at p95 at most 200 ms")
    component = make_component(claims={"bound/latency_ttft": "supported"})

    gate = hold(bound, Subject.of(component))

    assert gate.status is GateStatus.NOT_VERIFIED
    assert gate.sentence == (
        "Not verified: no measurement of Example 1.0.0 yet; needs TTFT at p95 at most 200 ms."
    )


def test_demand_in_words_is_not_verified_by_any_claim():
    demand = make_requirement("demand/operators", demand="GridSample")
    component = make_component(claims={"demand/operators": "supported"})

    assert hold(demand, Subject.of(component)).status is GateStatus.NOT_VERIFIED


def any_precision() -> Requirement:
    words = ("precision/bf16", "precision/fp8")
    return make_requirement("any-of/precisions", label="Precision: BF16 or FP8", any_of=words)


@pytest.mark.parametrize(
    ("bf16", "fp8", "gate"),
    [
        ("supported", "unsupported", GateStatus.MET),
        ("unsupported", "supported", GateStatus.MET),
        ("partial", "unsupported", GateStatus.NOT_VERIFIED),
        ("unknown", "unsupported", GateStatus.NOT_VERIFIED),
        ("unsupported", "planned", GateStatus.NOT_MET),
    ],
)
def test_one_of_several_suffices_and_only_all_refused_is_not_met(bf16, fp8, gate):
    component = make_component(claims={"precision/bf16": bf16, "precision/fp8": fp8})

    assert hold(any_precision(), Subject.of(component)).status is gate


def test_one_missing_claim_of_several_keeps_the_question_open():
    component = make_component(claims={"precision/fp8": "unsupported"})

    assert hold(any_precision(), Subject.of(component)).status is GateStatus.NOT_VERIFIED


def test_gate_carries_the_claim_that_decided_it():
    claim = make_claim(STREAMING, note="By server-sent events.", source_title="Server")
    component = make_component(releases=(make_release("0.9", claim),))

    gate = hold(make_requirement(), Subject.of(component))

    assert (gate.version, gate.source_url, gate.source_title, gate.checked, gate.note) == (
        "0.9",
        "https://example.org/docs",
        "Server",
        "2026-11-24",
        "By server-sent events.",
    )


def test_missing_claim_is_said_with_the_exact_version():
    assert hold_against(None).sentence == "Not verified: no source found for Example 1.0.0."


def test_refused_capability_is_named_in_the_sentence():
    assert hold_against("unsupported").sentence == (
        "Not met: needs Streaming; Example 1.0.0 states that it does not support it."
    )


def test_newest_release_with_claims_is_used():
    checked = make_release("1.0", make_claim(STREAMING))
    component = make_component(releases=(make_release("2.0"), checked, make_release("0.5")))

    assert choose_release(component).version == "1.0"


def test_chosen_version_is_used_although_a_newer_one_is_known():
    old = make_release("1.0", make_claim(STREAMING, "unsupported"))
    new = make_release("2.0", make_claim(STREAMING))
    component = make_component(releases=(new, old))

    gate = hold(make_requirement(), Subject.of(component, "1.0"))

    assert (gate.version, gate.status) == ("1.0", GateStatus.NOT_MET)


def test_chosen_version_that_nobody_checked_is_not_verified():
    component = make_component(claims={STREAMING: "supported"})

    gate = hold(make_requirement(), Subject.of(component, "7.7"))

    assert (gate.version, gate.status) == ("7.7", GateStatus.NOT_VERIFIED)
