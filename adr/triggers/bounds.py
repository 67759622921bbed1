"""Bounds on a metric, as a trigger carries them: “at most 300 ms at p95”.

A bound is what must hold. It is written and read in one notation, so that the text of a record is
all that there is; older wording, such as “p95 <= 300 ms”, is understood too.
"""

import math
import re
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from adr.triggers.units import UnknownUnitError, are_comparable, convert, parse_unit
from selection.public import parse_amount

EXACT = 28  # significant digits; nobody types more


class Comparison(StrEnum):
    AT_MOST = "at most"
    AT_LEAST = "at least"
    LESS_THAN = "less than"
    MORE_THAN = "more than"

    @property
    def is_upper(self) -> bool:
        return self in (Comparison.AT_MOST, Comparison.LESS_THAN)


# The longest way of writing first, so that “<=” is not read as “<”.
WRITTEN = {
    "no more than": Comparison.AT_MOST,
    "not more than": Comparison.AT_MOST,
    "no less than": Comparison.AT_LEAST,
    "not less than": Comparison.AT_LEAST,
    "at most": Comparison.AT_MOST,
    "up to": Comparison.AT_MOST,
    "<=": Comparison.AT_MOST,
    "≤": Comparison.AT_MOST,
    "at least": Comparison.AT_LEAST,
    ">=": Comparison.AT_LEAST,
    "≥": Comparison.AT_LEAST,
    "less than": Comparison.LESS_THAN,
    "below": Comparison.LESS_THAN,
    "under": Comparison.LESS_THAN,
    "<": Comparison.LESS_THAN,
    "more than": Comparison.MORE_THAN,
    "above": Comparison.MORE_THAN,
    "over": Comparison.MORE_THAN,
    ">": Comparison.MORE_THAN,
}
# Words such as “under load” compare nothing; what compares stands before a number.
COMPARED = re.compile(
    rf"(?<!\w)({'|'.join(map(re.escape, WRITTEN))})(?=\s*[-+−]?\.?\d)", re.IGNORECASE
)
AMOUNT = re.compile(r"\s*([-+−]?[\d.,’']*\d[\d.,’']*(?:[kM](?![\w]))?)\s*(.*)", re.DOTALL)
PERCENTILE = re.compile(
    r"[\s,(]*\b(?:at\s+)?(?:the\s+)?(?:p\s?(\d{1,2}(?:\.\d+)?)|(\d{1,2}(?:\.\d+)?)th percentile|"
    r"(median))(?![\w.])\)?",
    re.IGNORECASE,
)


class BadBoundError(ValueError):
    """A text that is no bound; the message says how to write one."""


@dataclass(frozen=True)
class Bound:
    """What must hold of a metric: a comparison with an amount, at a percentile or at none."""

    comparison: Comparison
    amount: Fraction
    unit: str = ""
    percentile: str = ""

    def __str__(self) -> str:
        at = f" at {self.percentile}" if self.percentile else ""
        return f"{self.comparison} {write_quantity(self.amount, self.unit)}{at}"

    def is_about(self, unit: str, percentile: str) -> bool:
        """Tell whether something measured so can be held against the bound."""
        return percentile == self.percentile and are_comparable(unit, self.unit)

    def holds(self, amount: Fraction, unit: str) -> bool:
        """Tell whether a comparable amount keeps the bound."""
        measured = convert(amount, unit, self.unit)
        match self.comparison:
            case Comparison.AT_MOST:
                return measured <= self.amount
            case Comparison.AT_LEAST:
                return measured >= self.amount
            case Comparison.LESS_THAN:
                return measured < self.amount
            case Comparison.MORE_THAN:
                return measured > self.amount

    def distance(self, amount: Fraction, unit: str) -> str:
        """Say how far a comparable amount is from the bound: “150 ms (19 %) below the bound”."""
        away = convert(amount, unit, self.unit) - self.amount
        if not away:
            return "exactly at the bound"
        share = f" ({write_amount(abs(away / self.amount) * 100, 2)} %)" if self.amount else ""
        side = "above" if away > 0 else "below"
        return f"{write_quantity(abs(away), self.unit, 4)}{share} {side} the bound"


@lru_cache(maxsize=1024)
def parse_bound(text: str) -> Bound:
    """Return the bound that a text states; raise BadBoundError, which says how to mend it."""
    compared = COMPARED.search(text)
    found = AMOUNT.fullmatch(text[compared.end() :]) if compared else None
    if compared is None or found is None:
        raise BadBoundError("Write the bound with a comparison and a number: at most 300 ms")
    _before, percentile = split_percentile(text[: compared.start()])
    unit, percentile_after = split_percentile(found[2])
    try:
        parse_unit(unit)
    except UnknownUnitError as error:
        raise BadBoundError(unit_refusal(error)) from error
    return Bound(
        comparison=WRITTEN[compared[0].lower()],
        amount=read_amount(found[1]),
        unit=unit,
        percentile=percentile_after or percentile,
    )


def find_bound(text: str) -> Bound | None:
    """Return the bound that a text states, if it states one."""
    try:
        return parse_bound(text)
    except BadBoundError:
        return None


def split_percentile(text: str) -> tuple[str, str]:
    """Return a text without the percentile in it, and that as `p95`: “TTFT (p95)”, “p95 TTFT”."""
    text = text.replace("_", " ")
    found = PERCENTILE.search(text)
    if found is None:
        return " ".join(text.split()), ""
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return " ".join(rest.split()), f"p{found[1] or found[2] or 50}"


def read_amount(value: str | float | Decimal) -> Fraction:
    """Return a number as people type it, or as a script sends it; raise BadBoundError."""
    try:
        if isinstance(value, str):
            return Fraction(str(parse_amount(value)))
        if math.isfinite(value):
            return Fraction(str(value))
    except ValueError:
        pass
    raise BadBoundError(f"Enter a number, such as 300; “{value}” is none")


def write_amount(amount: Fraction, digits: int = EXACT) -> str:
    """Return a number with its thousands apart, so that it can be read again."""
    number = Context(prec=digits).divide(Decimal(amount.numerator), Decimal(amount.denominator))
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_quantity(amount: Fraction, unit: str, digits: int = EXACT) -> str:
    return f"{write_amount(amount, digits)} {unit}".strip()


def unit_refusal(error: UnknownUnitError) -> str:
    """Say which units are meant, perhaps, instead of one that is not known."""
    if not error.alike:
        return f"{error} Units are written like ms, GiB, % or requests/s"
    return f"{error} Did you mean {' or '.join(error.alike)}?"
