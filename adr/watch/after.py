"""What came after the acceptance of a record, as plain data for page and PDF."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import prefetch_related_objects
from django.urls import reverse

from adr.records.models import Record, Status
from adr.records.review_state import ReviewKind
from adr.watch.findings import Details, from_json
from adr.watch.models import Outcome, ReviewDate, ReviewOutcome

# What is read of each record.
ROWS = ("outcomes__by", "outcomes__other", "review_dates")
WAS_IN_FORCE = {Status.ACCEPTED, Status.SUPERSEDED, Status.DEPRECATED}
TONES = {
    Outcome.REAFFIRMED: "good",
    Outcome.CONFIRMED: "good",
    Outcome.LOOKED_BACK: "active",
    Outcome.NOT_CONFIRMED: "bad",
    Outcome.DEPRECATED: "warn",
    Outcome.TO_BE_SUPERSEDED: "warn",
    Outcome.AMENDED: "active",
}
# What is pressed to answer a date, by its kind.
ACTIONS = {
    ReviewKind.PERIODIC: "Review the decision",
    ReviewKind.LOOK_BACK: "Look back",
    ReviewKind.CONFIRMATION: "Record the result",
}


@dataclass(frozen=True)
class OpenDate:
    """A date that is still to come, or that has passed without an outcome."""

    kind: ReviewKind
    due_on: date
    what: str
    url: str

    @property
    def action(self) -> str:
        return ACTIONS[self.kind]


@dataclass(frozen=True)
class OtherRecord:
    number: int
    title: str
    url: str


@dataclass(frozen=True)
class ShownOutcome:
    kind: ReviewKind
    outcome: Outcome
    sentence: str
    by: str
    took_part: str
    at: datetime
    previous_date: date | None
    new_date: date | None
    other: OtherRecord | None
    details: Details

    @property
    def tone(self) -> str:
        return TONES.get(self.outcome, "quiet")


@dataclass(frozen=True)
class AfterAcceptance:
    dates: tuple[OpenDate, ...]
    outcomes: tuple[ShownOutcome, ...]
    fired_at: datetime | None


def after_acceptance(record: Record) -> AfterAcceptance | None:
    """Return dates and outcomes of a record that is or was in force; None for any other."""
    if record.status not in WAS_IN_FORCE:
        return None
    prefetch_related_objects([record], *ROWS)
    return AfterAcceptance(
        dates=tuple(_open_dates(record)),
        outcomes=tuple(_shown(outcome, record) for outcome in record.outcomes.all()),
        fired_at=record.fired_at,
    )


def answer_url(dated: ReviewDate, team: str, number: int) -> str:
    """Return where the outcome of a date is recorded."""
    if dated.kind == ReviewKind.CONFIRMATION:
        return reverse("adr:record_confirm", args=[team, number, dated.pk])
    page = "record_look_back" if dated.kind == ReviewKind.LOOK_BACK else "record_review"
    return reverse(f"adr:{page}", args=[team, number])


def _open_dates(record: Record) -> Iterator[OpenDate]:
    if record.status != Status.ACCEPTED:
        return
    for dated in record.review_dates.all():
        if dated.closed_by_id is None:
            url = answer_url(dated, record.team.slug, record.number)
            yield OpenDate(ReviewKind(dated.kind), dated.due_on, dated.what, url)


def _shown(outcome: ReviewOutcome, record: Record) -> ShownOutcome:
    return ShownOutcome(
        kind=ReviewKind(outcome.kind),
        outcome=Outcome(outcome.outcome),
        sentence=outcome.sentence,
        by=str(outcome.by),
        took_part=outcome.took_part,
        at=outcome.at,
        previous_date=outcome.previous_date,
        new_date=outcome.new_date,
        other=_other(outcome.other, record) if outcome.other else None,
        details=from_json(outcome.details),
    )


def _other(other: Record, record: Record) -> OtherRecord:
    url = reverse("adr:record", kwargs={"team": record.team.slug, "number": other.number})
    return OtherRecord(other.number, other.title, url)
