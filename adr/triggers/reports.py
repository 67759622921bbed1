"""Is a report of an observation complete, and can it be compared with what is watched?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone

from adr.triggers.bounds import (
    BadBoundError,
    Bound,
    parse_bound,
    read_amount,
    split_percentile,
    unit_refusal,
    write_amount,
)
from adr.triggers.conditions import name_key
from adr.triggers.firing import cause_key
from adr.triggers.matching import Observed
from adr.triggers.models import Watch
from adr.triggers.units import UnknownUnitError, are_comparable, parse_unit

# Clocks of machines that send reports are not all right.
CLOCKS_DIFFER_BY = timedelta(minutes=5)
LONGEST = {"name": 120, "value": 120, "unit": 40, "source": 500, "note": 10_000}


class BadReportError(Exception):
    """A report that cannot be taken; `errors` say by field how to mend it."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(f"{field}: {text}." for field, text in errors.items()))
        self.errors = errors


@dataclass(frozen=True)
class Report:
    """A report as it arrives, by a person or by a script."""

    name: str
    value: str | int | float | Decimal
    observed_at: datetime
    unit: str = ""
    percentile: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class CheckedReport:
    """A report in one spelling; equal ones have the same key."""

    name: str
    observed: Observed
    amount: Fraction | None
    source: str
    note: str

    @property
    def key(self) -> str:
        return cause_key(
            self.observed.name,
            self.observed.percentile,
            self._value_key,
            self.observed.observed_at.timestamp(),
        )

    @property
    def _value_key(self) -> str:
        if self.amount is None:
            return f"{self.observed.value} {self.observed.unit}".casefold().strip()
        unit = parse_unit(self.observed.unit)
        if not unit.dimension:
            return self.observed.value
        return f"{self.amount * unit.factor} {unit.dimension}"


def watched_name(name: str) -> str:
    """Return the key under which watches on this name are found, a percentile in it left out."""
    return name_key(split_percentile(name)[0])


def check_report(report: Report, watches: Iterable[Watch], *, now: datetime) -> CheckedReport:
    """Return the report in one spelling; raise BadReportError with every error in it.

    `watches` are those on the report's name.
    """
    errors = _too_long(report)
    name, percentile = _read_name(report, errors)
    bounds = [parse_bound(watch.bound) for watch in watches if watch.kind == "workload"]
    unit = " ".join(report.unit.split())
    is_metric = bool(bounds or unit or percentile)
    value, amount = _read_value(report.value, errors, is_metric=is_metric)
    _check_unit(unit, bounds, errors, name=name)
    if not errors:
        _check_percentile(percentile, unit, bounds, errors, name=name)
    observed_at = report.observed_at
    if timezone.is_naive(observed_at):
        observed_at = timezone.make_aware(observed_at)
    if observed_at > now + CLOCKS_DIFFER_BY:
        errors["observed_at"] = "Enter a time that has been, now at the latest"
    if errors:
        raise BadReportError(errors)
    observed = Observed(name_key(name), value, unit, percentile, observed_at)
    return CheckedReport(name, observed, amount, report.source.strip(), report.note.strip())


def _too_long(report: Report) -> dict[str, str]:
    return {
        field: f"Shorten this to {limit:,} characters"
        for field, limit in LONGEST.items()
        if len(str(getattr(report, field))) > limit
    }


def _read_name(report: Report, errors: dict[str, str]) -> tuple[str, str]:
    name, in_name = split_percentile(report.name)
    if not name:
        errors.setdefault("name", "Enter what was observed, such as TTFT or model revision")
    rest, percentile = split_percentile(report.percentile)
    if rest:
        errors["percentile"] = "Write the percentile like p95, or leave it out"
    elif in_name and percentile and in_name != percentile:
        errors["percentile"] = f"The name says {in_name}; choose that, or take it out of the name"
    return name, percentile or in_name


def _read_value(
    value: str | float | Decimal, errors: dict[str, str], *, is_metric: bool
) -> tuple[str, Fraction | None]:
    """Return a number in one spelling, or a text as it is."""
    text = " ".join(value.split()) if isinstance(value, str) else str(value)
    if not text:
        errors.setdefault("value", "Enter the value that was observed")
        return text, None
    try:
        amount = read_amount(text if isinstance(value, str) else value)
    except BadBoundError as error:
        if is_metric:
            errors.setdefault("value", str(error))
        return text, None
    # The revision of a model may look like a number; its zeros are part of it.
    return (write_amount(amount) if is_metric else text), amount if is_metric else None


def _check_unit(unit: str, bounds: list[Bound], errors: dict[str, str], *, name: str) -> None:
    try:
        parse_unit(unit)
    except UnknownUnitError as error:
        errors.setdefault("unit", unit_refusal(error))
        return
    if bounds and not any(are_comparable(unit, bound.unit) for bound in bounds):
        units = " or ".join(dict.fromkeys(bound.unit or "a plain number" for bound in bounds))
        what = f"“{unit}” cannot be compared with it" if unit else "enter the unit of the value"
        errors.setdefault("unit", f"{name} is watched in {units}; {what}")


def _check_percentile(
    percentile: str, unit: str, bounds: list[Bound], errors: dict[str, str], *, name: str
) -> None:
    """A value without a percentile is held against no bound that has one."""
    if percentile or not bounds:
        return
    watched = [bound.percentile for bound in bounds if are_comparable(unit, bound.unit)]
    if all(watched):
        listed = " and ".join(sorted(set(watched)))
        errors["percentile"] = f"{name} is watched at {listed}; say at which one this was measured"
