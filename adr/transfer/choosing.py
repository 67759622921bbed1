"""Choosing the status of a record that was imported without one of ours."""

from django.db import transaction

from adr.records.models import Record, Status, StatusChange
from adr.records.page import record_url
from adr.records.publishing import RefusedMoveError
from adr.records.reading import content_of
from adr.records.reliance import note_reliances
from adr.records.revising import lock_record
from adr.watch.life import begin_watch_of_imported
from aruntime.teams.audit import note_deed
from aruntime.teams.models import User

CHOICES = tuple(status for status in Status if status is not Status.IMPORTED)


@transaction.atomic
def choose_status(
    *, record: Record, to: Status, by: User, reason: str = "", successor: Record | None = None
) -> None:
    """Give an imported record its status; `successor` is what superseded it.

    Raises RefusedMoveError where somebody has chosen one already.
    """
    record = lock_record(record)
    if record.status != Status.IMPORTED:
        raise RefusedMoveError(
            f"The record is {record.get_status_display().lower()} already. Its status is chosen."
        )
    StatusChange.objects.create(
        record=record, before=record.status, after=to, by=by, reason=reason.strip()
    )
    record.status = to
    record.superseded_by = successor if to is Status.SUPERSEDED else None
    record.save()
    note_reliances(record, content_of(record))
    begin_watch_of_imported([record])
    note_deed(
        record.team,
        by=by,
        deed="record.status_chosen",
        subject=str(record),
        url=record_url(record),
        status=str(to),
    )
