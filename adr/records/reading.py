"""From a stored record to its content."""

from typing import Any

from django.db.models import prefetch_related_objects

from adr.records.content import RecordContent
from adr.records.models import Record
from adr.records.parts import TABLES

# Fields that a record and its content hold alike.
PLAIN_FIELDS = (
    "title",
    "consequence_level",
    "ticket",
    "context",
    "drivers",
    "decision",
    "workload",
    "migration",
    "deciders",
    "consulted",
    "informed",
    "decided_on",
    "in_force_from",
    "review_date",
)


def content_of(record: Record) -> RecordContent:
    """Return all that a person can edit in the record; the number of queries is constant."""
    names = [table.related_name for table in TABLES]
    prefetch_related_objects([record], *names, "owner", "successor_of")
    values: dict[str, Any] = {name: getattr(record, name) for name in PLAIN_FIELDS}
    values |= {table.field: table.read(record) for table in TABLES}
    return RecordContent(
        owner=record.owner.username if record.owner else "",
        tags=tuple(record.tags),
        successor_of=record.successor_of.number if record.successor_of else None,
        **values,
    )
