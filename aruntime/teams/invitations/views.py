"""The pages on which owners invite, and the page behind the link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aruntime.teams.access import SignedInRequest, get_team
from aruntime.teams.forms import what_role_may
from aruntime.teams.invitations.answering import (
    ClosedInvitationError,
    OtherAddressError,
    accept,
    decline,
    find_membership,
    opens_sign_up,
    sign_up_needs_address,
    state_for,
)
from aruntime.teams.invitations.forms import InvitationForm
from aruntime.teams.invitations.inviting import invite, revoke
from aruntime.teams.invitations.links import find_invitation
from aruntime.teams.invitations.page import open_invitations
from aruntime.teams.invitations.state import State
from aruntime.teams.models import Invitation, Role, User


@require_GET
@never_cache  # The page shows links that let people in.
def list_invitations(request: SignedInRequest, slug: str) -> HttpResponse:
    team = get_team(request.user, slug, acting_as=Role.OWNER)
    context = {"team": team, "invitations": open_invitations(team, timezone.now())}
    return render(request, "account/invitations/list.html", context)


@require_http_methods(["GET", "POST"])
def new_invitation(request: SignedInRequest, slug: str) -> HttpResponse:
    team = get_team(request.user, slug, acting_as=Role.OWNER)
    now = timezone.now()
    sent = request.POST if request.method == "POST" else None
    form = InvitationForm(sent, team=team, by=request.user, now=now)
    if form.is_valid():
        invitation = invite(team, by=request.user, now=now, **form.values)
        to = f" and sent to {invitation.email}" if invitation.email else ""
        messages.success(request, f"The invitation is made{to}. Its link stands first in the list.")
        return redirect("account:invitation_list", slug)
    status = 422 if form.is_bound else 200
    context = {"form": form, "team": team, "address_needed": sign_up_needs_address()}
    return render(request, "account/invitations/new.html", context, status=status)


@require_POST
def revoke_invitation(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    team = get_team(request.user, slug, acting_as=Role.OWNER)
    invitation = get_object_or_404(team.invitations, pk=pk)
    if revoke(invitation, by=request.user, now=timezone.now()):
        messages.success(request, f"The invitation ({invitation}) is revoked. Its link is dead.")
    else:
        messages.info(request, f"The invitation ({invitation}) was not open any more.")
    return redirect("account:invitation_list", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required  # Whoever has the link sees who invites to what; answering takes an account.
@never_cache
def answer_invitation(request: HttpRequest, token: str) -> HttpResponse:
    invitation = find_invitation(token)
    if invitation is None:
        return render(request, "account/invitations/unknown.html", status=404)
    if not isinstance(request.user, User):
        return _show_to_visitor(request, invitation)
    if membership := find_membership(invitation, request.user):
        context = {"team": invitation.team, "membership": membership}
        return render(request, "account/invitations/member.html", context)
    if {"accept", "decline"} & request.POST.keys():
        return _answer(request, invitation, request.user)
    return _show(request, invitation, state_for(invitation, request.user, timezone.now()))


def _answer(request: HttpRequest, invitation: Invitation, user: User) -> HttpResponse:
    now = timezone.now()
    try:
        if "decline" in request.POST:
            decline(invitation, by=user, now=now)
            messages.success(request, f"You have declined the invitation to {invitation.team}.")
            return redirect("account:team_list")
        membership = accept(invitation, by=user, now=now)
    except ClosedInvitationError as closed:
        return _show(request, invitation, closed.state)
    except OtherAddressError:
        return _show(request, invitation, State.OPEN, status=403)
    role = membership.get_role_display().lower()
    messages.success(request, f"You are in {invitation.team} now, as {role}.")
    return redirect("account:team", invitation.team.slug)


def _show_to_visitor(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if request.method == "POST":
        return redirect_to_login(request.path)
    return _show(request, invitation, invitation.state_at(timezone.now()))


def _show(
    request: HttpRequest, invitation: Invitation, state: State, *, status: int = 200
) -> HttpResponse:
    if state is not State.OPEN:
        context = {"state": state.value}
        return render(request, "account/invitations/closed.html", context, status=410)
    context = {
        "invitation": invitation,
        "may_do": what_role_may(Role(invitation.role)),
        "is_for_me": not isinstance(request.user, User) or invitation.is_for(request.user),
        "may_sign_up": opens_sign_up(invitation, timezone.now()),
    }
    return render(request, "account/invitations/invitation.html", context, status=status)
