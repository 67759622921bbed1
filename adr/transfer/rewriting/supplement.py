"""What a file of other origin has no place for: a section of its own at the end of the file."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, get_type_hints

from adr.records.content import RecordContent
from adr.transfer.madr.cells import decode, encode, read_table, write_table
from adr.transfer.madr.layout import FURTHER_SECTIONS, row_type
from adr.transfer.madr.text import embed, extract, headings
from adr.transfer.reader.found import ReadStatus

BEGIN = "<!-- aruntime: 1 -->\n\n## Recorded in ARuntime\n"
TEXT_LEVEL = 4
STATUS = "status"  # beside the fields of the content, where the file has no place for it
HINTS = {**get_type_hints(RecordContent), STATUS: str}
PROSE = {"context", "drivers", "decision", "workload", "migration"}
ROWS = {field.name for field in fields(RecordContent) if "Row" in str(HINTS[field.name])}
HEADINGS = {place.field: place.heading for place in FURTHER_SECTIONS}


@dataclass(frozen=True)
class SingleField:
    """A line of the table with the fields that are neither prose nor rows."""

    field: str
    value: str


def heading_of(field: str) -> str:
    return HEADINGS.get(field, field.replace("_", " ").capitalize())


BY_HEADING = {heading_of(field): field for field in PROSE | ROWS}


def write_supplement(values: Mapping[str, Any]) -> str:
    """Return the section with the values of these fields of a record's content."""
    single = [
        SingleField(heading_of(field), encode(value, HINTS[field]))
        for field, value in values.items()
        if field not in PROSE | ROWS
    ]
    blocks = [BEGIN.rstrip("\n")]
    if single:
        blocks.append(write_table(single))
    for field, value in values.items():
        if field in PROSE | ROWS:
            blocks.append(f"### {heading_of(field)}")
            blocks += [_write_long(field, value)] if value else []
    return "\n\n".join(blocks) + "\n"


def split_supplement(text: str) -> tuple[str, str]:
    """Return a file without its supplement, and the supplement, which may be empty."""
    begin = text.replace("\r\n", "\n").rfind(f"\n{BEGIN}")
    if begin < 0:
        return text, ""
    if "\r\n" in text:
        begin = text.rfind("\n" + BEGIN.replace("\n", "\r\n"))
    return text[: begin + 1], text[begin + 1 :].replace("\r\n", "\n")


def read_supplement(text: str) -> dict[str, Any]:
    """Return the fields that a supplement gives; raise CellError where it cannot be read."""
    lines = text.split("\n")
    begins = [n for n, level in headings(lines) if level == TEXT_LEVEL - 1]
    by_name = {heading_of(name): name for name in HINTS}
    values: dict[str, Any] = {}
    for row in read_table("\n".join(lines[: begins[0] if begins else None]), SingleField):
        if field := by_name.get(row.field):
            values[field] = decode(row.value, HINTS[field])
    if STATUS in values:
        values[STATUS] = ReadStatus(values[STATUS])
    for begin, end in zip(begins, [*begins[1:], len(lines)], strict=False):
        if field := BY_HEADING.get(lines[begin].lstrip(" #").rstrip(" ")):
            values[field] = _read_long(field, lines[begin + 1 : end])
    return values


def _write_long(field: str, value: Any) -> str:
    return embed(value, top_level=TEXT_LEVEL) if field in PROSE else write_table(value)


def _read_long(field: str, body: list[str]) -> Any:
    if field in ROWS:
        return read_table("\n".join(body), row_type(field))
    return extract("\n".join(body[1:-1] if len(body) > 1 else []))
