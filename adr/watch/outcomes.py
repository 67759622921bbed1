"""Storing what came of looking at a record again: the only way in which its dates change."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from adr.records.models import Record, Status
from adr.records.page import record_url
from adr.records.review_state import ReviewKind
from adr.records.revising import lock_record
from adr.triggers.closing import close_fired
from adr.watch.dates import close_dates, open_dates, open_next_date, refresh_next_due
from adr.watch.models import FINAL, ReviewDate, ReviewOutcome
from aruntime.teams.audit import note_deed
from aruntime.teams.models import User


class NotInForceError(Exception):
    """Only an accepted record is looked at again; the text says what it is instead."""


class NothingSaidError(Exception):
    """An outcome needs a sentence that says why."""


class OutcomeMeanwhileError(Exception):
    """Somebody else has recorded an outcome since the form was opened; nothing was stored."""

    def __init__(self, outcome: ReviewOutcome) -> None:
        super().__init__(str(outcome))
        self.outcome = outcome


@transaction.atomic
def record_outcome(
    *,
    record: Record,
    kind: str,
    outcome: str,
    sentence: str,
    by: User,
    took_part: str = "",
    new_date: date | None = None,
    closes: ReviewDate | None = None,
    other: Record | None = None,
    details: Mapping[str, Any] | None = None,
    form_key: UUID | None = None,
    seen: int | None = None,
) -> ReviewOutcome:
    """Store an outcome, close the dates that it settles, and open the one that it sets.

    A look back or a review closes the open date of its kind, a confirmation the date `closes`, and
    an outcome after which the record is no longer in force closes all. A form that was sent
    before, told by its one-time key, gives the outcome that it made then. `seen` is the last
    outcome that the form knew of; OutcomeMeanwhileError is raised where there is a newer one.
    """
    record = lock_record(record)
    if made := outcome_of_form(form_key, by):
        return made
    if record.status != Status.ACCEPTED and outcome not in FINAL:
        raise NotInForceError(
            f"Record {record.number} is {record.get_status_display().lower()}. "
            "Only an accepted record is looked at again."
        )
    if not sentence.strip():
        raise NothingSaidError("Enter the reason in a sentence.")
    last = last_outcome(record, kind, closes)
    if last and seen is not None and last.pk != seen:
        raise OutcomeMeanwhileError(last)
    dates = _dates_to_close(record, kind, outcome, closes)
    first = dates.first()
    stored = ReviewOutcome.objects.create(
        record=record,
        kind=kind,
        outcome=outcome,
        sentence=sentence.strip(),
        by=by,
        took_part=took_part.strip(),
        previous_date=first.due_on if first else None,
        new_date=new_date,
        other=other,
        details=dict(details or {}),
        form_key=form_key,
    )
    close_dates(dates, stored)
    open_next_date(stored, closed=closes or first)
    if kind == ReviewKind.PERIODIC:
        # A review settles whatever has fired until now.
        close_fired(record, outcome=outcome, by=by)
    refresh_next_due(record)
    if outcome not in FINAL:  # Those are noted as the step in the record's life that they are.
        _note(stored)
    return stored


def outcome_of_form(form_key: UUID | None, by: User) -> ReviewOutcome | None:
    """Return what a form has made before, if it was sent before."""
    if form_key is None:
        return None
    return ReviewOutcome.objects.filter(form_key=form_key, by=by).first()


def last_outcome(
    record: Record, kind: str, closes: ReviewDate | None = None
) -> ReviewOutcome | None:
    """Return the last outcome of a kind, or for a confirmation the one that closed its date."""
    outcomes = ReviewOutcome.objects.filter(record=record, kind=kind).select_related("by")
    if kind == ReviewKind.CONFIRMATION:
        outcomes = outcomes.filter(closed=closes)
    return outcomes.last()


def _dates_to_close(
    record: Record, kind: str, outcome: str, closes: ReviewDate | None
) -> QuerySet[ReviewDate]:
    dates = open_dates(record)
    if outcome in FINAL:
        return dates.order_by("-kind", "due_on")  # The review first.
    if kind == ReviewKind.CONFIRMATION:
        return dates.filter(pk=closes.pk) if closes else dates.none()
    return dates.filter(kind=kind)


def _note(outcome: ReviewOutcome) -> None:
    record = outcome.record
    note_deed(
        record.team,
        by=outcome.by,
        deed="review.recorded",
        subject=f"{record.number}. {record.title}",
        url=record_url(record),
        kind=outcome.kind,
        outcome=outcome.outcome,
        sentence=outcome.sentence,
        previous_date=str(outcome.previous_date or ""),
        new_date=str(outcome.new_date or ""),
    )
