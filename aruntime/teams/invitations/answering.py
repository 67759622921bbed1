"""The deeds of whoever has the link: accept, decline, sign up by it."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from aruntime.mail import send_notice
from aruntime.teams.invitations.inviting import lock_invitation, note_invitation_deed
from aruntime.teams.invitations.state import State
from aruntime.teams.models import Invitation, InvitationAnswer, Membership, User


class ClosedInvitationError(Exception):
    """The invitation cannot be answered any more; `state` says why."""

    def __init__(self, state: State) -> None:
        super().__init__(f"The invitation is {state.value}.")
        self.state = state


class OtherAddressError(Exception):
    """The invitation is for another person."""


def find_membership(invitation: Invitation, user: User) -> Membership | None:
    """Return the place in the team that the person has already."""
    return Membership.objects.filter(team=invitation.team_id, user=user).first()


def state_for(invitation: Invitation, user: User, now: datetime) -> State:
    """Return the state for one person: whoever has joined by it and left does not join again."""
    if invitation.answers.filter(user=user, accepted=True).exists():
        return State.USED
    return invitation.state_at(now)


@transaction.atomic
def accept(invitation: Invitation, *, by: User, now: datetime) -> Membership:
    """Give `by` the place in the team; who has one already keeps it as it is.

    Raises ClosedInvitationError or OtherAddressError.
    """
    invitation = lock_invitation(invitation)
    if membership := find_membership(invitation, by):
        return membership
    _require_open(invitation, by, now)
    membership, is_new = Membership.objects.get_or_create(
        team=invitation.team, user=by, defaults={"role": invitation.role}
    )
    if is_new:
        _answer(invitation, by, accepted=True, now=now)
        send_notice(
            [invitation.made_by],
            subject=f"{by} has joined {invitation.team}",
            template="account/email/invitation_accepted.txt",
            path=reverse("account:team", args=[invitation.team.slug]),
            member=membership,
        )
    return membership


@transaction.atomic
def decline(invitation: Invitation, *, by: User, now: datetime) -> None:
    """Remember that `by` does not want to join; raises as `accept` does."""
    invitation = lock_invitation(invitation)
    _require_open(invitation, by, now)
    if not invitation.answers.filter(user=by).exists():
        _answer(invitation, by, accepted=False, now=now)


def opens_sign_up(invitation: Invitation, now: datetime) -> bool:
    """Tell whether somebody without an account may make one by this link."""
    is_open = invitation.state_at(now) is State.OPEN
    return is_open and (bool(invitation.email) or not sign_up_needs_address())


def sign_up_needs_address() -> bool:
    """Tell whether only an invitation to an address lets somebody sign up.

    Where sign-up is closed, nobody must make an account in the name of somebody else: the new
    address is either proved by a mail, or it is the one that an owner has invited.
    """
    is_proved_by_mail = settings.ACCOUNT_EMAIL_VERIFICATION == "mandatory"
    return settings.SIGN_UP != "open" and not is_proved_by_mail


@transaction.atomic
def keep_for(invitation: Invitation, *, person: User, now: datetime) -> None:
    """Keep an invitation for one person for the account that was made by it.

    Otherwise one link would let any number of people in where sign-up is closed. Raises as
    `accept` does.
    """
    invitation = lock_invitation(invitation)
    _require_open(invitation, person, now)
    if not invitation.for_several:
        invitation.email = person.email
        invitation.save(update_fields=["email"])


def _require_open(invitation: Invitation, user: User, now: datetime) -> None:
    if (state := state_for(invitation, user, now)) is not State.OPEN:
        raise ClosedInvitationError(state)
    if not invitation.is_for(user):
        raise OtherAddressError


def _answer(invitation: Invitation, by: User, *, accepted: bool, now: datetime) -> None:
    InvitationAnswer.objects.update_or_create(
        invitation=invitation, user=by, defaults={"accepted": accepted, "at": now}
    )
    deed = "invitation.accepted" if accepted else "invitation.declined"
    note_invitation_deed(invitation, by=by, deed=deed)
