"""Accepted records with dates, and outcomes, stored the way the application stores them."""

from datetime import date, timedelta
from typing import Any

from adr.records.content import AssumptionRow, ConfirmationRow, ConsequenceRow
from adr.records.models import Record, Status
from adr.records.review_state import ReviewKind
from adr.watch.models import Outcome, ReviewDate, ReviewOutcome
from adr.watch.outcomes import record_outcome
from aruntime.teams.models import Team, User
from tests.adr.records.factories import TODAY, make_record_in

REVIEW_DATE = date(2027, 5, 24)
LOOK_BACK_DATE = TODAY + timedelta(days=30)
UNTIL = date(2027, 1, 9)
NEXT_YEAR = date(2028, 5, 24)


def make_accepted(team: Team, by: User, **changes: Any) -> Record:
    """A record accepted on TODAY, with something to look back at and something to confirm."""
    content = {
        "consequences": (ConsequenceRow("bad", "We must watch a GPU fleet."),),
        "assumptions": (AssumptionRow("The peak stays below 300."),),
        "confirmations": (ConfirmationRow("p95 below 150 ms", "Dashboard", "Ana", UNTIL),),
        **changes,
    }
    return make_record_in(Status.ACCEPTED, team, by, **content)


def reaffirm(record: Record, by: User, **changes: Any) -> ReviewOutcome:
    values: dict[str, Any] = {
        "kind": ReviewKind.PERIODIC,
        "outcome": Outcome.REAFFIRMED,
        "sentence": "Nothing has changed.",
        "new_date": NEXT_YEAR,
    }
    return record_outcome(record=record, by=by, **(values | changes))


def open_date(record: Record, kind: str) -> ReviewDate:
    return record.review_dates.get(kind=kind, closed_by__isnull=True)


def open_dates_of(record: Record) -> list[tuple[str, date]]:
    found = record.review_dates.filter(closed_by__isnull=True)
    return list(found.values_list("kind", "due_on"))
