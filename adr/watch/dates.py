"""The dates of a record. This module alone writes them, and the review date of an accepted record.

A date is opened at acceptance or by an outcome, and closed by an outcome; it never moves.
"""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from adr.records.models import Confirmation, Record
from adr.records.review_state import ReviewKind
from adr.watch.models import ReviewDate, ReviewOutcome


def open_dates(record: Record) -> QuerySet[ReviewDate]:
    return record.review_dates.filter(closed_by__isnull=True)


def open_first_dates(record: Record, *, look_back_on: date | None) -> None:
    """Give a record that is accepted now its dates, from its text and the day of the look back."""
    dates = []
    if record.review_date:
        dates.append(ReviewDate(kind=ReviewKind.PERIODIC, due_on=record.review_date))
    if look_back_on:
        dates.append(ReviewDate(kind=ReviewKind.LOOK_BACK, due_on=look_back_on))
    dates += [
        ReviewDate(kind=ReviewKind.CONFIRMATION, due_on=row.until, confirmation=row, what=row.what)
        for row in Confirmation.objects.filter(record=record, until__isnull=False, result="")
        if row.until
    ]
    for each in dates:
        each.record = record
    ReviewDate.objects.bulk_create(dates)
    refresh_next_due(record)


def close_dates(dates: QuerySet[ReviewDate], outcome: ReviewOutcome) -> None:
    dates.update(closed_by=outcome, changed_at=timezone.now())


def open_next_date(outcome: ReviewOutcome, *, closed: ReviewDate | None) -> None:
    """Open the date that the outcome sets, of its kind; one for a review is the review date too."""
    if outcome.new_date is None:
        return
    ReviewDate.objects.create(
        record=outcome.record,
        kind=outcome.kind,
        due_on=outcome.new_date,
        confirmation=closed.confirmation if closed else None,
        what=closed.what if closed else "",
        opened_by=outcome,
    )
    if outcome.kind == ReviewKind.PERIODIC:
        outcome.record.review_date = outcome.new_date
        outcome.record.save(update_fields=["review_date"])


def refresh_next_due(record: Record) -> None:
    """Write the earliest open date of the record, and its kind, into the record."""
    first = open_dates(record).order_by("due_on", "pk").first()
    record.next_due_on = first.due_on if first else None
    record.next_due_kind = first.kind if first else ""
    record.save(update_fields=["next_due_on", "next_due_kind", "updated_at"])
