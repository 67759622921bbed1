"""The deeds in a record's life: propose, take back, accept, reject, deprecate."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from adr.records.deeds import note_step
from adr.records.gaps import Gap, find_blockers
from adr.records.models import Record, Status, StatusChange
from adr.records.reading import content_of
from adr.records.reliance import note_reliances
from adr.records.revising import lock_record, store_revision
from adr.records.status import find_move, reason_against
from adr.reviews.accepting import settle_review
from adr.reviews.notices import tell_decision
from adr.reviews.wording import Lack
from adr.watch.life import follow_status
from aruntime.teams.models import User


class RefusedMoveError(Exception):
    """A status change that cannot be made; the text says why, `gaps` what is to be mended in the
    record, and `lacks` what its review lacks.
    """

    def __init__(
        self, reason: str, gaps: tuple[Gap, ...] = (), lacks: tuple[Lack, ...] = ()
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.gaps = gaps
        self.lacks = lacks


@transaction.atomic
def change_status(
    *,
    record: Record,
    to: str,
    by: User,
    today: date,
    reason: str = "",
    took_part: str = "",
    read_revision: int | None = None,
    overruling: str = "",
) -> None:
    """Move the record to another status and remember who did it, with whom, and why.

    Raises RefusedMoveError. Whether `by` has the role for it is asked before, by the view. For an
    acceptance, `read_revision` is the text that `by` has read, and `overruling` the sentence of an
    owner who accepts against a request for changes.
    """
    record = lock_record(record)
    if against := reason_against(record.status, to):
        raise RefusedMoveError(against)
    move = find_move(record.status, to)
    if move and move.needs_reason and not reason.strip():
        raise RefusedMoveError(move.needs_reason)
    if to == Status.ACCEPTED:
        lacks = settle_review(record, by=by, read_revision=read_revision, overruling=overruling)
        _accept(record, lacks, by=by, today=today)
    _step(record, to, by=by, today=today, reason=reason, took_part=took_part)
    tell_decision(record, by=by, reason=reason)


def _accept(record: Record, lacks: tuple[Lack, ...], *, by: User, today: date) -> None:
    content = content_of(record)
    blockers = find_blockers(content, record.recommendation)
    if blockers or lacks:
        raise RefusedMoveError("The record cannot be accepted yet.", blockers, lacks)
    if record.successor_of:
        _supersede(record.successor_of, record, by=by, today=today)
    if content.decided_on is None:
        store_revision(record, replace(content, decided_on=today), before=content, by=by)


def _supersede(old: Record, new: Record, *, by: User, today: date) -> None:
    old = lock_record(old)
    if old.status != Status.ACCEPTED:
        raise RefusedMoveError(
            f"Record {old.number}, which this one supersedes, is "
            f"{old.get_status_display().lower()}, not accepted. Choose another under Basics."
        )
    old.superseded_by = new
    reason = f"Superseded by record {new.number}."
    _step(old, Status.SUPERSEDED, by=by, today=today, reason=reason)


def _step(
    record: Record, to: str, *, by: User, today: date, reason: str, took_part: str = ""
) -> None:
    before = record.status
    StatusChange.objects.create(
        record=record, before=before, after=to, by=by, reason=reason.strip()
    )
    record.status = to
    record.save()
    note_reliances(record, content_of(record))
    follow_status(record, before=before, by=by, today=today, reason=reason, took_part=took_part)
    note_step(record, by=by, reason=reason.strip())
