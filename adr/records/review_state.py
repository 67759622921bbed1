"""Whether an accepted record has to be looked at again, and when, in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, TextChoices

from adr.records.models import Status


class ReviewState(TextChoices):
    DUE = "due", "Due"
    DUE_SOON = "due-soon", "Due soon"
    FINE = "fine", "Fine"


def review_state(
    status: str,
    review_date: date | None,
    today: date,
    due_soon_days: int,
    *,
    has_fired: bool = False,
) -> ReviewState | None:
    """Return the review state of a record; only an accepted record has one.

    `has_fired` tells whether a revisit trigger has fired that no review has closed yet.
    """
    if status != Status.ACCEPTED:
        return None
    if has_fired:
        return ReviewState.DUE
    if review_date is None:
        return ReviewState.FINE
    if review_date <= today:
        return ReviewState.DUE
    if review_date <= today + timedelta(days=due_soon_days):
        return ReviewState.DUE_SOON
    return ReviewState.FINE


def in_review_state(state: ReviewState, today: date, due_soon_days: int) -> Q:
    """Return the condition that holds for the records with this review state."""
    last_soon_day = today + timedelta(days=due_soon_days)
    has_fired = Q(fired_at__isnull=False)
    conditions = {
        ReviewState.DUE: has_fired | Q(review_date__lte=today),
        ReviewState.DUE_SOON: ~has_fired & Q(review_date__gt=today, review_date__lte=last_soon_day),
        ReviewState.FINE: ~has_fired
        & (Q(review_date__isnull=True) | Q(review_date__gt=last_soon_day)),
    }
    return Q(status=Status.ACCEPTED) & conditions[state]


@dataclass(frozen=True)
class ReviewWords:
    """What a page says about the next review: a word, and how far away the date is."""

    state: ReviewState | None
    distance: str


def describe_review(
    status: str,
    review_date: date | None,
    today: date,
    due_soon_days: int,
    *,
    has_fired: bool = False,
) -> ReviewWords:
    state = review_state(status, review_date, today, due_soon_days, has_fired=has_fired)
    if state is None:
        return ReviewWords(None, "")
    if has_fired:
        return ReviewWords(state, "a trigger has fired")
    if review_date is None:
        return ReviewWords(state, "no review date")
    return ReviewWords(state, _distance((review_date - today).days))


def _distance(days: int) -> str:
    if days == 0:
        return "today"
    count, unit = (abs(days), "day") if abs(days) < 60 else (abs(days) // 30, "month")
    words = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"in {words}" if days > 0 else f"{words} ago"
