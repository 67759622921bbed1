"""What the reader found in one Markdown file, as plain data.

Lines are counted from 0 and a span ends before its `end`, so that `lines[start:end]` are the lines
of a piece. The sections follow each other without a gap: their lines together are the file.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from adr.transfer.reader.lines import split_lines

BEGINS_WITH_DATE = re.compile(r"\d{4}[-_]?\d{2}[-_]?\d{2}(?!\d)")


class Kind(StrEnum):
    """What a file is; only records are imported."""

    RECORD = "record"
    TEMPLATE = "template"
    INDEX = "index"


class Format(StrEnum):
    """Which habit a file follows. Mixed files are common, so nothing but words hangs on it."""

    MADR_4 = "MADR 4"
    MADR_3 = "MADR 3"
    MADR_2 = "MADR 2"
    MADR_1 = "MADR 1"
    LOG4BRAINS = "Log4brains"
    NYGARD = "Nygard"
    PHODAL = "phodal"
    PLAIN = "Markdown"


class ReadStatus(StrEnum):
    """The status as the file gives it: one of ours, a word of its own, or no word at all."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"
    DEPRECATED = "deprecated"
    OTHER = "other"
    NONE = "none"


class Place(StrEnum):
    """Where in a file a field stands."""

    FRONT_MATTER = "front matter"
    LIST = "list"
    LINE = "line"
    TABLE = "table"
    SECTION = "section"


@dataclass(frozen=True)
class Span:
    """Some lines of a file, from `start` up to but without `end`, counted from 0."""

    start: int
    end: int


@dataclass(frozen=True)
class Field:
    """A value that a file states about itself.

    `raw` is the value as written, and `offset` the index in the text at which it begins; it is
    None where the value does not stand there in one piece, as in a table cell with an escape.
    """

    name: str  # our word for it, such as `deciders`; empty for a key that we have no word for
    key: str  # as written
    raw: str
    span: Span
    place: Place
    offset: int | None = None
    values: tuple[str, ...] = ()  # every text in it: front matter may hold a list


@dataclass(frozen=True)
class FrontMatterEntry:
    key: str
    raw: str  # as written behind the colon
    values: tuple[str, ...]  # every scalar in it, as text
    span: Span
    offset: int | None = None


@dataclass(frozen=True)
class FrontMatter:
    """The YAML between two lines of three dashes; `span` includes both."""

    span: Span
    entries: tuple[FrontMatterEntry, ...]


class BlockType(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # the first paragraph of a list item
    ROW = "row"  # of a table
    HTML = "HTML"  # comments for the most part
    OTHER = "other"  # fences, code, rules


@dataclass(frozen=True)
class Block:
    """A piece of text between two headings, or a heading."""

    type: BlockType
    span: Span
    content: str = ""
    level: int = 0  # of a heading; of an item, how deep its list is
    list_number: int = -1  # which list of the file an item stands in
    cells: tuple[str, ...] = ()
    is_quoted: bool = False
    item: Span | None = None  # all lines of the list item that this is the beginning of


@dataclass(frozen=True)
class Section:
    """A heading and what follows it, up to the next heading of whatever level.

    The first section of a file has level 0 and no heading when something, such as front matter,
    stands before the first heading.
    """

    level: int
    heading: str  # as written, without HTML comments
    span: Span
    body: Span  # without the heading


@dataclass(frozen=True)
class ReadFile:
    """Everything that one file says."""

    path: str
    text: str  # without the byte order mark
    has_bom: bool
    kind: Kind
    format: Format
    title: str | None  # plain text; None where the file gives none
    title_span: Span | None
    status: ReadStatus
    status_raw: str
    date: date | None
    date_raw: str
    number: int | None
    series: str | None
    supersedes: tuple[str, ...]
    superseded_by: tuple[str, ...]
    partly_superseded_by: tuple[str, ...]
    amends: tuple[str, ...]
    amended_by: tuple[str, ...]
    related: tuple[str, ...]
    deciders: tuple[str, ...]
    consulted: tuple[str, ...]
    informed: tuple[str, ...]
    tags: tuple[str, ...]
    ticket: str
    fields: tuple[Field, ...]
    front_matter: FrontMatter | None
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of level 2, in order."""
        return tuple(section.heading for section in self.sections if section.level == 2)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text, each with its line end."""
        return split_lines(self.text)

    @property
    def looks_like_record(self) -> bool:
        """Whether anything but its folder says that the file is about a decision."""
        named = self.number is not None or bool(BEGINS_WITH_DATE.match(self.name))
        return named or self.status is not ReadStatus.NONE or self.format is not Format.PLAIN

    @property
    def name(self) -> str:
        """The name of the file without its folders."""
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def original(self) -> bytes:
        """The bytes of the file."""
        return (b"\xef\xbb\xbf" if self.has_bom else b"") + self.text.encode()

    @property
    def spans(self) -> Mapping[str, Span]:
        """The lines of the title and of each recognised field, by our name for it."""
        found = {"title": self.title_span} if self.title_span else {}
        for field in self.fields:
            if field.name:
                found.setdefault(field.name, field.span)
        return found

    def text_of(self, span: Span) -> str:
        return "".join(self.lines[span.start : span.end])

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.span.start for section in self.sections]

    def sections_in(self, span: Span) -> tuple[Section, ...]:
        """The sections whose headings stand in these lines."""
        starts = self._section_starts
        return self.sections[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    def whole(self, section: Section) -> Span:
        """The lines of a section together with those of the sections below it."""
        end = section.span.end
        for position in range(bisect_left(self._section_starts, end), len(self.sections)):
            other = self.sections[position]
            if other.level <= section.level:
                break
            end = other.span.end
        return Span(section.span.start, end)
