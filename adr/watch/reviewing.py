"""The periodic review: it stays, it is amended, it is to be superseded, or it no longer holds."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from adr.records.models import Record, Status
from adr.records.publishing import change_status
from adr.records.review_state import ReviewKind
from adr.records.revising import lock_record
from adr.relations.models import RelationKind
from adr.relations.relating import ensure_relation
from adr.relations.succeeding import draft_successor
from adr.watch.models import Outcome, ReviewOutcome
from adr.watch.outcomes import (
    OutcomeMeanwhileError,
    last_outcome,
    outcome_of_form,
    record_outcome,
)
from aruntime.teams.models import User


@dataclass(frozen=True)
class Review:
    """What a person says after looking at the decision again."""

    outcome: Outcome
    sentence: str
    took_part: str = ""
    new_date: date | None = None
    amended_by: Record | None = None
    form_key: UUID | None = None
    seen: int | None = None


@transaction.atomic
def review_record(*, record: Record, review: Review, by: User, today: date) -> ReviewOutcome:
    """Store the outcome of a review, and do what it says.

    Whether `by` has the role for it is asked before, by the view.
    """
    record = lock_record(record)
    if made := outcome_of_form(review.form_key, by):
        return made
    if review.outcome == Outcome.DEPRECATED:
        return _deprecate(record, review, by=by, today=today)
    return record_outcome(
        record=record,
        kind=ReviewKind.PERIODIC,
        outcome=review.outcome,
        sentence=review.sentence,
        by=by,
        took_part=review.took_part,
        new_date=review.new_date,
        other=_other_record(record, review, by=by),
        form_key=review.form_key,
        seen=review.seen,
    )


def _deprecate(record: Record, review: Review, *, by: User, today: date) -> ReviewOutcome:
    last = last_outcome(record, ReviewKind.PERIODIC)
    if last and review.seen is not None and last.pk != review.seen:
        raise OutcomeMeanwhileError(last)
    change_status(
        record=record,
        to=Status.DEPRECATED,
        by=by,
        today=today,
        reason=review.sentence,
        took_part=review.took_part,
    )
    outcome = last_outcome(record, ReviewKind.PERIODIC)
    assert outcome is not None  # noqa: S101 (the step before has stored it)
    return outcome


def _other_record(record: Record, review: Review, *, by: User) -> Record | None:
    """Relate the record that amends this one, or draft the one that is to supersede it."""
    if review.outcome == Outcome.TO_BE_SUPERSEDED:
        return draft_successor(record=record, by=by)
    if review.outcome == Outcome.AMENDED and review.amended_by:
        ensure_relation(record=review.amended_by, kind=RelationKind.AMENDS, other=record, by=by)
        return review.amended_by
    return None
