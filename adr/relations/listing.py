"""The relations of one record from its own side, as plain data for page and PDF."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.urls import reverse

from adr.records.models import Record, Status
from adr.relations.models import Relation, RelationKind

# The words on the side of the record that a relation begins at, and on the other side.
WORDS = {
    RelationKind.AMENDS: ("Amends", "Amended by"),
    RelationKind.DEPENDS_ON: ("Depends on", "Needed by"),
    RelationKind.RELATES_TO: ("Relates to", "Relates to"),
}
UNDECIDED = {Status.DRAFT, Status.PROPOSED}
# What stands on a record of this status stands on something that no longer holds.
NOT_IN_FORCE = {Status.REJECTED, Status.SUPERSEDED, Status.DEPRECATED}
# What is read of each record.
ROWS = (
    *("superseded_by", "supersedes", "successor_of", "successors"),
    *("relations__other", "inverse_relations__record"),
)


@dataclass(frozen=True)
class ShownRelation:
    """One line: `words` say what the record has to do with the other one."""

    words: str
    number: int
    title: str
    status: str
    url: str
    note: str = ""
    pk: int | None = None  # of a relation that can be removed
    warns: bool = False

    @property
    def status_label(self) -> str:
        return str(Status(self.status).label)


def relations_of(record: Record) -> tuple[ShownRelation, ...]:
    """Return all relations, those of superseding first; in as many queries as there are ROWS."""
    prefetch_related_objects([record], *ROWS)
    return (*_of_superseding(record), *_of_relations(record))


def _of_superseding(record: Record) -> Iterator[ShownRelation]:
    pointing = (*record.supersedes.all(), *record.successors.all())
    others = {
        other.number: other
        for other in (*pointing, record.superseded_by, record.successor_of)
        if other
    }
    for _number, other in sorted(others.items()):
        if other.superseded_by_id == record.pk:
            yield _line("Supersedes", record, other)
        elif record.superseded_by_id == other.pk:
            yield _line("Superseded by", record, other)
        elif record.successor_of_id == other.pk and record.status in UNDECIDED:
            yield _line("Is to supersede", record, other)
        elif other.successor_of_id == record.pk and other.status in UNDECIDED:
            yield _line("Is to be superseded by", record, other)


def _of_relations(record: Record) -> list[ShownRelation]:
    found = (*record.relations.all(), *record.inverse_relations.all())
    lines = [_from_side_of(record, each) for each in found]
    order = [words for pair in WORDS.values() for words in pair]
    return sorted(lines, key=lambda line: (order.index(line.words), line.number))


def _from_side_of(record: Record, relation: Relation) -> ShownRelation:
    forward, inverse = WORDS[RelationKind(relation.kind)]
    is_first = relation.record_id == record.pk
    other = relation.other if is_first else relation.record
    return _line(
        forward if is_first else inverse,
        record,
        other,
        note=relation.note,
        pk=relation.pk,
        warns=is_first
        and relation.kind == RelationKind.DEPENDS_ON
        and other.status in NOT_IN_FORCE,
    )


def _line(
    words: str,
    record: Record,
    other: Record,
    *,
    note: str = "",
    pk: int | None = None,
    warns: bool = False,
) -> ShownRelation:
    # A record is only ever related to records of its own library.
    url = reverse("adr:record", kwargs={"team": record.team.slug, "number": other.number})
    return ShownRelation(words, other.number, other.title, other.status, url, note, pk, warns)
