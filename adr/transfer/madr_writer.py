"""A record as a MADR 4.0 file. `madr_reader` makes the same record of it; `madr.md` is the map."""

from collections.abc import Iterator, Mapping

from django.utils.text import slugify

from adr.records.content import CONTENT, RecordContent
from adr.records.page import LinkedRecord, RecordPage
from adr.transfer import madr_layout as layout
from adr.transfer.madr_cells import write_table
from adr.transfer.madr_front_matter import identifier, write_front_matter
from adr.transfer.madr_options import (
    write_alternatives,
    write_choice,
    write_consequences,
    write_options,
)
from adr.transfer.madr_text import embed, exact_json

LONGEST_SLUG = 60


def file_name(number: int, title: str) -> str:
    """Return the name of a record's file, as MADR has it: `0012-serve-the-ranker.md`."""
    slug = slugify(title)[:LONGEST_SLUG].strip("-_")
    return f"{'-'.join(part for part in (f'{number:04}', slug) if part)}.md"


def write_madr(page: RecordPage, names: Mapping[int, str] | None = None) -> str:
    """Return the record as Markdown.

    `names` gives the file names of other records by number, where they are not made from titles.
    """
    heading = " ".join(page.content.title.split())
    front_matter = write_front_matter(
        page.content,
        status=status_words(page),
        recorded_on=page.recorded_on,
        title=""
        if heading == page.content.title and heading == heading.strip("#")
        else page.content.title,
    )
    body = "\n\n".join([f"# {heading}".strip(), *_blocks(page, names or {})])
    return f"{front_matter}\n{body}\n"


def status_words(page: RecordPage) -> str:
    if page.superseded_by:
        return f"{page.status} by {identifier(page.superseded_by.number)}"
    return page.status


def _blocks(page: RecordPage, names: Mapping[int, str]) -> Iterator[str]:
    """Yield headings, and what stands below them; those that MADR asks for are always there."""
    content = page.content
    yield from _prose(f"## {layout.CONTEXT}", content.context, always=True)
    yield from _prose(f"## {layout.DRIVERS}", content.drivers)
    yield from _section(
        f"## {layout.OPTIONS}", write_options(content.chosen, content.alternatives), always=True
    )
    yield f"## {layout.OUTCOME}"
    if content.chosen:
        yield write_choice(content.chosen)
    if content.decision:
        yield embed(content.decision, top_level=4)
    yield from _section(f"### {layout.CONSEQUENCES}", write_consequences(content.consequences))
    yield from _section(f"### {layout.CONFIRMATION}", _table(content, "confirmations"))
    yield from _section(f"## {layout.REASONS}", write_alternatives(content.alternatives))
    more = list(_more(page, names))
    yield from [f"## {layout.MORE}", *more] if more else []


def _more(page: RecordPage, names: Mapping[int, str]) -> Iterator[str]:
    content = page.content
    for place in layout.FURTHER_SECTIONS:
        if place.is_table:
            yield from _section(f"### {place.heading}", _table(content, place.field))
        else:
            yield from _prose(f"### {place.heading}", getattr(content, place.field), level=4)
    yield from _section(f"### {layout.FURTHER}", _unplaced(content))
    yield from _section(f"### {layout.RELATED}", _related(page, names))
    yield from _section(f"### {layout.PROVENANCE}", _provenance(page))
    yield from _section(f"### {layout.HISTORY}", _history(page))


def _section(heading: str, body: str, *, always: bool = False) -> Iterator[str]:
    if body or always:
        yield heading
    if body:
        yield body


def _prose(heading: str, text: str, *, level: int = 3, always: bool = False) -> Iterator[str]:
    return _section(heading, embed(text, top_level=level) if text else "", always=always)


def _table(content: RecordContent, field: str) -> str:
    rows = getattr(content, field)
    return write_table(rows) if rows else ""


def _unplaced(content: RecordContent) -> str:
    empty = CONTENT.dump_python(RecordContent(title=""), mode="json")
    written = CONTENT.dump_python(content, mode="json")
    values = {name: written[name] for name in layout.UNPLACED if written[name] != empty[name]}
    return f"```json\n{exact_json(values)}\n```" if values else ""


def _related(page: RecordPage, names: Mapping[int, str]) -> str:
    relations: list[tuple[str, LinkedRecord]] = [("Supersedes", old) for old in page.supersedes]
    if page.superseded_by:
        relations.append(("Superseded by", page.superseded_by))
    if page.successor_of and page.successor_of not in page.supersedes:
        relations.append(("Is to supersede", page.successor_of))
    lines = []
    for words, other in relations:
        name = names.get(other.number, file_name(other.number, other.title))
        lines.append(f"* {words} [{identifier(other.number)}]({name}): {_one_line(other.title)}")
    return "\n".join(lines)


def _provenance(page: RecordPage) -> str:
    result = page.provenance
    if result is None:
        return ""
    return (
        f"Drafted from a result of {result.worked_out_at:%Y-%m-%d}: questionnaire "
        f"{result.questionnaire}, rules {result.rules}, directory {result.directory}, "
        f"hash `{result.digest}`."
    )


def _history(page: RecordPage) -> str:
    return "\n".join(
        f"* {step.at:%Y-%m-%d}: {step.label.lower()}"
        + (f", by {_one_line(step.by)}" if step.by else "")
        + (f". {_one_line(step.reason)}" if step.reason else "")
        for step in page.history
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
