"""Verdicts on a proposed record, and dissent from it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from adr.records.models import Record, Status
from adr.records.page import record_url
from adr.records.revising import lock_record
from adr.reviews.models import Dissent, ReviewVerdict
from adr.reviews.notices import tell_verdict
from adr.reviews.refusals import MovedOnError, RefusedReviewError
from adr.reviews.voting import verdict_of
from aruntime.teams.audit import note_deed
from aruntime.teams.models import User


@transaction.atomic
def give_verdict(
    *, record: Record, kind: str, text: str, read_revision: int, by: User
) -> ReviewVerdict:
    """Store what `by` found about the revision that was read; it replaces an earlier verdict.

    Raises MovedOnError when the record was saved since: nobody's name comes to stand under a text
    that they have not seen. The same verdict sent twice is stored once.
    """
    record = _lock_proposed(record)
    if read_revision != record.revision:
        raise MovedOnError(read_revision, record.revision)
    given = (kind, text.strip(), record.revision)
    present = verdict_of(record, by)
    if present and (present.kind, present.text, present.revision) == given:
        return present
    verdict = store_verdict(record, kind=kind, text=text.strip(), by=by)
    tell_verdict(verdict)
    return verdict


def store_verdict(
    record: Record, *, kind: str, text: str, by: User, by_accepting: bool = False
) -> ReviewVerdict:
    verdict = ReviewVerdict.objects.create(
        record=record,
        reviewer=by,
        kind=kind,
        text=text,
        revision=record.revision,
        by_accepting=by_accepting,
    )
    _note(record, "verdict.given", by=by, kind=kind, revision=record.revision)
    return verdict


@transaction.atomic
def withdraw_verdict(*, record: Record, by: User) -> None:
    """Take back one's verdict; that it was given stays. An earlier one does not come back."""
    record = _lock_proposed(record)
    verdict = verdict_of(record, by)
    if verdict is None:
        return
    verdict.withdrawn_at = timezone.now()
    verdict.save(update_fields=["withdrawn_at"])
    _note(record, "verdict.withdrawn", by=by, kind=verdict.kind, revision=verdict.revision)


@transaction.atomic
def write_dissent(*, record: Record, text: str, by: User) -> Dissent:
    """Keep with the record why `by` does not agree; a second text replaces the first."""
    record = _lock_proposed(record)
    dissent, _is_new = Dissent.objects.update_or_create(
        record=record, person=by, defaults={"text": text.strip(), "revision": record.revision}
    )
    _note(record, "dissent.written", by=by, revision=record.revision)
    return dissent


@transaction.atomic
def withdraw_dissent(*, record: Record, by: User) -> None:
    record = _lock_proposed(record)
    deleted, _kinds = Dissent.objects.filter(record=record, person=by).delete()
    if deleted:
        _note(record, "dissent.withdrawn", by=by)


def _lock_proposed(record: Record) -> Record:
    record = lock_record(record)
    if record.status != Status.PROPOSED:
        raise RefusedReviewError(
            "Verdicts and dissent belong to a proposed record. This one is "
            f"{record.get_status_display().lower()}."
        )
    return record


def _note(record: Record, deed: str, *, by: User, **detail: Any) -> None:
    note_deed(record.team, by=by, deed=deed, subject=str(record), url=record_url(record), **detail)
