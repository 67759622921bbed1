"""The status of a record: which of its words counts, and what it means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from adr.transfer.reader.found import Block, BlockType, Field, Place, ReadStatus, Section, Span
from adr.transfer.reader.keys import name_of
from adr.transfer.reader.marks import unwrap
from adr.transfer.reader.relations import VERBS, Relations, read_relations
from adr.transfer.reader.status_words import (
    PARTLY,
    WORDS,
    is_list_of_choices,
    leading_status,
    without_choices,
    words_of,
)

BOX = re.compile(r"\[[ xX]\]\s+")
SUPERSEDED = re.compile(r"super[sc]ee?ded|replaced|ersetzt|remplacé")
DATED = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}:?\s+\S|.*\S\s+\(?\d{4}-\d{2}-\d{2}\)?\Z")


NOWHERE = Span(0, 0)


@dataclass(frozen=True)
class Statement:
    """One paragraph, item or field that may state the status."""

    raw: str
    span: Span


@dataclass(frozen=True)
class StatusReading:
    """`relations` are those that stand with the status, such as “superseded by”."""

    status: ReadStatus = ReadStatus.NONE
    raw: str = ""
    span: Span = NOWHERE
    warnings: tuple[str, ...] = ()
    relations: Relations = field(default_factory=Relations)
    is_list: bool = False  # of all words of a template


def find_status(
    fields: Sequence[Field], sections: Sequence[Section], blocks: Sequence[Block]
) -> tuple[StatusReading, Section | None]:
    """Return the status that counts, and the section where one states it.

    What a reader sees comes before front matter, and a word that we know before one that we don't.
    """
    section = find_status_section(sections)
    readings = []
    if section:
        readings.append(read_status_section(statements_in(section, blocks)))
    stated = sorted(
        (f for f in fields if f.name == "status"), key=lambda f: f.place is Place.FRONT_MATTER
    )
    readings += [read_status_field(Statement(f.raw, f.span)) for f in stated]
    readings = [reading for reading in readings if reading.raw]
    chosen = min(readings, key=_standing, default=StatusReading())
    for reading in readings:
        chosen.relations.include(reading.relations)
    known = {r.status for r in readings if _standing(r) == 0}
    if len(known) > 1:
        words = ", ".join(f"“{reading.raw[:80]}”" for reading in readings)
        warning = f"The file gives its status more than once: {words}."
        chosen = replace(chosen, warnings=(*chosen.warnings, warning))
    return chosen, section


def _standing(reading: StatusReading) -> int:
    return {ReadStatus.OTHER: 1, ReadStatus.NONE: 2}.get(reading.status, 0)


def find_status_section(sections: Sequence[Section]) -> Section | None:
    """Return the section called “Status”: of level 2, or else of level 1 or 3."""
    named = [s for s in sections if 1 <= s.level <= 3 and name_of(s.heading) == "status"]
    return min(named, key=lambda section: (section.level != 2, section.level), default=None)


def statements_in(section: Section, blocks: Sequence[Block]) -> list[Statement]:
    """The paragraphs and items of a section; what is quoted counts where nothing else is said."""
    inside = [
        block
        for block in blocks
        if section.body.start <= block.span.start < section.body.end
        and block.type in (BlockType.PARAGRAPH, BlockType.ITEM)
    ]
    said = [b for b in inside if not b.is_quoted] or inside
    return [Statement(BOX.sub("", b.content, count=1), b.span) for b in _ticked(said)]


def read_status_section(statements: Sequence[Statement]) -> StatusReading:
    """Read a section: its first paragraph, or the last entry of a log, and the links below."""
    relations = Relations()
    found = [part for statement in statements for part in _parts(statement)]
    for part in found:
        read_relations(part.raw, relations)
    plain = [p for p in found if not _is_relation(p.raw)]
    log = [p for p in plain if _is_entry(p.raw)]
    chosen = log[-1] if len(log) > 1 else next(iter(plain), next(iter(found), None))
    if chosen is None:
        return StatusReading()
    return read_status(chosen, relations)


def read_status_field(statement: Statement) -> StatusReading:
    """Read the value of a field, which stands alone."""
    relations = Relations()
    read_relations(statement.raw, relations)
    return read_status(statement, relations)


def read_status(statement: Statement, relations: Relations) -> StatusReading:
    """Read one statement whose relations are known already."""
    raw = " ".join(unwrap(statement.raw).split())
    words = words_of(raw)
    if is_list_of_choices(words) and without_choices(words) == words:
        warning = "The status is the template's list of words; none is chosen."
        return StatusReading(ReadStatus.NONE, raw, statement.span, (warning,), is_list=True)
    status, warning = _meaning(words, raw, relations)
    return StatusReading(status, raw, statement.span, (warning,) if warning else (), relations)


def _meaning(words: str, raw: str, relations: Relations) -> tuple[ReadStatus, str]:
    """Return what the words mean, and a warning where a person should look."""
    chosen = without_choices(words)
    if chosen != words:
        taken = leading_status(chosen) or ReadStatus.OTHER
        return taken, f"The status still holds the template's list of words; “{chosen}” is taken."
    if relations.is_superseded:
        return ReadStatus.SUPERSEDED, ""
    status = leading_status(words)
    is_partly = relations.is_partly_superseded or (
        PARTLY.search(words) is not None and SUPERSEDED.search(words) is not None
    )
    if is_partly and status in (None, ReadStatus.SUPERSEDED, ReadStatus.ACCEPTED):
        return ReadStatus.ACCEPTED, "It is superseded in part only, so it still holds."
    if status is not None:
        return status, ""
    if not words:
        return ReadStatus.NONE, ""
    return ReadStatus.OTHER, f"The status “{raw[:80]}” is none that we know; it is kept as it is."


def _parts(statement: Statement) -> list[Statement]:
    """Divide a paragraph at its lines where these are a log, or links below the word."""
    lines = statement.raw.split("\n")
    divided = len(lines) > 1 and all(
        _is_entry(line) or _is_relation(line) for line in lines if line.strip()
    )
    if not divided:
        return [statement]
    start = statement.span.start
    return [
        Statement(line.strip(), Span(start + n, start + n + 1))
        for n, line in enumerate(lines)
        if line.strip()
    ]


def _is_relation(text: str) -> bool:
    """Tell a line such as “Amends [17. …](…)”, which is no status word itself."""
    return bool(VERBS.match(text.lstrip(" *_-⌛️🔁")))


def _is_entry(text: str) -> bool:
    """Tell a line that is nothing but a status word, with or without a date."""
    words = words_of(text)
    return words in WORDS or (bool(DATED.match(text.strip())) and leading_status(words) is not None)


def _ticked(blocks: list[Block]) -> list[Block]:
    """Of a list with boxes to tick, keep what is ticked."""
    boxes = [block for block in blocks if BOX.match(block.content)]
    return [b for b in blocks if b not in boxes or b.content[1] in "xX"] if boxes else blocks
