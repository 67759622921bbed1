"""Which conditions an observation or a changed fact fulfils: pure, so that every way agrees."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from adr.triggers.bounds import BadBoundError, parse_bound, read_amount
from adr.triggers.conditions import Condition, Sense
from adr.triggers.units import UnknownUnitError, are_comparable
from selection.public import FactChange, FactChangeKind

# What a claim says; the title of its source may change without anybody noticing.
CLAIM_FIELDS = ("status", "note", "since", "source_url")
HELD = ("supported", "partial")


@dataclass(frozen=True)
class Observed:
    """A value that somebody saw, under the name by which triggers find it."""

    name: str
    value: str
    unit: str
    percentile: str
    observed_at: datetime


class Verdict(StrEnum):
    """What an observation says of a condition on the same name."""

    BROKEN = "broken"
    KEPT = "kept"
    OTHER_PERCENTILE = "other-percentile"
    OTHER_UNIT = "other-unit"
    NO_NUMBER = "no-number"


def judge(condition: Condition, observed: Observed) -> Verdict:
    """Hold an observation against a condition on what is observed under the same name."""
    if condition.kind != "workload":
        same = same_value(condition.bound, f"{observed.value} {observed.unit}")
        return Verdict.KEPT if same else Verdict.BROKEN
    bound, amount = parse_bound(condition.bound), amount_of(observed)
    if amount is None:
        return Verdict.NO_NUMBER
    try:
        if not are_comparable(observed.unit, bound.unit):
            return Verdict.OTHER_UNIT
    except UnknownUnitError:
        return Verdict.OTHER_UNIT
    if observed.percentile != bound.percentile:
        return Verdict.OTHER_PERCENTILE
    return Verdict.KEPT if bound.holds(amount, observed.unit) else Verdict.BROKEN


def breaks(condition: Condition, observed: Observed) -> bool:
    """Tell whether an observation fires a condition."""
    return (
        bool(condition.name)
        and condition.name == observed.name
        and judge(condition, observed) is Verdict.BROKEN
    )


def find_breaks(
    conditions: Iterable[Condition], observations: Iterable[Observed]
) -> dict[Condition, Observed]:
    """Return the conditions that fire, each with the observation that broke it first in time."""
    by_time = sorted(observations, key=lambda o: (o.observed_at, o.value, o.unit, o.percentile))
    found: dict[Condition, Observed] = {}
    for observed in by_time:
        for condition in conditions:
            if condition not in found and breaks(condition, observed):
                found[condition] = observed
    return found


def amount_of(observed: Observed) -> Fraction | None:
    try:
        return read_amount(observed.value)
    except BadBoundError:
        return None


def same_value(value: str, other: str) -> bool:
    """Tell whether two spellings name one revision or device; case and spaces say nothing."""
    return " ".join(value.casefold().split()) == " ".join(other.casefold().split())


def is_woken_by(condition: Condition, change: FactChange) -> bool:
    """Tell whether a changed fact fires a condition on what the directory says."""
    if not condition.component or condition.component != change.component:
        return False
    match change.kind:
        case FactChangeKind.STATUS_CHANGED:
            return not condition.capability
        case FactChangeKind.NEW_RELEASE:
            # An older release that was added is no news.
            return not condition.capability and change.after.get("newest") == change.version
        case FactChangeKind.CLAIM_CHANGED:
            return _is_woken_by_claim(condition, change)


def _is_woken_by_claim(condition: Condition, change: FactChange) -> bool:
    if condition.capability and condition.capability != change.capability:
        return False
    was, says = change.before.get("status"), change.after.get("status")
    match condition.sense:
        case Sense.COMPONENT:
            return False
        case Sense.GAIN:
            return was != says and was != "supported" and says in HELD
        case Sense.LOSS:
            lost = was in HELD and was != says and says != "supported"
            return lost and _is_about_version(condition, change)
        case Sense.ANY | Sense.COMPONENT_AND_CLAIMS:
            return _says_something_else(change) and _is_about_version(condition, change)


def _is_about_version(condition: Condition, change: FactChange) -> bool:
    """Tell whether the claim is that of the watched version, or of one that comes after it."""
    return not condition.version or condition.version in (change.version, _version_before(change))


def _says_something_else(change: FactChange) -> bool:
    # The claims of a newer release stand on pages of their own; there only the status counts.
    same_release = _version_before(change) == change.version
    names = CLAIM_FIELDS if same_release else ("status",)
    return any(change.before.get(name) != change.after.get(name) for name in names)


def _version_before(change: FactChange) -> str:
    return change.before.get("version", change.version)
