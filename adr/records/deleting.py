"""Deleting a draft, as long as it is nobody's but its author's."""

from django.db import transaction

from adr.records.deeds import note_deletion
from adr.records.models import Record, Status
from adr.records.publishing import RefusedMoveError
from adr.records.reliance import forget_reliances
from adr.records.revising import lock_record
from adr.reviews.thread_models import Comment
from aruntime.teams.models import User

# A record that was imported without a status may have been no record at all.
DELETABLE = {Status.DRAFT, Status.IMPORTED}


@transaction.atomic
def delete_draft(*, record: Record, by: User) -> None:
    """Delete a draft; its number stays used. Raises RefusedMoveError where it has to stay."""
    record = lock_record(record)
    if reason := reason_to_keep(record, by):
        raise RefusedMoveError(reason)
    forget_reliances(record)
    note_deletion(record, by=by)
    record.delete()


def reason_to_keep(record: Record, by: User) -> str:
    """Return why `by` cannot delete the record, or nothing if they can.

    What others were asked to read, or have said something about, is no longer one person's.
    """
    if record.status not in DELETABLE:
        status = record.get_status_display().lower()
        return f"Only a draft can be deleted. This record is {status}."
    if record.created_by_id != by.pk:
        return "Only the person who began a draft can delete it."
    if any(step.after == Status.PROPOSED for step in record.status_changes.all()):
        return "This draft was proposed before, so it stays. Propose it again to have it rejected."
    if Comment.objects.filter(thread__record=record).exclude(author=by).exists():
        return "Others have commented on this draft, so it stays. Propose it to have it rejected."
    return ""
