"""What an owner sees of the open invitations of a team, as plain data."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from aruntime.teams.invitations.links import invitation_link
from aruntime.teams.models import Team


@dataclass(frozen=True)
class InvitationRow:
    pk: int
    role: str
    for_whom: str
    note: str
    made_by: str
    expires_at: datetime
    link: str  # empty where it can no longer be shown
    accepted: int | None  # how many have joined by it; None where it is for one person


def open_invitations(team: Team, now: datetime) -> tuple[InvitationRow, ...]:
    """Return the open invitations, newest first, in one query."""
    invitations = team.invitations.open(now).select_related("made_by").order_by("-pk")
    return tuple(
        InvitationRow(
            pk=invitation.pk,
            role=invitation.get_role_display(),
            for_whom=invitation.for_whom,
            note=invitation.note,
            made_by=str(invitation.made_by),
            expires_at=invitation.expires_at,
            link=invitation_link(invitation),
            accepted=invitation.joined if invitation.for_several else None,
        )
        for invitation in invitations.annotate(
            joined=Count("answers", filter=Q(answers__accepted=True))
        )
    )
