"""Whether an accepted record has to be looked at again, when and why, in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, TextChoices

from adr.records.models import Record, Status


class ReviewKind(TextChoices):
    """The kinds of dates on which an accepted record is looked at again."""

    PERIODIC = "periodic", "Review"
    LOOK_BACK = "look-back", "Look back"
    CONFIRMATION = "confirmation", "Confirmation"


class ReviewState(TextChoices):
    DUE = "due", "Due"
    DUE_SOON = "due-soon", "Due soon"
    FINE = "fine", "Fine"


def review_state(
    status: str,
    next_due_on: date | None,
    today: date,
    due_soon_days: int,
    *,
    has_fired: bool = False,
) -> ReviewState | None:
    """Return the review state of a record; only an accepted record has one.

    `next_due_on` is the earliest of its open dates, of whatever kind. `has_fired` tells whether a
    revisit trigger has fired that no review has closed yet.
    """
    if status != Status.ACCEPTED:
        return None
    if has_fired:
        return ReviewState.DUE
    if next_due_on is None:
        return ReviewState.FINE
    return state_of_date(next_due_on, today, due_soon_days)


def state_of_date(due_on: date, today: date, due_soon_days: int) -> ReviewState:
    """Return the state of one date on which something has to be looked at."""
    if due_on <= today:
        return ReviewState.DUE
    if due_on <= today + timedelta(days=due_soon_days):
        return ReviewState.DUE_SOON
    return ReviewState.FINE


def in_review_state(state: ReviewState, today: date, due_soon_days: int) -> Q:
    """Return the condition that holds for the records with this review state."""
    last_soon_day = today + timedelta(days=due_soon_days)
    has_fired = Q(fired_at__isnull=False)
    conditions = {
        ReviewState.DUE: has_fired | Q(next_due_on__lte=today),
        ReviewState.DUE_SOON: ~has_fired & Q(next_due_on__gt=today, next_due_on__lte=last_soon_day),
        ReviewState.FINE: ~has_fired
        & (Q(next_due_on__isnull=True) | Q(next_due_on__gt=last_soon_day)),
    }
    return Q(status=Status.ACCEPTED) & conditions[state]


@dataclass(frozen=True)
class ReviewWords:
    """What a page says about the next review: a word, and why or how far away the date is."""

    state: ReviewState | None
    distance: str


def describe_review(
    status: str,
    next_due_on: date | None,
    today: date,
    due_soon_days: int,
    *,
    kind: str = "",
    has_fired: bool = False,
) -> ReviewWords:
    """Return the state in words; `kind` is that of the date, and named unless it is a review."""
    state = review_state(status, next_due_on, today, due_soon_days, has_fired=has_fired)
    if state is None:
        return ReviewWords(None, "")
    if has_fired:
        return ReviewWords(state, "a trigger has fired")
    if next_due_on is None:
        return ReviewWords(state, "no review date")
    named = ReviewKind(kind).label.lower() if kind and kind != ReviewKind.PERIODIC else ""
    return ReviewWords(state, f"{named} {distance((next_due_on - today).days)}".strip())


def describe_review_of(record: Record, today: date, due_soon_days: int) -> ReviewWords:
    return describe_review(
        record.status,
        record.next_due_on,
        today,
        due_soon_days,
        kind=record.next_due_kind,
        has_fired=record.fired_at is not None,
    )


def distance(days: int) -> str:
    """Say how far away a day is: `in 18 days`, `today`, `3 months ago`."""
    if days == 0:
        return "today"
    count, unit = (abs(days), "day") if abs(days) < 60 else (abs(days) // 30, "month")
    words = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"in {words}" if days > 0 else f"{words} ago"
