"""Invitations, made the way the application makes them."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from aruntime.teams.invitations.inviting import invite
from aruntime.teams.invitations.links import invitation_path
from aruntime.teams.models import Invitation, Role, Team, User


def make_invitation(
    team: Team, by: User, *, now: datetime | None = None, days: int = 7, **changes: Any
) -> Invitation:
    made_at = now or timezone.now()
    values = {"role": Role.AUTHOR, "expires_at": made_at + timedelta(days=days), **changes}
    return invite(team, by=by, now=made_at, **values)


def make_link(team: Team, by: User, **changes: Any) -> str:
    """Return the path of the link of a new invitation."""
    return invitation_path(make_invitation(team, by, **changes))
