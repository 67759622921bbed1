"""Text out of a file as a field holds it: no line of metadata, no comment, one kind of line end."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from adr.transfer.reader.blocks import COMMENT
from adr.transfer.reader.found import Block, BlockType, Field, Place, ReadFile, Span

RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*")
MARKER = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]{1,4}|$)")
IN_PAGE = re.compile(r"\[[^\n]*\]\(#[^()\s]*\)")
FEW_ITEMS = 3
USED_ELSEWHERE = {"status", "date", "deciders", "consulted", "informed", "tags"}


@dataclass(frozen=True)
class Item:
    """One item of a list on its own: `text` without the marker, `first` its first paragraph."""

    text: str
    first: str
    span: Span


class Prose:
    """The text of a file, piece by piece."""

    def __init__(self, file: ReadFile) -> None:
        self.file = file
        self._comments = _lines_of_comments(file)
        self._left_out = self._comments | _lines_left_out(file)
        self._items = [b for b in file.blocks if b.item and not b.is_quoted]
        self._item_starts = [b.item.start for b in self._items if b.item]
        self._commented = {
            n for b in file.blocks if _may_hold_comment(b) for n in range(b.span.start, b.span.end)
        }

    def text_of(self, span: Span) -> str:
        """Return the text of some lines as a field holds it."""
        return self._joined(span, keep_fields=False)

    def verbatim(self, span: Span) -> str:
        """Return the text of some lines with what was read as metadata."""
        return self._joined(span, keep_fields=True)

    def items_of(self, span: Span) -> tuple[Item, ...] | None:
        """Return the items of a span that holds nothing but one level of list, else None."""
        items = self.outer_items(span)
        covered = {n for item in items for n in range(item.span.start, item.span.end)}
        lines = (n for n in range(span.start, span.end) if n not in self._left_out)
        rest = (n for n in lines if n not in covered)
        if not items or any(self._line(n).strip() for n in rest):
            return None
        return items

    def outer_items(self, span: Span) -> tuple[Item, ...]:
        """Return the items of the outermost lists in a span."""
        found: list[Item] = []
        first = bisect_left(self._item_starts, span.start)
        last = bisect_left(self._item_starts, span.end)
        for block in self._items[first:last]:
            if block.item is None or (found and block.item.start < found[-1].span.end):
                continue
            item = Span(block.item.start, min(block.item.end, span.end))
            opening = COMMENT.sub("", block.content).strip()
            found.append(Item(self._without_marker(item), opening, item))
        return tuple(found)

    def _joined(self, span: Span, *, keep_fields: bool) -> str:
        left_out = self._comments if keep_fields else self._left_out
        lines = [self._line(n) for n in range(span.start, span.end) if n not in left_out]
        return "\n".join(_without_rules([line.rstrip() for line in lines]))

    def _line(self, number: int) -> str:
        line = self.file.lines[number].rstrip("\r\n")
        return COMMENT.sub("", line) if number in self._commented and "-->" in line else line

    def _without_marker(self, span: Span) -> str:
        lines = self._joined(span, keep_fields=False).split("\n")
        match = MARKER.match(lines[0])
        width = match.end() if match else 0
        rest = [line[min(width, len(line) - len(line.lstrip())) :] for line in lines[1:]]
        return "\n".join([lines[0][width:], *rest]).strip("\n")


def join_texts(texts: Iterable[str]) -> str:
    return "\n\n".join(text for text in texts if text.strip())


def _lines_left_out(file: ReadFile) -> set[int]:
    """The lines that hold fields of the record, which stand beside its text."""
    spans = [file.title_span] if file.title_span else []
    if file.front_matter:
        spans.append(file.front_matter.span)
    spans += [field.span for field in file.fields if _is_beside_text(field)]
    spans += _table_of_contents(file)
    return {number for span in spans for number in range(span.start, span.end)}


def _table_of_contents(file: ReadFile) -> list[Span]:
    """The items that only lead to the headings of the same page, where there are several."""
    items = [b for b in file.blocks if b.item and IN_PAGE.fullmatch(b.content.strip())]
    return [block.span for block in items] if len(items) >= FEW_ITEMS else []


def _lines_of_comments(file: ReadFile) -> set[int]:
    """The lines of comments that stand alone."""
    return {
        number
        for block in file.blocks
        if block.type is BlockType.HTML and block.content.lstrip().startswith("<!--")
        if not COMMENT.sub("", block.content).strip()
        for number in range(block.span.start, block.span.end)
    }


def _is_beside_text(field: Field) -> bool:
    # A row taken out of a table would break it.
    return field.name in USED_ELSEWHERE and field.place is not Place.TABLE


def _may_hold_comment(block: Block) -> bool:
    return block.type in (BlockType.PARAGRAPH, BlockType.ITEM, BlockType.HEADING)


def _without_rules(lines: list[str]) -> list[str]:
    """Take rules and blank lines from both ends."""
    start, end = 0, len(lines)
    while start < end and (not lines[start].strip() or RULE.fullmatch(lines[start])):
        start += 1
    while end > start and (not lines[end - 1].strip() or RULE.fullmatch(lines[end - 1])):
        end -= 1
    return lines[start:end]
