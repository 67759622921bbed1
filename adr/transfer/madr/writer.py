"""A record as a MADR 4.0 file. `reader` makes the same record of it; `madr.md` is the map."""

import re
from collections.abc import Iterator, Mapping

from django.utils.text import capfirst

from adr.records.content import CONTENT, RecordContent
from adr.records.models import Status
from adr.transfer.export.documents import RecordDocument
from adr.transfer.export.names import file_name
from adr.transfer.madr import layout
from adr.transfer.madr.cells import write_table
from adr.transfer.madr.front_matter import identifier, write_front_matter
from adr.transfer.madr.options import (
    write_alternatives,
    write_choice,
    write_consequences,
    write_options,
)
from adr.transfer.madr.text import embed, exact_json

PLAIN_NAME = re.compile(r"[\w.+-]+")
RELATIONS = {"supersedes": "Supersedes", "superseded-by": "Superseded by"}


def write_madr(record: RecordDocument, names: Mapping[int, str] | None = None) -> str:
    """Return the record as Markdown.

    `names` gives the file names of other records by number, where they are not made from titles.
    """
    title = record.content.title
    heading = " ".join(title.split())
    is_plain = title == heading.strip("#")
    front_matter = write_front_matter(
        record.content,
        status=status_words(record),
        recorded_on=record.recorded_on,
        title="" if is_plain else title,
    )
    body = "\n\n".join([f"# {heading}".strip(), *_blocks(record, names or {})])
    return f"{front_matter}\n{body}\n"


def status_words(record: RecordDocument) -> str:
    """Return the status as MADR writes it, `superseded by ADR-0013`.

    Where nobody has chosen a status yet, the word of the file that the record was imported from.
    """
    if record.status == Status.IMPORTED:
        return record.imported.status_raw if record.imported else ""
    after = [other for other in record.relations if other.kind == "superseded-by"]
    return f"{record.status} by {identifier(after[0].number)}" if after else record.status


def _blocks(record: RecordDocument, names: Mapping[int, str]) -> Iterator[str]:
    """Yield headings, and what stands below them; those that MADR asks for are always there."""
    content = record.content
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
    more = list(_more(record, names))
    yield from [f"## {layout.MORE}", *more] if more else []


def _more(record: RecordDocument, names: Mapping[int, str]) -> Iterator[str]:
    content = record.content
    for place in layout.FURTHER_SECTIONS:
        if place.is_table:
            yield from _section(f"### {place.heading}", _table(content, place.field))
        else:
            yield from _prose(f"### {place.heading}", getattr(content, place.field), level=4)
    yield from _section(f"### {layout.FURTHER}", _unplaced(content))
    yield from _section(f"### {layout.RELATED}", _related(record, names))
    yield from _section(f"### {layout.PROVENANCE}", _provenance(record))
    yield from _section(f"### {layout.HISTORY}", _history(record))


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


def _related(record: RecordDocument, names: Mapping[int, str]) -> str:
    lines = []
    for other in record.relations:
        name = names.get(other.number) or file_name(other.number, other.title)
        link = (
            f"[{identifier(other.number)}]({name if PLAIN_NAME.fullmatch(name) else f'<{name}>'})"
        )
        words = RELATIONS.get(other.kind) or capfirst(other.kind.replace("-", " "))
        lines.append(f"* {words} {link}: {_one_line(other.title)}")
    return "\n".join(lines)


def _provenance(record: RecordDocument) -> str:
    result = record.result
    if result is None:
        return ""
    return (
        f"Drafted from a result of {result.worked_out_at:%Y-%m-%d}: questionnaire "
        f"{result.questionnaire}, rules {result.rules}, directory {result.directory[:12]}, "
        f"hash `{result.digest}`."
    )


def _history(record: RecordDocument) -> str:
    return "\n".join(
        f"* {step.at:%Y-%m-%d}: {step.after}"
        + (f", by {step.by}" if step.by else "")
        + (f". {_one_line(step.reason)}" if step.reason else "")
        for step in record.history
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
