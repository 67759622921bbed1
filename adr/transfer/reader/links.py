"""Links to other records: those that say how the two are related, and all others."""

import re
from collections.abc import Iterator, Sequence

from adr.transfer.reader.found import Block, BlockType, Field, Section
from adr.transfer.reader.keys import RELATION_KEYS
from adr.transfer.reader.relations import (
    PARTLY_SUPERSEDED_BY,
    VERBS,
    Relations,
    read_references,
    read_relations,
    reference_of,
)

SECTIONS_OF_LINKS = re.compile(
    r"(?:links?|relat\w+|see also|more information|references|verweise|referenzen|liens|siehe auch)"
    r"(?:\s+\w+){0,2}\Z",
    re.IGNORECASE,
)
MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown")
TARGET = re.compile(r"\]\(<?([^()<>\s]{1,400})")


def find_relations(
    fields: Sequence[Field], sections: Sequence[Section], blocks: Sequence[Block]
) -> Relations:
    """What fields of their own, such as `supersedes:`, and a section of links say."""
    relations = Relations()
    for field in fields:
        if field.name in RELATION_KEYS:
            for value in field.values:
                for reference in read_references(value):
                    relations.add(field.name, reference)
    for block in _blocks_of_links(sections, blocks):
        if is_relation_line(block.content):
            read_relations(block.content, relations)
    return relations


def is_relation_line(text: str) -> bool:
    """Tell a line such as “Supersedes [ADR-0003](0003-x.md)”."""
    return bool(VERBS.match(text.lstrip(" *_")))


def local_links(blocks: Sequence[Block]) -> Iterator[str]:
    """The names of the Markdown files that the text links to, in order."""
    for block in blocks:
        if block.type in (BlockType.OTHER, BlockType.HTML):
            continue
        for match in TARGET.finditer("\n".join((block.content, *block.cells))):
            reference = reference_of(match[1])
            if ":" not in reference and reference.lower().endswith(MARKDOWN_ENDINGS):
                yield reference


def related(links: Sequence[str], own_name: str, relations: Relations) -> tuple[str, ...]:
    """What is linked to without a relation of ours, and what supersedes a part."""
    said = {r for kind in RELATION_KEYS for r in relations.of(kind)} | {own_name}
    others = (*relations.of(PARTLY_SUPERSEDED_BY), *links)
    return tuple(dict.fromkeys(link for link in others if link not in said))


def _blocks_of_links(sections: Sequence[Section], blocks: Sequence[Block]) -> Iterator[Block]:
    """The paragraphs and items under headings such as “Links”."""
    of_links = (s.body for s in sections if SECTIONS_OF_LINKS.match(s.heading))
    body = next(of_links, None)
    for block in blocks:
        while body and block.span.start >= body.end:
            body = next(of_links, None)
        is_inside = body and block.span.start >= body.start
        if is_inside and block.type in (BlockType.ITEM, BlockType.PARAGRAPH):
            yield block
