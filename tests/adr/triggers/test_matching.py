"""What fires which condition."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr.triggers.bounds import Bound, parse_bound, write_amount
from adr.triggers.conditions import Condition, Sense
from adr.triggers.matching import Observed, Verdict, breaks, find_breaks, is_woken_by, judge
from adr.triggers.units import are_comparable, convert
from selection.public import FactChange, FactChangeKind
from tests.adr.triggers.strategies import AMOUNTS, UNITS, bounds, conditions, observations

pytestmark = pytest.mark.pure

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TTFT = Condition("workload", "TTFT rises", name="ttft", bound="at most 800 ms at p95")
REVISION = Condition("model", "The model changes", name="model revision", bound="e0bc86c")
STREAMING = Condition(
    "capability",
    "vLLM no longer streams",
    component="vllm",
    version="0.33.0",
    capability="generation/streaming",
)
VLLM = replace(STREAMING, capability="", sense=Sense.COMPONENT)


def saw(value: str, unit: str = "", percentile: str = "", name: str = "ttft") -> Observed:
    return Observed(name, value, unit, percentile, NOW)


def claim(was: str, says: str, **changes: Any) -> FactChange:
    """A changed claim on streaming of vLLM 0.33.0."""
    values = {
        "component": "vllm",
        "kind": FactChangeKind.CLAIM_CHANGED,
        "version": "0.33.0",
        "capability": "generation/streaming",
        "before": {"version": "0.33.0", "status": was},
        "after": {"version": "0.33.0", "status": says},
        "source_url": "https://example.org/vllm",
        "at": NOW,
        **changes,
    }
    return FactChange(**values)


def takeover(was: str, says: str) -> FactChange:
    """The claims of 0.34.0 take the place of those of 0.33.0 as the newest ones."""
    return claim(
        was,
        says,
        version="0.34.0",
        before={"version": "0.33.0", "status": was, "source_url": "https://example.org/33"},
        after={"version": "0.34.0", "status": says, "source_url": "https://example.org/34"},
    )


@pytest.mark.parametrize(
    ("observed", "verdict"),
    [
        (saw("801", "ms", "p95"), Verdict.BROKEN),
        (saw("0.801", "s", "p95"), Verdict.BROKEN),
        (saw("800", "ms", "p95"), Verdict.KEPT),
        (saw("0.8", "s", "p95"), Verdict.KEPT),
        (saw("5", "s", "p50"), Verdict.OTHER_PERCENTILE),
        (saw("5", "s"), Verdict.OTHER_PERCENTILE),
        (saw("900", "GiB", "p95"), Verdict.OTHER_UNIT),
        (saw("900", "parsec", "p95"), Verdict.OTHER_UNIT),
        (saw("slow", "ms", "p95"), Verdict.NO_NUMBER),
    ],
)
def test_observation_is_held_against_a_bound(observed, verdict):
    assert judge(TTFT, observed) is verdict


@pytest.mark.parametrize(
    ("value", "fires"), [("e0bc86c", False), (" E0BC86C ", False), ("83e9aa1", True)]
)
def test_any_other_value_than_the_pinned_one_fires(value, fires):
    assert breaks(REVISION, saw(value, name="model revision")) is fires


def test_observation_of_another_name_fires_nothing():
    assert not breaks(TTFT, saw("5", "s", "p95", name="tpot"))


@given(conditions, observations)
def test_firing_twice_is_firing_once(watched, seen):
    assert find_breaks(watched, seen) == find_breaks(watched, [*seen, *seen])


@given(conditions, st.data())
def test_order_of_observations_changes_nothing(watched, data):
    seen = data.draw(observations)
    shuffled = data.draw(st.permutations(seen))

    assert find_breaks(watched, shuffled) == find_breaks(watched, seen)


@given(bounds, AMOUNTS, UNITS)
def test_value_inside_the_bound_never_fires(bound: Bound, amount: Fraction, unit: str):
    condition = replace(TTFT, bound=str(bound))
    observed = saw(write_amount(amount), unit, bound.percentile)
    if are_comparable(unit, bound.unit) and bound.holds(amount, unit):
        assert not breaks(condition, observed)


@given(bounds, AMOUNTS, UNITS, UNITS, UNITS)
def test_other_units_for_the_same_amounts_change_nothing(
    bound: Bound, amount: Fraction, unit: str, other: str, for_bound: str
):
    if not (are_comparable(unit, other) and are_comparable(bound.unit, for_bound)):
        return
    if not are_comparable(unit, bound.unit):
        return
    rewritten = replace(bound, amount=convert(bound.amount, bound.unit, for_bound), unit=for_bound)

    assert rewritten.holds(convert(amount, unit, other), other) == bound.holds(amount, unit)


@given(conditions, observations)
def test_no_other_percentile_ever_fires(watched, seen):
    for condition, observed in find_breaks(watched, seen).items():
        if condition.kind == "workload":
            assert parse_bound(condition.bound).percentile == observed.percentile


def test_earliest_of_several_observations_is_the_one_named():
    later = saw("5", "s", "p95")
    earlier = replace(saw("1", "s", "p95"), observed_at=NOW - timedelta(days=1))

    assert find_breaks([TTFT], [later, earlier]) == {TTFT: earlier}


@pytest.mark.parametrize(
    ("change", "wakes"),
    [
        (claim("supported", "unsupported"), True),
        (claim("supported", "partial"), True),
        (claim("unknown", "supported"), True),
        (claim("supported", "unsupported", component="sglang"), False),
        (claim("supported", "unsupported", capability="generation/embeddings"), False),
        (takeover("supported", "unsupported"), True),
        (takeover("supported", "supported"), False),
    ],
)
def test_claim_that_says_something_else_wakes(change, wakes):
    assert is_woken_by(STREAMING, change) is wakes


def test_claim_whose_note_changes_wakes():
    noted = claim(
        "supported",
        "supported",
        after={"version": "0.33.0", "status": "supported", "note": "Not over gRPC."},
    )

    assert is_woken_by(STREAMING, noted)


def test_title_of_a_source_wakes_nobody():
    both = {"version": "0.33.0", "status": "supported"}
    retitled = claim(
        "", "", before={**both, "source_title": "A"}, after={**both, "source_title": "B"}
    )

    assert not is_woken_by(STREAMING, retitled)


def test_claim_of_an_older_release_wakes_nobody():
    older = {"version": "0.20.0"}
    change = claim(
        "",
        "",
        version="0.20.0",
        before={**older, "status": "supported"},
        after={**older, "status": "unsupported"},
    )

    assert not is_woken_by(STREAMING, change)
    assert is_woken_by(replace(STREAMING, version=""), change)


@pytest.mark.parametrize(
    ("change", "wakes"),
    [
        (claim("unsupported", "supported"), True),
        (claim("planned", "supported", version="0.40.0"), True),
        (claim("unsupported", "partial"), True),
        (claim("unknown", "supported"), True),
        (claim("unsupported", "planned"), False),
        (claim("supported", "unsupported"), False),
        (claim("supported", "partial"), False),
    ],
)
def test_alternative_wakes_once_it_can(change, wakes):
    assert is_woken_by(replace(STREAMING, sense=Sense.GAIN), change) is wakes


@pytest.mark.parametrize(
    ("change", "wakes"),
    [
        (claim("supported", "unsupported"), True),
        (claim("partial", "unknown"), True),
        (claim("unknown", "unsupported"), False),
        (claim("unsupported", "supported"), False),
    ],
)
def test_one_of_several_wakes_only_when_it_is_lost(change, wakes):
    assert is_woken_by(replace(STREAMING, sense=Sense.LOSS), change) is wakes


@pytest.mark.parametrize(
    ("version", "newest", "wakes"), [("0.34.0", "0.34.0", True), ("0.32.1", "0.33.0", False)]
)
def test_only_a_newest_release_wakes(version, newest, wakes):
    change = claim(
        "",
        "",
        kind=FactChangeKind.NEW_RELEASE,
        version=version,
        capability="",
        before={"newest": "0.33.0"},
        after={"newest": newest},
    )

    assert is_woken_by(VLLM, change) is wakes
    assert not is_woken_by(STREAMING, change)


def test_deprecation_wakes():
    change = claim(
        "",
        "",
        kind=FactChangeKind.STATUS_CHANGED,
        version="",
        capability="",
        before={"project_status": "active"},
        after={"project_status": "deprecated"},
    )

    assert is_woken_by(VLLM, change)
    assert not is_woken_by(STREAMING, change)


def test_component_as_a_whole_wakes_by_a_claim_only_where_none_is_named():
    change = claim("supported", "unsupported")

    assert not is_woken_by(VLLM, change)
    assert is_woken_by(replace(VLLM, sense=Sense.COMPONENT_AND_CLAIMS), change)
