from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aruntime.teams.invitations.state import State, find_state
from aruntime.teams.models import Invitation, InvitationAnswer, Team, User
from tests.aruntime.teams.invitations.factories import make_invitation

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
moments = st.timedeltas(timedelta(days=-30), timedelta(days=30)).map(lambda gap: NOW + gap)
answers = st.sampled_from([None, True, False])


def state(**changes) -> State:
    facts = {"accepted": None, "is_revoked": False, "expires_at": NOW + timedelta(days=7)}
    return find_state(**{**facts, "now": NOW, **changes})


@pytest.mark.pure
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, State.OPEN),
        ({"expires_at": NOW}, State.EXPIRED),
        ({"is_revoked": True}, State.REVOKED),
        ({"accepted": True}, State.USED),
        ({"accepted": False}, State.DECLINED),
        ({"is_revoked": True, "expires_at": NOW}, State.REVOKED),
        ({"accepted": True, "is_revoked": True, "expires_at": NOW}, State.USED),
    ],
)
def test_state_follows_from_what_is_stored(changes, expected):
    assert state(**changes) is expected


@pytest.mark.pure
@given(accepted=answers, is_revoked=st.booleans(), expires_at=moments, later=moments)
def test_what_is_closed_never_opens_again(accepted, is_revoked, expires_at, later):
    facts = {"accepted": accepted, "is_revoked": is_revoked, "expires_at": expires_at}
    first, second = sorted([NOW, later])

    if state(**facts, now=first) is not State.OPEN:
        assert state(**facts, now=second) is not State.OPEN


@pytest.mark.parametrize("for_several", [True, False])
@pytest.mark.parametrize("accepted", [None, True, False])
@pytest.mark.parametrize("is_revoked", [True, False])
@pytest.mark.parametrize("days", [-1, 1])
def test_list_of_open_ones_agrees_with_the_state(
    team: Team, owner: User, for_several, accepted, is_revoked, days
):
    invitation = make_invitation(team, owner, now=NOW, days=days, for_several=for_several)
    if accepted is not None:
        InvitationAnswer.objects.create(
            invitation=invitation, user=owner, accepted=accepted, at=NOW
        )
    if is_revoked:
        invitation.revoked_at = NOW
        invitation.save()

    is_listed = Invitation.objects.open(NOW).exists()

    assert is_listed == (invitation.state_at(NOW) is State.OPEN)
