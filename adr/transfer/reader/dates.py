"""Dates as people write them. What is no real day stays text: nothing is guessed."""

import re
from dataclasses import dataclass
from datetime import date

from adr.transfer.reader.marks import strip_marks

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan", "januar", "janvier", "enero", "janeiro"),
            ("february", "feb", "februar", "février", "febrero", "fevereiro"),
            ("march", "mar", "märz", "mars", "marzo", "março"),
            ("april", "apr", "avril", "abril"),
            ("may", "mai", "mayo", "maio"),
            ("june", "jun", "juni", "juin", "junio", "junho"),
            ("july", "jul", "juli", "juillet", "julio", "julho"),
            ("august", "aug", "août", "agosto"),
            ("september", "sep", "sept", "septembre", "septiembre", "setembro"),
            ("october", "oct", "oktober", "okt", "octobre", "octubre", "outubro"),
            ("november", "nov", "novembre", "noviembre", "novembro"),
            ("december", "dec", "dezember", "dez", "décembre", "diciembre", "dezembro"),
        ),
        start=1,
    )
    for name in names
}
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
YEAR_FIRST = re.compile(r"(\d{4})([-/._年])(\d{1,2})(?:\2|月)(\d{1,2})日?")
DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ([^\W\d_]+)\.?,? (\d{4})")
MONTH_DAY = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
# What may stand behind a date and belongs to it no more: a time, or a remark.
REST = re.compile(r"(?=[T ,;(]|\Z)")
CENTURY = 2000


@dataclass(frozen=True)
class DateReading:
    day: date | None
    warning: str = ""


def read_date(raw: str) -> DateReading:
    """Return the day that the text names, or none with a warning that says why."""
    text = strip_marks(raw)
    if not text:
        return DateReading(None)
    if match := _match(YEAR_FIRST, text):
        return _day(raw, match[1], match[3], match[4])
    if match := _match(DAY_FIRST, text):
        return _day_first(raw, match)
    if (match := _match(DAY_MONTH, text)) and (month := MONTHS.get(match[2].lower())):
        return _day(raw, match[3], str(month), match[1])
    if (match := _match(MONTH_DAY, text)) and (month := MONTHS.get(match[1].lower())):
        return _day(raw, match[3], str(month), match[2])
    return DateReading(None, f"The date “{_short(raw)}” is not one that we can read.")


def is_iso(raw: str) -> bool:
    return bool(ISO.fullmatch(raw))


def leading_date(name: str) -> tuple[date | None, str]:
    """Return the date that a file name begins with, and the rest of the name."""
    match = re.match(r"(\d{4})([-_.]?)(\d{2})\2(\d{2})(?=[-_. ]|\Z)", name)
    if match and (day := _make(match[1], match[3], match[4])):
        return day, name[match.end() :].lstrip("-_. ")
    return None, name


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    match = pattern.match(text)
    return match if match and REST.match(text, match.end()) else None


def _day_first(raw: str, match: re.Match[str]) -> DateReading:
    first, second, year = match[1], match[3], match[4]
    if len(year) == 2:
        year = str(CENTURY + int(year))
    reading = _day(raw, year, second, first)
    if reading.day and int(first) <= 12 and first != second:
        return DateReading(reading.day, f"The date “{_short(raw)}” was read with the day first.")
    return reading


def _day(raw: str, year: str, month: str, day: str) -> DateReading:
    if made := _make(year, month, day):
        return DateReading(made)
    return DateReading(None, f"There is no day “{_short(raw)}”; it is kept as text.")


def _make(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _short(raw: str) -> str:
    return raw if len(raw) <= 60 else f"{raw[:59]}…"
