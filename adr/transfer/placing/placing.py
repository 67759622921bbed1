"""From a read file to the content of a record.

What has a field of ours goes there, in the words of the file. All other sections keep their order
as sections without a place; the page of the record shows them below ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adr.records.content import RecordContent
from adr.transfer.placing.pieces import FreeSection, Pieces
from adr.transfer.placing.rows import first_address
from adr.transfer.placing.sections import place_sections
from adr.transfer.reader.found import ReadFile, ReadStatus, Span
from adr.transfer.reader.identifiers import read_name

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


def place(file: ReadFile) -> PlacedFile:
    """Return the content that the file gives, and what is left over."""
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
