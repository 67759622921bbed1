"""Asking members of the team to review a record, and withdrawing that."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from adr.records.models import Record, Status
from adr.records.page import record_url
from adr.records.revising import lock_record
from adr.reviews.models import ReviewRequest
from adr.reviews.notices import tell_asked
from adr.reviews.refusals import RefusedReviewError
from aruntime.teams.audit import note_deed
from aruntime.teams.models import User


def asked_people(record: Record) -> list[User]:
    """Return who is asked to review the record, in the order in which they were."""
    requests = record.review_requests.filter(withdrawn_at=None).select_related("reviewer")
    return [request.reviewer for request in requests]


@transaction.atomic
def set_reviewers(*, record: Record, reviewers: Collection[User], by: User) -> None:
    """Let exactly these people be asked: ask who is new, withdraw it from who is not named."""
    record = _lock_proposed(record)
    for request in record.review_requests.filter(withdrawn_at=None).select_related("reviewer"):
        if request.reviewer not in reviewers:
            request.withdrawn_at = timezone.now()
            request.save(update_fields=["withdrawn_at"])
            _note(record, "review.withdrawn", request.reviewer, by=by)
    tell_asked(record, _ask_new(record, reviewers, by=by), by=by)


@transaction.atomic
def ask_on_proposal(*, record: Record, reviewers: Collection[User], by: User) -> None:
    """Ask these people about a record that was just proposed, and tell everybody who is asked:
    somebody may have been asked before it was taken back to draft.
    """
    record = _lock_proposed(record)
    _ask_new(record, reviewers, by=by)
    tell_asked(record, asked_people(record), by=by)


def _lock_proposed(record: Record) -> Record:
    record = lock_record(record)
    if record.status != Status.PROPOSED:
        raise RefusedReviewError(
            "Reviewers are asked about a proposed record. This one is "
            f"{record.get_status_display().lower()}."
        )
    return record


def _ask_new(record: Record, reviewers: Collection[User], *, by: User) -> list[User]:
    asked = asked_people(record)
    new = [person for person in reviewers if person not in asked]
    for person in new:
        ReviewRequest.objects.create(record=record, reviewer=person, asked_by=by)
        _note(record, "review.asked", person, by=by)
    return new


def _note(record: Record, deed: str, reviewer: User, *, by: User) -> None:
    note_deed(
        record.team,
        by=by,
        deed=deed,
        subject=str(record),
        url=record_url(record),
        reviewer=reviewer.username,
    )
