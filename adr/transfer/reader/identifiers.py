"""Numbers and series in titles and file names.

A number in front of a title, or of a file name, is an identifier (`1. `, `31 `, `ADR-0004: `,
`API-012-content-type.md`); eight digits that are a day are a date. Where title and file name
disagree the file name wins, because links go by it.
"""

import re
from dataclasses import dataclass
from datetime import date

from adr.transfer.reader.dates import leading_date

# Prefixes that only say that a file is a decision record.
GENERIC = {"adr", "dr", "ad", "madr", "decision", "record"}
NUMBER = r"(?P<number>\d{1,6})(?!\d)"
IN_NAME = re.compile(rf"(?:(?P<series>[A-Za-z]{{1,8}})[-_ ]?)?{NUMBER}(?P<slug>.*)", re.DOTALL)
NO_NUMBER = re.compile(r"(?:adr|dr)[-_ ]?(?:x{2,}|n{2,})[-_ ]+(?P<slug>.*)", re.IGNORECASE)
TITLE_WORDS = re.compile(
    r"(?:architecture|architectural) decision(?: record)?s?\s*[:–—-]\s+(?=\S)", re.IGNORECASE
)
IN_TITLE = re.compile(
    rf"(?:(?P<series>[A-Za-z]{{2,8}})[-_ #]{{0,2}})?#?{NUMBER}"
    r"(?P<mark>\s*[.:)]\s+|\s+[-–—:]+\s+|\s+)(?=\S)"
)
BARE_PREFIX = re.compile(r"(?:adr|dr)(?:[-_ ]?(?:x+|n+))?\s*:\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class FileName:
    """What a file name says. `slug` is what is left of it without number and ending."""

    number: int | None
    series: str | None
    slug: str
    day: date | None = None


@dataclass(frozen=True)
class TitleReading:
    title: str
    number: int | None = None
    series: str | None = None


def read_name(path: str) -> FileName:
    name = path.rpartition("/")[2]
    stem = re.sub(r"\.(?:md|markdown|mdown|txt)\Z", "", name, flags=re.IGNORECASE)
    day, rest = leading_date(stem)
    if day:
        return FileName(None, None, rest, day)
    if match := IN_NAME.fullmatch(stem):
        slug = match["slug"]
        if not slug or slug[0] in "-_. ":
            return FileName(int(match["number"]), _series(match["series"]), slug.lstrip("-_. "))
    if match := NO_NUMBER.fullmatch(stem):
        return FileName(None, None, match["slug"])
    return FileName(None, None, stem.strip("-_. "))


def read_title(text: str, name: FileName, numbers: frozenset[int]) -> TitleReading:
    """Take the identifier from the front of a title. `numbers` are those of all files beside it."""
    text = TITLE_WORDS.sub("", text, count=1) if TITLE_WORDS.match(text) else text
    if match := BARE_PREFIX.match(text):
        return TitleReading(_unquote(text[match.end() :]))
    match = IN_TITLE.match(text)
    if match is None or not _is_identifier(match, name, numbers):
        return TitleReading(_unquote(text))
    return TitleReading(
        _unquote(text[match.end() :]), int(match["number"]), _series(match["series"])
    )


def _is_identifier(match: re.Match[str], name: FileName, numbers: frozenset[int]) -> bool:
    series, number = match["series"], int(match["number"])
    if series:
        known = series.lower() in GENERIC or _series(series) == name.series
        # “Python 3: what changes” is a title, unless the file is called so.
        return known or (series.isupper() and name.number is None and bool(match["mark"].strip()))
    if match["mark"].strip():
        return match["mark"].strip() != ":" or name.number in {None, number} or number in numbers
    # A bare number may be the first word of the title: “508 Systems List”.
    if number == name.number:
        return True
    begins_so = re.match(rf"0*{number}(?!\d)", name.slug)
    return name.number is not None and not begins_so and number in numbers


def _series(prefix: str | None) -> str | None:
    return prefix.upper() if prefix and prefix.lower() not in GENERIC else None


def _unquote(text: str) -> str:
    text = text.strip()
    for begin, end in (('"', '"'), ("“", "”"), ("'", "'")):
        inner = text[1:-1]
        if len(text) > 2 and text[0] == begin and text[-1] == end and begin not in inner:
            return inner.strip()
    return text
