"""What tests of reviews do with a record."""

from dataclasses import replace
from typing import Any

from adr.records.models import Record
from adr.records.publishing import change_status
from adr.records.reading import content_of
from adr.records.revising import revise
from aruntime.teams.models import AuditEntry, User
from tests.adr.records.factories import TODAY


def fresh(record: Record) -> Record:
    return Record.objects.select_related("team").get(pk=record.pk)


def save_again(record: Record, by: User, **changes: Any) -> Record:
    """One more revision, with another workload unless something else is changed."""
    record = fresh(record)
    content = replace(content_of(record), **(changes or {"workload": f"After {record.revision}"}))
    return revise(record=record, content=content, by=by, expected_revision=record.revision)


def accept(record: Record, by: User, **more: Any) -> Record:
    change_status(record=record, to="accepted", by=by, today=TODAY, **more)
    return fresh(record)


def deeds() -> list[str]:
    """The audit record from first to last."""
    return list(AuditEntry.objects.order_by("pk").values_list("deed", flat=True))
