"""What is gathered while the sections of a file find their places."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adr.transfer.placing.prose import Prose, join_texts
from adr.transfer.placing.rows import PlacedRow
from adr.transfer.reader.found import Place, ReadFile, Section, Span

MOST_ROWS = 100  # of one field; a file that lists more keeps them as a section


@dataclass(frozen=True)
class FreeSection:
    """A section that has no place among our fields."""

    heading: str
    text: str
    span: Span


@dataclass(frozen=True)
class _Text:
    text: str
    span: Span


class Pieces:
    """Texts and rows by the field of RecordContent, and the sections that are left over."""

    def __init__(self, file: ReadFile) -> None:
        self.file = file
        self.prose = Prose(file)
        self.field_sections = _field_sections(file)
        self.free: list[FreeSection] = []
        self.warnings: list[str] = []
        self._texts: dict[str, list[_Text]] = defaultdict(list)
        self._named: set[str] = set()
        self._rows: dict[str, list[PlacedRow]] = defaultdict(list)

    def add_text(self, field: str, text: str, span: Span, heading: str = "") -> None:
        """Add text to a field; the second section and those after it keep their headings."""
        if heading and field in self._named:
            text = f"### {heading}\n\n{text}".strip()
        if heading:
            self._named.add(field)
        if text.strip():
            self._texts[field].append(_Text(text, span))

    def add_place(self, field: str, span: Span) -> None:
        """Name further lines that text which is added already came from."""
        if span.start < span.end:
            self._texts[field].append(_Text("", span))

    def text(self, field: str) -> str:
        return join_texts(piece.text for piece in self._texts[field])

    def add_rows(self, field: str, rows: Sequence[PlacedRow]) -> bool:
        """Add rows to a field, and tell whether it takes so many."""
        if len(self._rows[field]) + len(rows) > MOST_ROWS:
            return False
        self._rows[field] += rows
        return True

    def add_free(self, heading: str, text: str, span: Span) -> None:
        if text.strip():
            self.free.append(FreeSection(heading, text, span))

    def add_free_section(self, section: Section, span: Span) -> None:
        body = Span(section.body.start, span.end)
        self.add_free(section.heading, self.prose.text_of(body), span)

    def values(self) -> dict[str, Any]:
        """The fields of RecordContent that the sections gave."""
        self.free.sort(key=lambda section: section.span.start)
        texts = {field: self.text(field) for field in list(self._texts)}
        return texts | {f: tuple(row.row for row in rows) for f, rows in self._rows.items()}

    def places(self) -> Mapping[str, tuple[Span, ...]]:
        texts = {f: tuple(piece.span for piece in pieces) for f, pieces in self._texts.items()}
        return texts | {f: tuple(row.span for row in rows) for f, rows in self._rows.items()}


def _field_sections(file: ReadFile) -> set[int]:
    """Where the sections begin that are fields, such as “Status”."""
    lines = [field.span.start for field in file.fields if field.place is Place.SECTION]
    found = (section for line in lines for section in file.sections_in(Span(0, line + 1))[-1:])
    return {section.span.start for section in found}
