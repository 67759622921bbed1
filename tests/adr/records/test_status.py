"""The life of a record: what may follow what, and why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr.records.models import Status
from adr.records.status import MOVES, find_move, moves_from, reason_against
from aruntime.teams.models import Role

pytestmark = pytest.mark.pure

ALLOWED = {
    ("draft", "proposed"),
    ("proposed", "draft"),
    ("proposed", "accepted"),
    ("proposed", "rejected"),
    ("accepted", "deprecated"),
}
statuses = st.sampled_from(Status.values)


@given(statuses, st.one_of(statuses, st.text(max_size=8)))
def test_every_refused_move_gives_a_reason(before: str, after: str):
    assert bool(reason_against(before, after)) == ((before, after) not in ALLOWED)


def test_nobody_supersedes_a_record_by_hand():
    assert "successor" in reason_against(Status.ACCEPTED, Status.SUPERSEDED)


@pytest.mark.parametrize("end", [Status.REJECTED, Status.SUPERSEDED, Status.DEPRECATED])
def test_a_life_that_has_ended_goes_nowhere(end: Status):
    assert moves_from(end) == ()


@pytest.mark.parametrize("after", [Status.ACCEPTED, Status.REJECTED])
def test_a_decision_takes_a_reviewer(after: Status):
    move = find_move(Status.PROPOSED, after)

    assert move is not None
    assert move.role is Role.REVIEWER


def test_no_move_stands_twice():
    assert len({(move.before, move.after) for move in MOVES}) == len(MOVES)
