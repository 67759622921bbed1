"""Reading one Markdown file as a decision record. No text whatever makes this fail."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from adr.transfer.reader.blocks import read_blocks, read_sections
from adr.transfer.reader.dates import DateReading, read_date
from adr.transfer.reader.decoding import decode
from adr.transfer.reader.fields import fields_in_sections, find_fields
from adr.transfer.reader.formats import tell_format
from adr.transfer.reader.found import Block, Field, Kind, Place, ReadFile, ReadStatus, Section
from adr.transfer.reader.front_matter import read_front_matter
from adr.transfer.reader.identifiers import FileName, read_name
from adr.transfer.reader.keys import PEOPLE, split_people, split_tags
from adr.transfer.reader.kinds import tell_kind
from adr.transfer.reader.lines import LineIndex, split_lines
from adr.transfer.reader.links import find_relations, local_links, related
from adr.transfer.reader.marks import plain_text
from adr.transfer.reader.relations import PARTLY_SUPERSEDED_BY
from adr.transfer.reader.statuses import StatusReading, find_status
from adr.transfer.reader.titles import find_title, number_of, warn_of_title


@dataclass(frozen=True)
class Beside:
    """What is known of the files that are read together."""

    names: frozenset[str] = frozenset()  # without folders
    numbers: frozenset[int] = frozenset()


def look_beside(paths: Iterable[str]) -> Beside:
    names = frozenset(path.rpartition("/")[2] for path in paths)
    numbers = (read_name(name).number for name in names)
    return Beside(names, frozenset(number for number in numbers if number is not None))


def read_file(data: bytes, path: str, beside: Beside | None = None) -> ReadFile:
    """Read the bytes of a file; raises UnreadableFileError where they are no text."""
    text, has_bom = decode(data)
    return read_text(text, path, beside, has_bom=has_bom)


def read_text(
    text: str, path: str, beside: Beside | None = None, *, has_bom: bool = False
) -> ReadFile:
    """Read a text. `path` is relative, with slashes; `beside` are all files of the same import."""
    beside = beside or look_beside([path])
    lines = split_lines(text)
    front_matter = read_front_matter(lines)
    blocks = read_blocks(lines, skip=front_matter.span.end if front_matter else 0)
    sections = read_sections(blocks, len(lines))
    index = LineIndex(lines)
    fields = find_fields(index, front_matter, blocks)
    name = read_name(path)
    title = find_title(blocks, fields, name, beside.numbers)
    status, fields = _read_status(fields, sections, blocks, index)
    day, date_raw = _read_date(fields)
    relations = find_relations(fields, sections, blocks)
    relations.include(status.relations)
    links = tuple(local_links(blocks))
    kind = tell_kind(
        name=name,
        raw_title=title.raw,
        status=status.status,
        status_is_a_list=status.is_list,
        sections=sections,
        links_to_records=len(set(links) & beside.names),
    )
    return ReadFile(
        path=path,
        text=text,
        has_bom=has_bom,
        kind=kind,
        format=tell_format(
            front_matter=front_matter,
            fields=fields,
            sections=sections,
            name=path.rpartition("/")[2],
            status_raw=status.raw,
        ),
        title=title.reading.title or None,
        title_span=title.span,
        status=status.status,
        status_raw=status.raw,
        date=day.day,
        date_raw=date_raw,
        number=number_of(title, name),
        series=name.series or title.reading.series,
        supersedes=relations.of("supersedes"),
        superseded_by=relations.of("superseded_by"),
        partly_superseded_by=relations.of(PARTLY_SUPERSEDED_BY),
        amends=relations.of("amends"),
        amended_by=relations.of("amended_by"),
        related=related(links, path.rpartition("/")[2], relations),
        **{who: split_people(_values(fields, who)) for who in PEOPLE},
        tags=split_tags(_values(fields, "tags")),
        ticket=" ".join(plain_text(value) for value in _values(fields, "ticket")[:1]),
        fields=tuple(sorted(fields, key=lambda field: field.span.start)),
        front_matter=front_matter,
        sections=sections,
        blocks=blocks,
        warnings=(
            *warn_of_title(title, name, kind),
            *_warn_of_status(status, kind),
            *_warn_of_date(day, name, kind),
        ),
    )


def _read_status(
    fields: tuple[Field, ...],
    sections: Sequence[Section],
    blocks: Sequence[Block],
    index: LineIndex,
) -> tuple[StatusReading, tuple[Field, ...]]:
    """Return the status, and all fields with the sections that are fields among them."""
    status, section = find_status(fields, sections, blocks)
    if section and status.raw and section.body.start <= status.span.start < section.body.end:
        place = index.locate(status.raw, status.span.start, status.span.end)
        fields = (
            Field("status", section.heading, status.raw, status.span, Place.SECTION, place),
            *fields,
        )
    missing = {"date", *PEOPLE, "tags"} - {field.name for field in fields}
    return status, (*fields, *fields_in_sections(index, sections, blocks, missing))


def _read_date(fields: Sequence[Field]) -> tuple[DateReading, str]:
    dates = [field for field in fields if field.name == "date" and field.raw]
    # What a reader sees comes first, and “Date” before “last updated”.
    dates.sort(key=lambda f: (f.place is Place.FRONT_MATTER, f.key.strip("*_ ").lower() != "date"))
    if not dates:
        return DateReading(None), ""
    raw = dates[0].raw.split("\n")[0].strip()
    return read_date(raw), raw


def _values(fields: Sequence[Field], name: str) -> tuple[str, ...]:
    return next((field.values for field in fields if field.name == name and field.values), ())


def _warn_of_status(status: StatusReading, kind: Kind) -> Iterator[str]:
    if kind is not Kind.RECORD:
        return
    yield from status.warnings
    if status.status is ReadStatus.NONE and not status.raw:
        yield "The file gives no status."


def _warn_of_date(day: DateReading, name: FileName, kind: Kind) -> Iterator[str]:
    if kind is not Kind.RECORD:
        return
    if day.warning:
        yield day.warning
    if day.day is None and name.day:
        yield f"The name of the file begins with {name.day}; that is not taken as the date."
