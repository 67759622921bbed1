"""From a read file to the content of a record.

What has a field of ours goes there, in the words of the file. All other sections keep their order
as sections without a place; the page of the record shows them below ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from adr.records.content import RecordContent
from adr.transfer.madr.cells import CellError
from adr.transfer.madr.reader import MadrError, is_ours, read_madr
from adr.transfer.placing.pieces import FreeSection, Pieces
from adr.transfer.placing.rows import first_address
from adr.transfer.placing.sections import place_sections
from adr.transfer.reader.found import ReadFile, ReadStatus, Span
from adr.transfer.reader.identifiers import read_name
from adr.transfer.reader.reading import read_text
from adr.transfer.rewriting.supplement import STATUS, read_supplement, split_supplement

LONGEST_TITLE, LONGEST_PEOPLE = 200, 500
UNDECIDED = {ReadStatus.DRAFT, ReadStatus.PROPOSED}


@dataclass(frozen=True)
class PlacedFile:
    """A file as a record.

    `places` gives the lines that each field came from; of a field with rows, one span for each row.
    """

    content: RecordContent
    places: Mapping[str, tuple[Span, ...]]
    free: tuple[FreeSection, ...]
    warnings: tuple[str, ...] = ()
    # What only a file that was exported from here gives.
    recorded_on: date | None = None
    status: ReadStatus | None = None


def place(file: ReadFile) -> PlacedFile:
    """Return the content that the file gives, and what is left over.

    A file that was exported from here gives the record that it was made of.
    """
    try:
        if is_ours(file.text):
            ours = read_madr(file.text)
            return PlacedFile(ours.content, {}, (), recorded_on=ours.recorded_on)
        text, supplement = split_supplement(file.text)
        if supplement:
            placed = _place(read_text(text, file.path))
            values = read_supplement(supplement)
            status = values.pop(STATUS, None)
            content = replace(placed.content, **values)
            return replace(placed, content=content, status=status)
    except (MadrError, CellError) as error:
        placed = _place(file)
        warning = f"What ARuntime wrote into the file cannot be read any more: {error}."
        return replace(placed, warnings=(*placed.warnings, warning))
    return _place(file)


def _place(file: ReadFile) -> PlacedFile:
    pieces = Pieces(file)
    place_sections(pieces)
    warnings = list(pieces.warnings)
    values: dict[str, Any] = {**pieces.values(), "tags": file.tags}
    values["title"] = _shorten(file.title or name_as_title(file), LONGEST_TITLE, "title", warnings)
    for who in ("deciders", "consulted", "informed"):
        people = ", ".join(getattr(file, who))
        values[who] = _shorten(people, LONGEST_PEOPLE, f"list of {who}", warnings)
    ticket = next((first_address(f.raw) for f in file.fields if f.name == "ticket"), "")
    # The date of a draft says when it was written, not when anything was decided.
    decided_on = None if file.status in UNDECIDED else file.date
    content = RecordContent(**values, ticket=ticket, decided_on=decided_on)
    return PlacedFile(content, pieces.places(), tuple(pieces.free), tuple(warnings))


def name_as_title(file: ReadFile) -> str:
    """Return words made of the name of a file that has no title."""
    words = " ".join(read_name(file.path).slug.replace("_", "-").split("-")).strip()
    return (words[:1].upper() + words[1:]) or file.name or "Pasted text"


def _shorten(text: str, limit: int, what: str, warnings: list[str]) -> str:
    if len(text) <= limit:
        return text
    warnings.append(f"The {what} is longer than {limit} characters and is cut off.")
    return f"{text[: limit - 1]}…"
