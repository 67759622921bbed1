"""Each section of a file to its place."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from adr.transfer.placing import rows
from adr.transfer.placing.headings import INSIDE_CONSEQUENCES, INSIDE_DECISION, Home, home_of
from adr.transfer.placing.options import (
    Option,
    is_named_in,
    options_of_items,
    options_of_sections,
    sort_options,
)
from adr.transfer.placing.pieces import MOST_ROWS, Pieces
from adr.transfer.placing.prose import join_texts
from adr.transfer.placing.rows import PlacedRow
from adr.transfer.reader.found import ReadFile, Section, Span
from adr.transfer.reader.links import is_relation_line

KINDS = {Home.GOOD: "good", Home.BAD: "bad", Home.NEUTRAL: "neutral", Home.CONSEQUENCES: ""}
ROWS: Mapping[Home, Callable[..., list[PlacedRow] | None]] = {
    Home.CONFIRMATION: rows.confirmations,
    Home.ASSUMPTIONS: rows.assumptions,
    Home.RISKS: rows.risks,
    Home.LINKS: rows.sources,
}


def place_sections(pieces: Pieces) -> None:
    """Walk through the file and give every chapter its place."""
    listed: list[Option] = []
    argued: list[Option] = []
    for section, extent in _chapters(pieces.file):
        home = home_of(section.heading)
        if section.level == 0 or _is_title(pieces.file, section):
            _place_opening(pieces, section, extent)
        elif section.span.start in pieces.field_sections:
            _place_rest_of_field(pieces, section, extent)
        elif home is Home.DECISION:
            _place_decision(pieces, section, extent)
        elif home in (Home.CONTEXT, Home.DRIVERS):
            text = pieces.prose.text_of(Span(section.body.start, extent.end))
            pieces.add_text(str(home), text, extent, section.heading)
        elif home is Home.OPTIONS:
            found, arguments = _read_options(pieces, section, extent)
            listed += found
            argued += arguments
        elif home is Home.ARGUMENTS:
            argued += _read_arguments(pieces, section, extent)
        elif home in KINDS:
            _place_consequences(pieces, section, extent, KINDS[home])
        else:
            _place_rows(pieces, home, section, extent)
    _finish_options(pieces, listed, argued)


def _chapters(file: ReadFile) -> list[tuple[Section, Span]]:
    """The sections of the highest levels, each with all that stands below it."""
    levels = {s.level for s in file.sections if s.level and not _is_title(file, s)}
    lowest = 2 if 2 in levels else min(levels, default=1)
    tops = [s for s in file.sections if s.level <= lowest]
    bounds = pairwise([*(section.span.start for section in tops), len(file.lines)])
    return [(top, Span(*ends)) for top, ends in zip(tops, bounds, strict=True)]


def _is_title(file: ReadFile, section: Section) -> bool:
    span = file.title_span
    return section.level == 1 and span is not None and section.span.start == span.start


def _place_opening(pieces: Pieces, section: Section, extent: Span) -> None:
    """What stands between the title and the first chapter is context."""
    text = pieces.prose.text_of(Span(section.body.start, extent.end))
    pieces.add_text("context", text, extent)


def _place_rest_of_field(pieces: Pieces, section: Section, extent: Span) -> None:
    """What stands in such a section beside the field and its relations is kept."""
    body = Span(section.body.start, extent.end)
    said = {
        number
        for block in pieces.file.blocks
        if is_relation_line(block.content)
        for number in range(block.span.start, block.span.end)
    }
    rest = (n for n in range(body.start, body.end) if n not in said)
    if any(pieces.prose.text_of(Span(n, n + 1)) for n in rest):
        pieces.add_free(section.heading, pieces.prose.verbatim(body), extent)


def _place_decision(pieces: Pieces, section: Section, extent: Span) -> None:
    """The decision, without the consequences and the confirmation that stand below it."""
    start = section.body.start
    kept: list[Span] = []
    for child in _inside(pieces.file, extent):
        home = home_of(child.heading)
        if home not in INSIDE_DECISION or child.span.start < start:
            continue
        whole = pieces.file.whole(child)
        kept.append(Span(start, child.span.start))
        start = whole.end
        if home in KINDS:
            _place_consequences(pieces, child, whole, KINDS[home])
        else:
            _place_rows(pieces, home, child, whole)
    kept.append(Span(start, extent.end))
    text = join_texts(pieces.prose.text_of(span) for span in kept)
    first = Span(section.span.start, kept[0].end)
    pieces.add_text("decision", text, first, section.heading)
    for span in kept[1:]:
        pieces.add_place("decision", span)


def _place_consequences(pieces: Pieces, section: Section, extent: Span, kind: str) -> None:
    body = Span(section.body.start, section.body.end)
    if not pieces.add_rows("consequences", rows.consequences(pieces.prose, body, kind)):
        pieces.add_free_section(section, body)
    start = body.end
    for child in _inside(pieces.file, extent):
        if child.span.start < start:
            continue
        whole = pieces.file.whole(child)
        start = whole.end
        home = home_of(child.heading)
        if home in INSIDE_CONSEQUENCES:
            _place_consequences(pieces, child, whole, KINDS[home])
        else:
            pieces.add_free_section(child, whole)


def _place_rows(pieces: Pieces, home: Home | None, section: Section, extent: Span) -> None:
    """Rows where the section is a plain list of what we have a field for; else as it is."""
    body = Span(section.body.start, extent.end)
    if home is Home.LINKS and _only_relations(pieces, body):
        return
    found = ROWS[home](pieces.prose, body) if home and home in ROWS else None
    if not (home and found and pieces.add_rows(str(home), found)):
        pieces.add_free_section(section, extent)


def _only_relations(pieces: Pieces, body: Span) -> bool:
    items = pieces.prose.items_of(body)
    return bool(items) and all(is_relation_line(item.first) for item in items or ())


def _read_options(
    pieces: Pieces, section: Section, extent: Span
) -> tuple[list[Option], list[Option]]:
    """Options listed in the section, and those with headings below it."""
    listed = options_of_items(pieces.prose.outer_items(section.body))
    if pieces.prose.items_of(section.body) is None:
        pieces.add_free(section.heading, pieces.prose.text_of(section.body), section.span)
    argued = options_of_sections(pieces.prose, _children(pieces.file, extent))
    return listed, argued


def _read_arguments(pieces: Pieces, section: Section, extent: Span) -> list[Option]:
    pieces.add_free(section.heading, pieces.prose.text_of(section.body), section.span)
    return options_of_sections(pieces.prose, _children(pieces.file, extent))


def _finish_options(pieces: Pieces, listed: Sequence[Option], argued: Sequence[Option]) -> None:
    if len(listed) + len(argued) > MOST_ROWS:
        for option in (*listed, *argued):
            pieces.add_free(option.name, option.arguments or option.name, option.span)
        return
    options = sort_options(listed, argued, pieces.text("decision"))
    pieces.add_rows("alternatives", options.alternatives)
    chosen = options.chosen
    if chosen and (chosen.arguments or not is_named_in(chosen, pieces.text("decision"))):
        text = join_texts([chosen.name, chosen.arguments])
        pieces.add_free("The option that was chosen", text, chosen.span)
    if options.alternatives and not chosen:
        pieces.warnings.append(
            "Which of the options was chosen is not clear; all are listed as alternatives."
        )


def _inside(file: ReadFile, extent: Span) -> tuple[Section, ...]:
    """The sections below the one that begins a chapter, of whatever level."""
    return file.sections_in(Span(extent.start + 1, extent.end))


def _children(file: ReadFile, extent: Span) -> list[Section]:
    """The sections directly below the one that begins a chapter."""
    inside = _inside(file, extent)
    highest = min((section.level for section in inside), default=0)
    return [section for section in inside if section.level == highest]
