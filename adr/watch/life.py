"""What follows from a step in a record's life: acceptance opens its dates, its end closes them."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings

from adr.records.models import Record, Status
from adr.records.review_state import ReviewKind
from adr.watch.dates import open_first_dates
from adr.watch.models import Outcome
from adr.watch.outcomes import record_outcome
from aruntime.teams.models import User

ENDS = {Status.SUPERSEDED: Outcome.SUPERSEDED, Status.DEPRECATED: Outcome.DEPRECATED}


def follow_status(
    record: Record, *, before: str, by: User, today: date, reason: str, took_part: str = ""
) -> None:
    """Call after a record went from the status `before` to the one that it has now."""
    if record.status == Status.ACCEPTED:
        begin_watch(record, accepted_on=today)
    elif before == Status.ACCEPTED:
        record_outcome(
            record=record,
            kind=ReviewKind.PERIODIC,
            outcome=ENDS[Status(record.status)],
            sentence=reason,
            by=by,
            took_part=took_part,
            other=record.superseded_by,
        )


def begin_watch(record: Record, *, accepted_on: date | None) -> None:
    """Open the dates of a record that is accepted from now on.

    There is no look back without the day of acceptance: that of a record from elsewhere, accepted
    years ago, would only be overdue.
    """
    look_back_on = accepted_on + timedelta(days=settings.LOOK_BACK_DAYS) if accepted_on else None
    open_first_dates(record, look_back_on=look_back_on)


def begin_watch_of_imported(records: Iterable[Record]) -> None:
    """Open the dates of those that came from elsewhere and are in force."""
    for record in Record.objects.filter(
        pk__in=[record.pk for record in records], status=Status.ACCEPTED
    ):
        begin_watch(record, accepted_on=None)
