"""Reads the MADR files that `writer` wrote, also after people have edited them.

Files of other origin are not read here: which of them are ours says a key of the front matter.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from adr.records.content import CONTENT, RecordContent
from adr.transfer.madr import layout
from adr.transfer.madr.cells import CellError, read_table
from adr.transfer.madr.front_matter import (
    FENCE,
    FrontMatterError,
    read_day,
    read_fields,
    split_front_matter,
)
from adr.transfer.madr.options import read_alternatives, read_consequences, without_choice
from adr.transfer.madr.text import extract, headings

Key = tuple[str, str]  # a section and one of its subsections; an empty name stands for the outside


class NotOurFileError(ValueError):
    """The file does not say that it follows this project's mapping."""


class MadrError(ValueError):
    """A file of ours that was edited in such a way that it cannot be read; says what to mend."""


@dataclass(frozen=True)
class ReadRecord:
    """What a file says: the content, and the status in the words of the file."""

    content: RecordContent
    status: str
    recorded_on: date | None


def is_ours(text: str) -> bool:
    """Tell whether the file says that it follows this project's mapping."""
    text = text.replace("\r\n", "\n")
    if not text.startswith(FENCE) or f"\n{layout.PROFILE}:" not in text:
        return False
    try:
        return layout.PROFILE in split_front_matter(text)[0]
    except FrontMatterError:
        return False


def read_madr(text: str) -> ReadRecord:
    """Return the record that a file of ours holds.

    Raises NotOurFileError for any other file, and MadrError where it cannot be read any more.
    """
    try:
        return _read(text.replace("\r\n", "\n"))
    except (CellError, FrontMatterError) as error:
        raise MadrError(str(error)) from error


def _read(text: str) -> ReadRecord:
    front_matter, body = split_front_matter(text)
    if layout.PROFILE not in front_matter:
        raise NotOurFileError("The front matter has no key “aruntime”.")
    if front_matter[layout.PROFILE] != layout.PROFILE_VERSION:
        raise MadrError(
            f"{layout.PROFILE}: this version of ARuntime reads {layout.PROFILE_VERSION}, "
            f"not “{front_matter[layout.PROFILE]}”"
        )
    heading, parts = _split(body.split("\n"))
    values: dict[str, Any] = {"title": str(front_matter.get("title", heading))}
    values |= dict(read_fields(front_matter))
    values |= _read_prose(parts)
    values |= _read_rows(parts)
    content = _with_unplaced(RecordContent(**values), parts.get((layout.MORE, layout.FURTHER), ""))
    recorded_on = read_day(layout.RECORDED_ON, front_matter.get(layout.RECORDED_ON))
    return ReadRecord(content, str(front_matter.get("status") or ""), recorded_on)


def _read_prose(parts: dict[Key, str]) -> dict[str, str]:
    return {
        "context": extract(parts.get((layout.CONTEXT, ""), "")),
        "drivers": extract(parts.get((layout.DRIVERS, ""), "")),
        "decision": extract(without_choice(parts.get((layout.OUTCOME, ""), ""))),
        **{
            place.field: extract(parts.get((layout.MORE, place.heading), ""))
            for place in layout.FURTHER_SECTIONS
            if not place.is_table
        },
    }


def _read_rows(parts: dict[Key, str]) -> dict[str, tuple[Any, ...]]:
    tables = [("confirmations", (layout.OUTCOME, layout.CONFIRMATION))] + [
        (place.field, (layout.MORE, place.heading))
        for place in layout.FURTHER_SECTIONS
        if place.is_table
    ]
    return {
        "consequences": read_consequences(parts.get((layout.OUTCOME, layout.CONSEQUENCES), "")),
        "alternatives": read_alternatives(parts.get((layout.REASONS, ""), "")),
        **{field: _read_table(field, key, parts) for field, key in tables},
    }


def _read_table(field: str, key: Key, parts: dict[Key, str]) -> tuple[Any, ...]:
    try:
        return read_table(parts.get(key, ""), layout.row_type(field))
    except CellError as error:
        raise CellError(f"{key[1]}, {error}") from error


def _with_unplaced(content: RecordContent, block: str) -> RecordContent:
    if not block:
        return content
    try:
        values = json.loads(block.removeprefix("```json\n").removesuffix("\n```"))
        whole = CONTENT.validate_python({**CONTENT.dump_python(content), **values})
    except (ValueError, TypeError) as error:
        raise CellError(f"{layout.FURTHER}: “{block}” cannot be read") from error
    return replace(content, **{name: getattr(whole, name) for name in layout.UNPLACED})


def _split(lines: list[str]) -> tuple[str, dict[Key, str]]:
    """Return the title, and the text below each heading of ours without the blank lines around."""
    title, key = "", ("", "")
    begins: list[tuple[Key, int]] = []
    ends: list[int] = []
    for index, level in headings(lines):
        words = lines[index].lstrip(" #").rstrip(" ")
        if level == 1 and not begins and not title:
            title = words
            continue
        found = key_of(words, level, key[0])
        if found:
            key = found
            begins.append((key, index + 1))
            ends.append(index)
    spans = zip(begins, [*ends, len(lines)][1:], strict=True)
    parts: dict[Key, str] = {}
    for (name, begin), end in spans:
        parts.setdefault(name, _without_frame(lines[begin:end]))
    return title, parts


def key_of(words: str, level: int, section: str) -> Key | None:
    if level == 2 and words in layout.SECTIONS:
        return words, ""
    if level == 3 and words in layout.SUBSECTIONS.get(section, ()):
        return section, words
    return None


def _without_frame(lines: Iterable[str]) -> str:
    """Take away the one blank line after the heading, and the one before the next."""
    body = list(lines)
    if body and not body[0]:
        body = body[1:]
    if body and not body[-1]:
        body = body[:-1]
    return "\n".join(body)
