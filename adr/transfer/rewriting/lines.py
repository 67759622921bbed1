"""Changing some lines of a file, and no other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from difflib import SequenceMatcher
from typing import Any

from adr.records.content import (
    AlternativeRow,
    AssumptionRow,
    ConfirmationRow,
    ConsequenceRow,
    RiskRow,
    SourceRow,
)
from adr.transfer.placing.prose import MARKER
from adr.transfer.placing.rows import PREFIX
from adr.transfer.reader.found import ReadFile, Span

Edit = tuple[int, int, list[str]]  # first line, end, and what stands there instead


def line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def apply(file: ReadFile, edits: Sequence[Edit]) -> str:
    """Return the text with each edit made; edits do not overlap, and their lines have no end."""
    lines = list(file.lines)
    end = line_end(file.text)
    for first, stop, instead in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        if instead and first == len(lines) and lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += end
        lines[first:stop] = [line + end for line in instead]
    return "".join(lines)


def edit_prose(file: ReadFile, spans: Sequence[Span], old: str, new: str) -> list[Edit] | None:
    """Return the edits that make the new text of the old one; None where it cannot be placed."""
    before, after = old.split("\n"), new.split("\n") if new else []
    places = _places(file, spans, before)
    edits: list[Edit] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        found = places[i1:i2]
        if None in found:
            return None
        if found:
            first, stop = min(n for n in found if n is not None), found[-1]
            assert stop is not None  # noqa: S101 (for the type checker)
            if stop - first != i2 - i1 - 1:
                return None
            edits.append((first, stop + 1, after[j1:j2]))
            continue
        anchor = places[i1 - 1] if i1 else None
        behind = places[i1] if i1 < len(places) else None
        if anchor is None and behind is None:
            return None
        at = anchor + 1 if anchor is not None else behind
        assert at is not None  # noqa: S101 (for the type checker)
        edits.append((at, at, after[j1:j2]))
    return edits


def edit_rows(
    file: ReadFile, spans: Sequence[Span], old: Sequence[Any], new: Sequence[Any]
) -> list[Edit] | None:
    """Return the edits that make the new rows of the old ones; None where there is no way."""
    if len(spans) != len(old) or not old:
        return None
    spans = [_without_blank_end(file, span) for span in spans]
    edits: list[Edit] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        alike = min(i2 - i1, j2 - j1)
        for offset in range(alike):
            edit = _edit_row(file, spans[i1 + offset], old[i1 + offset], new[j1 + offset])
            if edit is None:
                return None
            edits.append(edit)
        edits += [(span.start, span.end, []) for span in spans[i1 + alike : i2]]
        for row in new[j1 + alike : j2]:
            model = spans[max(i2 - 1, 0)]
            at = model.end if i2 else model.start
            edits.append((at, at, _new_row(file, model, row)))
    return edits


def _places(file: ReadFile, spans: Sequence[Span], text: Sequence[str]) -> list[int | None]:
    """Return the line of the file at which each line of a text stands, where it stands there."""
    numbers = [n for span in spans for n in range(span.start, span.end)]
    bare = [file.lines[n].rstrip() for n in numbers]
    places: list[int | None] = []
    at = 0
    for line in text:
        found = next((i for i in range(at, len(bare)) if bare[i] == line.rstrip()), None)
        places.append(numbers[found] if found is not None else None)
        at = at if found is None else found + 1
    return places


def _without_blank_end(file: ReadFile, span: Span) -> Span:
    end = span.end
    while end > span.start + 1 and not file.lines[end - 1].strip():
        end -= 1
    return Span(span.start, end)


def _edit_row(file: ReadFile, span: Span, old: Any, new: Any) -> Edit | None:
    """Put the new value of each field in the place of the old one, if that stands there once."""
    text = "".join(file.lines[span.start : span.end])
    for field in fields(old):
        was, wanted = getattr(old, field.name), getattr(new, field.name)
        if was == wanted:
            continue
        if not isinstance(was, str) or not was:
            return None
        pattern = r"[ \t]*\r?\n([ \t]*)".join(map(re.escape, was.split("\n")))
        found = list(re.finditer(pattern, text))
        if len(found) != 1:
            return None
        indent = found[0][1] if "\n" in was else "  "
        value = str(wanted).replace("\n", f"\n{indent}").replace(f"\n{indent}\n", "\n\n")
        text = text[: found[0].start()] + value + text[found[0].end() :]
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    return span.start, span.end, lines


def _new_row(file: ReadFile, model: Span, row: Any) -> list[str]:
    """Return the lines of a new row, in the manner of one beside it."""
    first = file.lines[model.start]
    if heading := re.match(r"#+ ", first):
        name, reason = row.name, row.reason
        return [f"{heading[0]}{name}", "", *reason.split("\n"), ""]
    marker = found[0] if (found := MARKER.match(first)) else "* "
    words = "\n".join(_words(row, first[len(marker) :]))
    return (marker + words.replace("\n", f"\n{' ' * len(marker)}")).split("\n")


def _words(row: Any, neighbour: str) -> Iterator[str]:
    match row:
        case ConsequenceRow():
            is_told = PREFIX.match(neighbour) or row.kind != "neutral"
            yield f"{row.kind.capitalize()}, because {row.text}" if is_told else row.text
        case AssumptionRow() | RiskRow():
            yield row.text
        case ConfirmationRow():
            yield row.what
        case SourceRow():
            yield f"[{row.title}]({row.url})"
        case AlternativeRow():
            yield row.name
            if row.reason:
                yield f"\n{row.reason}"
