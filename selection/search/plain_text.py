"""A text of the guide without its markup, as the search reads it."""

from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_parser = MarkdownIt("commonmark", {"html": False}).enable("table")
WRITTEN = {"text", "code_inline"}
BREAKS = {"softbreak", "hardbreak"}


@dataclass(frozen=True)
class PlainText:
    headings: tuple[str, ...]
    text: str


def read_markdown(source: str) -> PlainText:
    """Return the headings of a text, and all else in it, as words alone."""
    headings: list[str] = []
    paragraphs: list[str] = []
    above = ""
    for token in _parser.parse(source):
        if token.type == "inline":
            (headings if above == "heading_open" else paragraphs).append(_words_of(token))
        elif token.type in {"fence", "code_block"}:
            paragraphs.append(token.content)
        above = token.type
    return PlainText(tuple(headings), "\n".join(paragraphs))


def _words_of(inline: Token) -> str:
    return "".join(
        " " if child.type in BREAKS else child.content
        for child in inline.children or ()
        if child.type in WRITTEN | BREAKS
    )
