"""Signing up by an invitation: the link stands as the page wanted (`next`) of the request."""

from urllib.parse import urlsplit

from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone

from aruntime.teams.invitations.answering import keep_for, opens_sign_up
from aruntime.teams.invitations.links import find_invitation
from aruntime.teams.models import Invitation, User


def invitation_wanted(request: HttpRequest) -> Invitation | None:
    """Return the invitation that the request comes from and that lets somebody sign up."""
    path = urlsplit(get_next_redirect_url(request) or "").path
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.view_name != "account:invitation":
        return None
    invitation = find_invitation(match.kwargs["token"])
    return invitation if invitation and opens_sign_up(invitation, timezone.now()) else None


def use_to_sign_up(invitation: Invitation, *, person: User) -> None:
    """Note that the new account stands on the invitation, where without one there would be none.

    Raises ClosedInvitationError or OtherAddressError if somebody else was quicker.
    """
    if settings.SIGN_UP != "open":
        keep_for(invitation, person=person, now=timezone.now())
