"""What the page with the picture of a library shows; the number of queries is constant."""

from collections.abc import Iterator
from dataclasses import dataclass

from adr.records.models import Record
from adr.relations.graph import Line, around, neighbours_in, newest
from adr.relations.listing import UNDECIDED
from adr.relations.models import Relation
from adr.relations.picture import Picture, draw
from aruntime.teams.models import Team

MOST_RECORDS = 60
MOST_LINES = 200


@dataclass(frozen=True)
class PicturePage:
    """`related` counts the records of the library that have any relation."""

    picture: Picture
    centre: Record | None
    related: int
    in_reach: int
    lines_left_out: int

    @property
    def drawn(self) -> int:
        return len(self.picture.boxes)

    @property
    def left_out(self) -> int:
        return self.in_reach - self.drawn


def picture_page(team: Team, *, centre: Record | None = None, steps: int = 1) -> PicturePage:
    """Draw the records around `centre`, or the newest of the library."""
    lines = list(lines_of(team))
    neighbours = neighbours_in(lines)
    if centre:
        in_reach = around(neighbours, centre.pk, steps=steps, most=len(neighbours) + 1)
        chosen = around(neighbours, centre.pk, steps=steps, most=MOST_RECORDS)
    else:
        in_reach = frozenset(neighbours)
        chosen = newest(neighbours, most=MOST_RECORDS)
    between = [line for line in lines if line.start in chosen and line.end in chosen]
    records = list(Record.objects.filter(pk__in=chosen).defer("context", "drivers", "decision"))
    return PicturePage(
        picture=draw(
            records,
            between[:MOST_LINES],
            team=team.slug,
            centre=centre.pk if centre else None,
        ),
        centre=centre,
        related=len(neighbours),
        in_reach=len(in_reach),
        lines_left_out=max(len(between) - MOST_LINES, 0),
    )


def lines_of(team: Team) -> Iterator[Line]:
    """Yield every relation of the library, those of superseding included."""
    records = Record.objects.filter(team=team).order_by("pk")
    superseded = records.filter(superseded_by__isnull=False)
    for new, old in superseded.values_list("superseded_by__pk", "pk"):
        yield Line("supersedes", new, old)
    undecided = records.filter(successor_of__isnull=False, status__in=UNDECIDED)
    for new, old in undecided.values_list("pk", "successor_of__pk"):
        yield Line("is-to-supersede", new, old)
    relations = Relation.objects.filter(record__team=team).order_by("pk")
    for kind, start, end, note in relations.values_list("kind", "record", "other", "note"):
        yield Line(kind, start, end, note)
