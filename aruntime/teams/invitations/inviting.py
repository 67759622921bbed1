"""The deeds of an owner: invite, revoke."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from aruntime.mail import send_letter
from aruntime.teams.audit import note_deed
from aruntime.teams.invitations.links import hash_token, invitation_path, make_token
from aruntime.teams.invitations.state import State
from aruntime.teams.models import Invitation, Role, Team, User


@transaction.atomic
def invite(
    team: Team,
    *,
    by: User,
    role: Role,
    now: datetime,
    expires_at: datetime,
    email: str = "",
    note: str = "",
    for_several: bool = False,
) -> Invitation:
    """Make an invitation, and send it if there is an address to send it to."""
    invitation = Invitation(
        team=team,
        role=role,
        email=email,
        note=note,
        for_several=for_several,
        made_by=by,
        made_at=now,
        expires_at=expires_at,
    )
    invitation.token_hash = hash_token(make_token(invitation))
    invitation.save()
    if email:
        _send(invitation)
    until = expires_at.isoformat(timespec="minutes")
    note_invitation_deed(invitation, by=by, deed="invitation.made", expires_at=until)
    return invitation


@transaction.atomic
def revoke(invitation: Invitation, *, by: User | None, now: datetime) -> bool:
    """End an invitation that is open, and tell whether it was; another stays as it is."""
    invitation = lock_invitation(invitation)
    if invitation.state_at(now) is not State.OPEN:
        return False
    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    note_invitation_deed(invitation, by=by, deed="invitation.revoked")
    return True


def revoke_all_of(maker: User, team: Team, *, by: User | None, now: datetime) -> None:
    """End what somebody made who is no longer an owner: a link must not lead back into a role."""
    for invitation in team.invitations.open(now).filter(made_by=maker):
        revoke(invitation, by=by, now=now)


def lock_invitation(invitation: Invitation) -> Invitation:
    """Return the invitation as it is stored now, locked until the transaction ends."""
    locked = Invitation.objects.select_for_update(of=("self",)).select_related("team", "made_by")
    return locked.get(pk=invitation.pk)


def note_invitation_deed(
    invitation: Invitation, *, by: User | None, deed: str, **detail: object
) -> None:
    """Note a deed, and whose invitation it was where somebody else did it."""
    maker = invitation.made_by
    note_deed(
        invitation.team,
        by=by,
        deed=deed,
        subject=str(invitation),
        url=reverse("account:invitation_list", args=[invitation.team.slug]),
        **({} if by == maker else {"invited_by": maker.username}),
        **detail,
    )


def _send(invitation: Invitation) -> None:
    send_letter(
        invitation.email,
        subject=f"{invitation.made_by} invites you to {invitation.team} on ARuntime",
        template="account/email/invitation.txt",
        path=invitation_path(invitation),
        invitation=invitation,
    )
