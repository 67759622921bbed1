"""The blocks of a Markdown text: headings, paragraphs, list items, tables.

A CommonMark parser finds them, so what stands in a code fence, a comment or a table is told from
the text. Nothing inside a line is parsed, which keeps hostile files cheap.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from adr.transfer.reader.found import Block, BlockType, Section, Span

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
MOST_COLUMNS = 500  # the parser needs long for a table that is wider


def _make_parser(*, tables: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser.enable("table") if tables else parser


_parser = _make_parser(tables=True)
_parser_without_tables = _make_parser(tables=False)


def read_blocks(lines: Sequence[str], skip: int = 0) -> tuple[Block, ...]:
    """Return the blocks below the first `skip` lines; their spans count from the first line."""
    text = "\n" * skip + "".join(lines[skip:])
    is_wide = any(line.count("|") > MOST_COLUMNS for line in lines)
    parser = _parser_without_tables if is_wide else _parser
    return tuple(_walk(parser.parse(text)))


def read_sections(blocks: Sequence[Block], length: int) -> tuple[Section, ...]:
    """Divide all lines of a file at its headings."""
    headings = [block for block in blocks if block.type is BlockType.HEADING]
    bounds = pairwise([*(block.span.start for block in headings), length])
    sections = [
        Section(
            block.level, plain_heading(block), Span(start, end), Span(min(block.span.end, end), end)
        )
        for block, (start, end) in zip(headings, bounds, strict=True)
    ]
    first = headings[0].span.start if headings else length
    if first > 0:
        sections.insert(0, Section(0, "", Span(0, first), Span(0, first)))
    return tuple(sections)


def plain_heading(block: Block) -> str:
    """The heading on one line, without comments."""
    return " ".join(COMMENT.sub(" ", block.content).split())


def _walk(tokens: Sequence[Token]) -> Iterator[Block]:
    quotes = lists = list_count = 0
    items: list[int] = []  # how many paragraphs each open list item has had
    item_spans: list[Span] = []
    cells: list[str] = []
    row = Span(0, 0)
    list_numbers: list[int] = []
    for index, token in enumerate(tokens):
        match token.type:
            case "blockquote_open":
                quotes += 1
            case "blockquote_close":
                quotes -= 1
            case "bullet_list_open" | "ordered_list_open":
                lists += 1
                list_count += 1
                list_numbers.append(list_count)
            case "bullet_list_close" | "ordered_list_close":
                lists -= 1
                list_numbers.pop()
            case "list_item_open":
                items.append(0)
                item_spans.append(_span(token))
            case "list_item_close":
                items.pop()
                item_spans.pop()
            case "heading_open":
                span = _span(token)
                content = tokens[index + 1].content
                if quotes or lists:
                    yield Block(BlockType.OTHER, span, content, is_quoted=quotes > 0)
                else:
                    yield Block(BlockType.HEADING, span, content, level=int(token.tag[1:]))
            case "paragraph_open":
                content = tokens[index + 1].content
                is_item = bool(items) and items[-1] == 0
                if items:
                    items[-1] += 1
                yield Block(
                    BlockType.ITEM if is_item else BlockType.PARAGRAPH,
                    _span(token),
                    content,
                    level=lists,
                    list_number=list_numbers[-1] if list_numbers else -1,
                    is_quoted=quotes > 0,
                    item=item_spans[-1] if is_item else None,
                )
            case "tr_open":
                cells, row = [], _span(token)
            case "th_open" | "td_open":
                cells.append(tokens[index + 1].content)
            case "tr_close":
                yield Block(BlockType.ROW, row, cells=tuple(cells), is_quoted=quotes > 0)
            case "html_block":
                yield Block(BlockType.HTML, _span(token), token.content, is_quoted=quotes > 0)
            case "fence" | "code_block" | "hr":
                yield Block(BlockType.OTHER, _span(token), token.content, is_quoted=quotes > 0)


def _span(token: Token) -> Span:
    start, end = token.map or (0, 0)
    return Span(start, end)
