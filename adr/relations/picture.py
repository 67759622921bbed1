"""The picture of a library: its records with relations as boxes, the relations as lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.urls import reverse

from adr.records.models import Record, Status
from adr.relations.graph import Line
from adr.relations.layout import BOX, Layout, Place, lay_out

BOX_WIDTH = 212
BOX_HEIGHT = 76
COLUMN = BOX_WIDTH + 84
MARGIN = 8
TITLE_CHARACTERS = 25
TITLE_LINES = 2
# Two lines between the same records stand beside each other.
BESIDE = 12
# What a line says on the side where it begins, and on the other side.
WORDS = {
    "supersedes": ("supersedes", "superseded by"),
    "is-to-supersede": ("is to supersede", "is to be superseded by"),
    "amends": ("amends", "amended by"),
    "depends-on": ("depends on", "needed by"),
    "relates-to": ("relates to", "relates to"),
}


@dataclass(frozen=True)
class Box:
    """One record; `description` is what a screen reader adds to the words in the box."""

    x: int
    y: int
    number: int
    lines: tuple[str, ...]
    status: str
    status_label: str
    url: str
    description: str
    is_centre: bool

    width = BOX_WIDTH
    height = BOX_HEIGHT


@dataclass(frozen=True)
class Way:
    """One line as the path of an SVG, from left to right; the arrow stands at one of its ends."""

    kind: str
    path: str
    arrow: str  # `start`, `end` or nothing


@dataclass(frozen=True)
class TableRow:
    record: Record
    url: str
    words: str
    other: Record
    other_url: str
    note: str


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    rows: tuple[TableRow, ...]
    kinds: tuple[str, ...]


def draw(
    records: Sequence[Record], lines: Sequence[Line], *, team: str, centre: int | None = None
) -> Picture:
    """Draw the records with the lines between them, all of which end at one of the records."""
    by_age = sorted(
        records, key=lambda record: (record.decided_on or record.recorded_on, record.pk)
    )
    layout = lay_out([record.pk for record in by_age], [(line.start, line.end) for line in lines])
    by_key = {record.pk: record for record in records}
    ordered = sorted(lines, key=lambda line: (by_key[line.start].number, line.kind, line.end))
    return Picture(
        width=max(layout.columns * COLUMN - (COLUMN - BOX_WIDTH), 0) + 2 * MARGIN,
        height=layout.height,
        boxes=tuple(
            _box(record, layout.places[record.pk], _describe(record, ordered, by_key), team, centre)
            for record in by_age
        ),
        ways=tuple(_ways(ordered, layout)),
        rows=tuple(_row(line, by_key, team) for line in ordered),
        kinds=tuple(kind for kind in WORDS if any(line.kind == kind for line in lines)),
    )


def _box(record: Record, place: Place, description: str, team: str, centre: int | None) -> Box:
    column, middle = place
    lines = wrap(record.title, TITLE_CHARACTERS) or [""]
    if len(lines) > TITLE_LINES:
        lines = [*lines[: TITLE_LINES - 1], f"{lines[TITLE_LINES - 1][: TITLE_CHARACTERS - 2]} …"]
    return Box(
        x=MARGIN + column * COLUMN,
        y=middle - BOX_HEIGHT // 2,
        number=record.number,
        lines=tuple(lines),
        status=record.status,
        status_label=str(Status(record.status).label),
        url=_url(record, team),
        description=description,
        is_centre=record.pk == centre,
    )


def _describe(record: Record, lines: Sequence[Line], by_key: dict[int, Record]) -> str:
    said = []
    for line in lines:
        forward, inverse = WORDS[line.kind]
        if line.start == record.pk:
            said.append(f"{forward} {by_key[line.end].number}")
        elif line.end == record.pk:
            said.append(f"{inverse} {by_key[line.start].number}")
    return f"{record.title}: {', '.join(said) or 'no relation shown'}"


def _ways(lines: Sequence[Line], layout: Layout) -> list[Way]:
    drawn: dict[frozenset[int], int] = {}
    ways = []
    for line in lines:
        ends = frozenset((line.start, line.end))
        beside = drawn[ends] = drawn.get(ends, -1) + 1
        older, newer = next(
            pair for pair in ((line.start, line.end), (line.end, line.start)) if pair in layout.ways
        )
        shift = BESIDE * ((beside + 1) // 2) * (1 if beside % 2 else -1)
        arrow = ("end" if line.end == newer else "start") if line.has_direction else ""
        ways.append(Way(line.kind, _path(layout.ways[older, newer], shift), arrow))
    return ways


def _path(way: Sequence[Place], shift: int) -> str:
    """Return the path from the right edge of the older record to the left edge of the newer one."""
    column, middle = way[0]
    x, y = MARGIN + column * COLUMN + BOX_WIDTH, middle + shift
    parts = [f"M{x} {y}"]
    for column, middle in way[1:]:
        next_x, next_y = MARGIN + column * COLUMN, middle + shift
        bend = (x + next_x) // 2
        parts.append(f"C{bend} {y} {bend} {next_y} {next_x} {next_y}")
        x, y = next_x, next_y
        if (column, middle) != way[-1]:
            x += BOX_WIDTH
            parts.append(f"H{x}")
    return "".join(parts)


def _row(line: Line, by_key: dict[int, Record], team: str) -> TableRow:
    record, other = by_key[line.start], by_key[line.end]
    return TableRow(
        record, _url(record, team), WORDS[line.kind][0], other, _url(other, team), line.note
    )


def _url(record: Record, team: str) -> str:
    return reverse("adr:record", kwargs={"team": team, "number": record.number})


assert BOX_HEIGHT < BOX  # noqa: S101 (the layout leaves room between two boxes)
