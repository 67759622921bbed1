"""The fields that a file states about itself, wherever its habit puts them.

Front matter; a bullet list or lines below the title (MADR 2, adr-tools, Log4brains); a table, also
in a block quote. Only what stands above the first heading of level 2 counts, so that an option's
“Status: completed” is no status of the record.
"""

import re
from collections.abc import Iterator, Sequence

from adr.transfer.reader.blocks import COMMENT
from adr.transfer.reader.found import Block, BlockType, Field, FrontMatter, Place, Section, Span
from adr.transfer.reader.keys import is_placeholder, name_of
from adr.transfer.reader.lines import LineIndex
from adr.transfer.reader.marks import unwrap

# `Status: x`, `**Status:** x`, `**Status**: x`, `*Status*: x`
PAIR = re.compile(
    r"(?P<mark>[*_]{0,3})(?P<key>[^\s:：*_`|\[\](){}<>][^:：*`|\[\]{}<>\n]{0,40}?(?:\(s\))?)"
    r"(?:(?P=mark)\s*[:：]|\s*[:：]\s*(?P=mark))(?P<rest>.*)",
    re.DOTALL,
)
DATE_WITHOUT_COLON = re.compile(r"(?P<key>date)\s+(?P<rest>\d.*)", re.IGNORECASE)


def find_fields(
    lines: LineIndex, front_matter: FrontMatter | None, blocks: Sequence[Block]
) -> tuple[Field, ...]:
    """Return every field in the order of the file, front matter first."""
    found = list(_in_front_matter(front_matter)) if front_matter else []
    head = _head(blocks)
    lists = _lists_of_fields(head)
    for block in head:
        if block.type is BlockType.ITEM and block.list_number in lists:
            found += _in_lines(block, lines, Place.LIST, keep_unknown=True)
        elif block.type is BlockType.PARAGRAPH:
            found += _in_lines(block, lines, Place.LINE)
        elif block.type is BlockType.ROW:
            found += _in_row(block, lines)
    return tuple(found)


def fields_in_sections(
    lines: LineIndex, sections: Sequence[Section], blocks: Sequence[Block], names: set[str]
) -> Iterator[Field]:
    """The fields among `names` that are sections of their own, such as “Date” or “Deciders”."""
    missing = set(names)
    for section in sections:
        name = name_of(section.heading) if 2 <= section.level <= 3 else ""
        if name not in missing:
            continue
        missing.discard(name)
        said = [
            block
            for block in blocks
            if section.body.start <= block.span.start < section.body.end
            and block.type in (BlockType.PARAGRAPH, BlockType.ITEM)
        ]
        if said:
            values = tuple(unwrap(block.content) for block in said)
            offset = lines.locate(values[0], said[0].span.start, said[0].span.end)
            span = Span(said[0].span.start, said[-1].span.end)
            yield Field(name, section.heading, values[0], span, Place.SECTION, offset, values)


def _head(blocks: Sequence[Block]) -> list[Block]:
    """The blocks above the first heading of level 2, or all where the file has none."""
    head = []
    titles = 0
    for block in blocks:
        if block.type is BlockType.HEADING:
            titles += 1
            if block.level > 1 or titles > 1:
                break
        head.append(block)
    return head


def _lists_of_fields(head: Sequence[Block]) -> set[int]:
    """The first list with a field that we know, if most of its items are fields."""
    items: dict[int, list[bool]] = {}
    known: dict[int, bool] = {}
    for block in head:
        if block.type is BlockType.ITEM and block.level == 1 and not block.is_quoted:
            match = PAIR.match(block.content)
            items.setdefault(block.list_number, []).append(bool(match))
            if match and name_of(match["key"]):
                known[block.list_number] = True
    fields = [n for n, pairs in items.items() if known.get(n) and sum(pairs) * 2 >= len(pairs)]
    return set(fields[:1])


def _in_front_matter(front_matter: FrontMatter) -> Iterator[Field]:
    for entry in front_matter.entries:
        yield Field(
            name_of(entry.key),
            entry.key,
            entry.raw,
            entry.span,
            Place.FRONT_MATTER,
            entry.offset,
            () if is_placeholder(entry.raw) else entry.values,
        )


def _in_lines(
    block: Block,
    lines: LineIndex,
    place: Place,
    *,
    keep_unknown: bool = False,
) -> Iterator[Field]:
    """The fields of a paragraph, one on each line; what follows a line without a key is its own."""
    starts = []
    content = block.content.split("\n")
    for number, line in enumerate(content):
        match = PAIR.match(line) or DATE_WITHOUT_COLON.match(line)
        if match and (name_of(match["key"]) or (keep_unknown and number == 0)):
            starts.append((number, match))
    for index, (number, match) in enumerate(starts):
        stop = starts[index + 1][0] if index + 1 < len(starts) else len(content)
        rest = match["rest"]
        if place is Place.LIST:
            # An item may run over several lines; a line of text below a field may not.
            rest = "\n".join([rest, *content[number + 1 : stop]])
        else:
            stop = number + 1
        raw = unwrap(COMMENT.sub("", rest).strip())
        span = Span(block.span.start + number, block.span.start + stop)
        offset = lines.locate(raw, span.start, span.end)
        yield Field(name_of(match["key"]), match["key"], raw, span, place, offset, (raw,))


def _in_row(block: Block, lines: LineIndex) -> Iterator[Field]:
    if len(block.cells) == 2 and (name := name_of(block.cells[0])):
        raw = unwrap(block.cells[1])
        offset = lines.locate(raw, block.span.start, block.span.end)
        yield Field(name, block.cells[0], raw, block.span, Place.TABLE, offset, (raw,))
