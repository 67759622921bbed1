"""The title of a file and its number, with what a person should look at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from adr.transfer.reader.blocks import plain_heading
from adr.transfer.reader.found import Block, BlockType, Field, Kind, Span
from adr.transfer.reader.identifiers import FileName, TitleReading, read_title
from adr.transfer.reader.kinds import has_placeholder_title
from adr.transfer.reader.marks import plain_text


@dataclass(frozen=True)
class Title:
    """`raw` is the heading as written, `reading` what is left of it without an identifier."""

    raw: str
    span: Span | None
    reading: TitleReading
    level_1: int  # how many headings of level 1 there are


def find_title(
    blocks: Sequence[Block], fields: Sequence[Field], name: FileName, numbers: frozenset[int]
) -> Title:
    """Return the first heading of level 1, else the title in the front matter.

    One below a heading of level 2 is a chapter of the text and no title of it.
    """
    all_headings = [block for block in blocks if block.type is BlockType.HEADING]
    above = takewhile(lambda block: block.level != 2, all_headings)
    headings = [block for block in above if block.level == 1]
    level_1 = sum(block.level == 1 for block in all_headings)
    raw, span = next(
        ((plain_heading(b), b.span) for b in headings if plain_text(plain_heading(b))),
        next(((f.raw, f.span) for f in fields if f.name == "title" and f.raw), ("", None)),
    )
    return Title(raw, span, read_title(plain_text(raw), name, numbers), level_1)


def number_of(title: Title, name: FileName) -> int | None:
    """The number in the file name; without one that in the title, unless a date stands there."""
    if name.number is not None:
        return name.number
    return title.reading.number


def warn_of_title(title: Title, name: FileName, kind: Kind) -> Iterator[str]:
    if kind is not Kind.RECORD:
        return
    if not title.reading.title:
        yield "The file has no title; the name of the file is taken."
    elif has_placeholder_title(title.raw):
        yield "The title is still the placeholder of the template."
    if title.level_1 > 1 and title.reading.title:
        yield f"There are {title.level_1} headings of level 1; the first is taken as the title."
    in_title = title.reading.number
    if in_title is not None and name.number is not None and in_title != name.number:
        yield (
            f"The title gives the number {in_title}, the name of the file {name.number}; "
            "the name of the file counts."
        )
