from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adr.records.models import Record, Status
from adr.records.review_state import (
    ReviewState,
    describe_review,
    in_review_state,
    review_state,
)
from tests.adr.library.factories import make_record

TODAY = date(2026, 11, 24)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("days", "state"),
    [
        (-1, ReviewState.DUE),
        (0, ReviewState.DUE),
        (1, ReviewState.DUE_SOON),
        (30, ReviewState.DUE_SOON),
        (31, ReviewState.FINE),
    ],
)
def test_accepted_record_is_due_on_its_date_and_due_soon_before(days, state):
    assert review_state(Status.ACCEPTED, TODAY + timedelta(days=days), TODAY, 30) == state


@pytest.mark.pure
@pytest.mark.parametrize("status", [status for status in Status if status != Status.ACCEPTED])
def test_only_an_accepted_record_has_a_review_state(status):
    assert review_state(status, TODAY, TODAY, 30) is None


@pytest.mark.pure
@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "in 1 day"),
        (-1, "1 day ago"),
        (59, "in 59 days"),
        (60, "in 2 months"),
        (-100, "3 months ago"),
    ],
)
def test_distance_is_said_in_words(days, words):
    review_date = TODAY + timedelta(days=days)

    assert describe_review(Status.ACCEPTED, review_date, TODAY, 30).distance == words


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    status=st.sampled_from(Status.values),
    next_due_on=st.none() | st.dates(date(2026, 10, 1), date(2027, 3, 1)),
    due_soon_days=st.integers(0, 90),
)
def test_function_and_query_agree(team, status, next_due_on, due_soon_days):
    record = make_record(team, status=status, next_due_on=next_due_on)

    by_query = [
        state
        for state in ReviewState
        if Record.objects.filter(
            in_review_state(state, TODAY, due_soon_days), pk=record.pk
        ).exists()
    ]

    by_function = review_state(status, next_due_on, TODAY, due_soon_days)
    assert by_query == ([by_function] if by_function else [])
