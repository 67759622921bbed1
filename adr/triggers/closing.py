"""A review closes what has fired; nothing else does."""

from django.db import transaction
from django.utils import timezone

from adr.records.models import Record
from adr.records.revising import lock_record
from adr.triggers.arming import watch_anew
from aruntime.teams.models import User


@transaction.atomic
def close_fired(record: Record, *, outcome: str, by: User) -> int:
    """Close every open trigger of the record with the outcome of a review; return how many.

    The record is then no longer due because of a trigger, and watches from now on: what is the
    case today was seen by the review.
    """
    if not outcome.strip():
        raise ValueError("A review closes a trigger with an outcome.")
    locked = lock_record(record)
    closed = locked.fired_triggers.filter(closed_at__isnull=True).update(
        closed_at=timezone.now(), closed_by=by, outcome=outcome.strip()[:40]
    )
    Record.objects.filter(pk=record.pk).update(fired_at=None)
    record.fired_at = None
    watch_anew(record)
    return closed
