"""Units of measurement, so that 0.3 s and 300 ms are the same. An unknown unit is never guessed.

Symbols are read as they are written, because MB is not Mb; words in any case. A slash or the word
“per” divides: `tokens/s`, `EUR per million tokens`, `J per request`.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from functools import lru_cache

SYMBOLS: dict[str, tuple[str, Fraction]] = {
    "ns": ("time", Fraction(1, 10**9)),
    "µs": ("time", Fraction(1, 10**6)),
    "us": ("time", Fraction(1, 10**6)),
    "ms": ("time", Fraction(1, 1000)),
    "s": ("time", Fraction(1)),
    "min": ("time", Fraction(60)),
    "h": ("time", Fraction(3600)),
    "d": ("time", Fraction(86400)),
    "B": ("data", Fraction(1)),
    "bit": ("data", Fraction(1, 8)),
    "mJ": ("energy", Fraction(1, 1000)),
    "J": ("energy", Fraction(1)),
    "kJ": ("energy", Fraction(1000)),
    "Wh": ("energy", Fraction(3600)),
    "kWh": ("energy", Fraction(3_600_000)),
    "%": ("share", Fraction(1, 100)),
    "‰": ("share", Fraction(1, 1000)),
    "€": ("EUR", Fraction(1)),
    "$": ("USD", Fraction(1)),
    "£": ("GBP", Fraction(1)),
    **{f"{p}B": ("data", Fraction(1000**i)) for i, p in enumerate(("k", "M", "G", "T"), 1)},
    **{f"{p}bit": ("data", Fraction(1000**i, 8)) for i, p in enumerate(("k", "M", "G"), 1)},
    **{f"{p}iB": ("data", Fraction(1024**i)) for i, p in enumerate(("K", "M", "G", "T"), 1)},
    **{money: (money, Fraction(1)) for money in ("EUR", "USD", "GBP", "CHF")},
}
WORDS: dict[str, tuple[str, Fraction]] = {
    "millisecond": SYMBOLS["ms"],
    "sec": SYMBOLS["s"],
    "second": SYMBOLS["s"],
    "minute": SYMBOLS["min"],
    "hour": SYMBOLS["h"],
    "day": SYMBOLS["d"],
    "week": ("time", Fraction(7 * 86400)),
    # Months are of different lengths, so they are no days.
    "month": ("month", Fraction(1)),
    "year": ("month", Fraction(12)),
    # A price of a licence is not what its use costs.
    "eur licence": ("EUR licence", Fraction(1)),
    "byte": SYMBOLS["B"],
    "percent": SYMBOLS["%"],
    "req": ("request", Fraction(1)),
    "tok": ("token", Fraction(1)),
    **{
        noun: (noun, Fraction(1))
        for noun in (
            "call",
            "device",
            "document",
            "error",
            "event",
            "frame",
            "host",
            "image",
            "item",
            "job",
            "message",
            "replica",
            "request",
            "result",
            "sample",
            "session",
            "step",
            "task",
            "token",
            "user",
        )
    },
}
# Symbols that stand for one unit divided by another.
RATES = {"W": "J/s", "kW": "kJ/s", "mW": "mJ/s", "rps": "requests/s", "fps": "frames/s"}
MULTIPLES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "1k": 10**3, "1M": 10**6}
# EUR per month and request per second: divided by a month, and by a rate.
AS_WELL = re.compile(r"\s+and\s+", re.IGNORECASE)
DIVIDED = re.compile(r"\s*/\s*|\s+per\s+", re.IGNORECASE)


class UnknownUnitError(ValueError):
    """A text that is no unit; `alike` are units that are written nearly so."""

    def __init__(self, text: str) -> None:
        super().__init__(f"“{text}” is not a known unit.")
        self.text = text
        names = [*SYMBOLS, *RATES, *WORDS]
        by_lower = {name.lower(): name for name in reversed(names)}
        self.alike = tuple(by_lower[n] for n in get_close_matches(text.lower(), by_lower, n=2))


class IncomparableUnitsError(ValueError):
    """Two units that measure different things."""


@dataclass(frozen=True)
class Unit:
    """What is measured, as powers of base quantities, and how many of the base unit it is."""

    dimension: tuple[tuple[str, int], ...]
    factor: Fraction


@lru_cache(maxsize=512)
def parse_unit(text: str) -> Unit:
    """Return the unit that a text names, a plain number for none; raise UnknownUnitError."""
    text = " ".join(text.split())
    if not text:
        return Unit((), Fraction(1))
    whole, *more = AS_WELL.split(text)
    above, *below = DIVIDED.split(whole)
    unit = _parse_single(above, text)
    for part in below:
        unit = _divide(unit, _parse_single(part, text))
    for part in more:
        unit = _divide(unit, parse_unit(part))
    return unit


def convert(amount: Fraction, unit: str, to: str) -> Fraction:
    """Return an amount of one unit in another; raise IncomparableUnitsError where none can be."""
    known, wanted = parse_unit(unit), parse_unit(to)
    if known.dimension != wanted.dimension:
        raise IncomparableUnitsError(f"{unit or 'A plain number'} cannot be compared with {to}.")
    return amount * known.factor / wanted.factor


def are_comparable(unit: str, other: str) -> bool:
    return parse_unit(unit).dimension == parse_unit(other).dimension


def _parse_single(part: str, whole: str) -> Unit:
    """Return a unit that is written without a division; raise UnknownUnitError of the whole."""
    first, _space, rest = part.partition(" ")
    if rest and (multiple := MULTIPLES.get(first) or MULTIPLES.get(first.lower())):
        unit = _parse_single(rest, whole)
        return Unit(unit.dimension, unit.factor * multiple)
    if part in RATES:
        return parse_unit(RATES[part])
    word = part.lower()
    found = SYMBOLS.get(part) or WORDS.get(word) or WORDS.get(word.removesuffix("s"))
    if not found:
        raise UnknownUnitError(whole)
    name, factor = found
    return Unit(((name, 1),), factor)


def _divide(above: Unit, below: Unit) -> Unit:
    powers = dict(above.dimension)
    for name, power in below.dimension:
        powers[name] = powers.get(name, 0) - power
    left = tuple(sorted((name, power) for name, power in powers.items() if power))
    return Unit(left, above.factor / below.factor)
