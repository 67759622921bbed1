"""Lists of a file as rows of a record: consequences, checks, sources, assumptions, risks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from adr.records.content import (
    AssumptionRow,
    ConfirmationRow,
    ConsequenceRow,
    RiskRow,
    SourceRow,
)
from adr.transfer.placing.prose import Item, Prose
from adr.transfer.reader.found import Span
from adr.transfer.reader.marks import AUTOLINK, LINK, plain_text

PREFIX = re.compile(
    r"[*_`]*(?P<word>good|ok|okay|bad|neutral|\+|-)[*_`]*\s*[,:]?\s*(?:because|as|since)?\s*[,:]?\s+",
    re.IGNORECASE,
)
KINDS = {"good": "good", "ok": "good", "okay": "good", "+": "good", "bad": "bad", "-": "bad"}
BARE_ADDRESS = re.compile(r"https?://[^\s<>()]+")
LONGEST_ADDRESS, LONGEST_LINE = 500, 300
_is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class PlacedRow:
    """A row for a field of RecordContent, with the lines that it came from."""

    row: Any
    span: Span


def consequences(prose: Prose, span: Span, kind: str = "") -> list[PlacedRow]:
    """One row for each item of a list; a text that is more than a list becomes one row.

    `kind` is given where the heading says it, as in “Positive Consequences”.
    """
    items = prose.items_of(span)
    if items is None:
        text = prose.text_of(span)
        return [PlacedRow(ConsequenceRow(kind or "neutral", text), span)] if text else []
    return [PlacedRow(_consequence(item, kind), item.span) for item in items]


def confirmations(prose: Prose, span: Span) -> list[PlacedRow] | None:
    """One row for each item or for the only paragraph; None where the text is too long for one."""
    items = prose.items_of(span)
    text = prose.text_of(span)
    pieces = [(i.text, i.span) for i in items] if items else [(text, span)] if text else []
    plain = [(plain_text(text), place) for text, place in pieces]
    if any("\n\n" in text or len(text) > LONGEST_LINE for text, _place in pieces):
        return None
    return [PlacedRow(ConfirmationRow(what=text), place) for text, place in plain if text]


def sources(prose: Prose, span: Span) -> list[PlacedRow] | None:
    """One row for each item that is a link to elsewhere; None where an item is anything else."""
    rows = []
    for item in prose.items_of(span) or ():
        row = _source(item.text)
        if row is None:
            return None
        rows.append(PlacedRow(row, item.span))
    return rows or None


def assumptions(prose: Prose, span: Span) -> list[PlacedRow] | None:
    items = prose.items_of(span)
    return [PlacedRow(AssumptionRow(i.text), i.span) for i in items] if items else None


def risks(prose: Prose, span: Span) -> list[PlacedRow] | None:
    items = prose.items_of(span)
    return [PlacedRow(RiskRow(i.text), i.span) for i in items] if items else None


def is_address(text: str) -> bool:
    """Tell an address that a record can keep."""
    if len(text) > LONGEST_ADDRESS:
        return False
    try:
        _is_address(text)
    except ValidationError:
        return False
    return True


def first_address(text: str) -> str:
    """Return the first address in a text, or nothing."""
    return next((a for a in _addresses(text) if is_address(a)), "")


def spans_of(rows: Sequence[PlacedRow]) -> tuple[Span, ...]:
    return tuple(row.span for row in rows)


def _consequence(item: Item, kind: str) -> ConsequenceRow:
    match = PREFIX.match(item.text)
    word = match["word"].lower() if match else ""
    if match and (word in {"+", "-"} or "because" in match[0].lower() or "," in match[0]):
        text = item.text[match.end() :]
        return ConsequenceRow(KINDS.get(word, "neutral"), text or item.text)
    return ConsequenceRow(kind or "neutral", item.text)


def _source(text: str) -> SourceRow | None:
    addresses = list(_addresses(text))
    if len(addresses) != 1 or "\n" in text or not is_address(addresses[0]):
        return None
    title = plain_text(text).strip(" :-–") or addresses[0]
    return SourceRow(addresses[0], title) if len(title) <= LONGEST_LINE else None


def _addresses(text: str) -> Iterator[str]:
    yield from (match["target"].strip("<>") for match in LINK.finditer(text))
    rest = LINK.sub(" ", text)
    yield from (match["target"] for match in AUTOLINK.finditer(rest))
    yield from (match[0].rstrip(".,;:") for match in BARE_ADDRESS.finditer(AUTOLINK.sub(" ", rest)))
