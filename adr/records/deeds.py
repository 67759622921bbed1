"""What is done with a record, in the audit record of its team."""

from django.urls import reverse

from adr.records.models import Record, Status
from aruntime.teams.audit import note_deed
from aruntime.teams.models import User

STEP_DEEDS = {
    Status.DRAFT: "record.taken-back",
    Status.PROPOSED: "record.proposed",
    Status.ACCEPTED: "record.accepted",
    Status.REJECTED: "record.rejected",
    Status.SUPERSEDED: "record.superseded",
    Status.DEPRECATED: "record.deprecated",
}


def note_record_deed(record: Record, *, by: User | None, deed: str, **detail: object) -> None:
    note_deed(
        record.team,
        by=by,
        deed=deed,
        subject=f"Record {record.number}: {record.title}",
        url=reverse("adr:record", args=[record.team.slug, record.number]),
        **detail,
    )


def note_step(record: Record, *, by: User | None, reason: str) -> None:
    """Note that the record has come to the status that it has now."""
    reasons = {"reason": reason} if reason else {}
    note_record_deed(record, by=by, deed=STEP_DEEDS[Status(record.status)], **reasons)


def note_deletion(record: Record, *, by: User) -> None:
    """Note that a draft is gone; no page of it is left to lead to."""
    subject = f"Record {record.number}: {record.title}"
    note_deed(record.team, by=by, deed="record.deleted", subject=subject)
