"""Adding and removing relations between records of one library."""

from django.db import transaction

from adr.records.models import Record
from adr.records.page import record_url
from adr.relations.loops import find_way
from adr.relations.models import Relation, RelationKind
from aruntime.teams.audit import note_deed
from aruntime.teams.models import Team, User

VERBS = {
    RelationKind.AMENDS: "amends",
    RelationKind.DEPENDS_ON: "depends on",
    RelationKind.RELATES_TO: "relates to",
}


class RefusedRelationError(Exception):
    """A relation that cannot be; the text says why."""


@transaction.atomic
def relate(
    *, record: Record, kind: RelationKind, other: Record, by: User, note: str = ""
) -> Relation:
    """Store that `record` amends, depends on or relates to `other`.

    Raises RefusedRelationError for what is there already, would lead in a circle, or leads out of
    the library.
    """
    # Of two people who close a circle from both ends, the second waits and is told.
    Team.objects.select_for_update().get(pk=record.team_id)
    first, second = _in_order(record, kind, other)
    _refuse(first, kind, second)
    relation = Relation.objects.create(
        record=first, kind=kind, other=second, note=note.strip(), created_by=by
    )
    _note("relation.added", relation, by=by)
    return relation


@transaction.atomic
def ensure_relation(*, record: Record, kind: RelationKind, other: Record, by: User) -> None:
    """Relate the two, if they are not."""
    first, second = _in_order(record, kind, other)
    if not Relation.objects.filter(record=first, kind=kind, other=second).exists():
        relate(record=record, kind=kind, other=other, by=by)


@transaction.atomic
def remove_relation(relation: Relation, *, by: User) -> None:
    _note("relation.removed", relation, by=by)
    relation.delete()


def _in_order(record: Record, kind: RelationKind, other: Record) -> tuple[Record, Record]:
    is_mutual = kind == RelationKind.RELATES_TO
    return (other, record) if is_mutual and other.pk < record.pk else (record, other)


def _refuse(record: Record, kind: RelationKind, other: Record) -> None:
    if record.pk == other.pk:
        raise RefusedRelationError("A record has no relation to itself. Choose another record")
    if record.team_id != other.team_id:
        raise RefusedRelationError("Choose a record of the same library")
    relations = Relation.objects.filter(record__team=record.team_id, kind=kind)
    if relations.filter(record=record, other=other).exists():
        raise RefusedRelationError(
            f"Record {record.number} {VERBS[kind]} record {other.number} already"
        )
    if kind != RelationKind.RELATES_TO:
        _refuse_circle(record, kind, other)


def _refuse_circle(record: Record, kind: RelationKind, other: Record) -> None:
    relations = Relation.objects.filter(record__team=record.team_id, kind=kind).order_by("pk")
    numbers = relations.values_list("record__number", "other__number")
    way = find_way(numbers, other.number, record.number)
    if way:
        steps = ", which ".join(f"{VERBS[kind]} record {number}" for number in way[1:])
        raise RefusedRelationError(
            f"This would lead in a circle: record {other.number} {steps}. "
            "Remove one of these first, or choose another record"
        )


def _note(deed: str, relation: Relation, *, by: User) -> None:
    record = relation.record
    note_deed(
        record.team,
        by=by,
        deed=deed,
        subject=(
            f"Record {record.number} {VERBS[RelationKind(relation.kind)]} "
            f"record {relation.other.number}"
        ),
        url=record_url(record),
        kind=relation.kind,
        record=record.number,
        other=relation.other.number,
        note=relation.note,
    )
