"""The pages of a team."""

from django.contrib import messages
from django.db.models import Count
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aruntime.teams.access import SignedInRequest, get_membership, get_team
from aruntime.teams.forms import AddMemberForm, RoleForm, TeamForm
from aruntime.teams.membership import (
    LastOwnerError,
    add_member,
    change_role,
    create_team,
    is_last_owner,
    remove_member,
    rename_team,
)
from aruntime.teams.models import Membership, Role, Team


@require_http_methods(["GET", "POST"])
def new_team(request: SignedInRequest) -> HttpResponse:
    form = TeamForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        team = create_team(name=form.cleaned_data["name"], owner=request.user)
        messages.success(request, f"{team} is made. You are its owner.")
        return redirect("account:team", team.slug)
    return render_form(request, "account/team_new.html", form)


@require_GET
def list_teams(request: SignedInRequest) -> HttpResponse:
    """The teams of the person, with what can be reached from here in each."""
    memberships = request.user.memberships.select_related("team").order_by("team__name")
    counted = memberships.annotate(size=Count("team__memberships"))
    return render(request, "account/team_list.html", {"memberships": counted})


@require_GET
def team(request: SignedInRequest, slug: str) -> HttpResponse:
    membership = get_membership(request.user, slug)
    members = membership.team.memberships.select_related("user").order_by("user__username")
    context = {
        "team": membership.team,
        "members": members,
        "is_owner": membership.may_act_as(Role.OWNER),
        "my_role": membership.get_role_display().lower(),
    }
    return render(request, "account/team.html", context)


@require_http_methods(["GET", "POST"])
def rename(request: SignedInRequest, slug: str) -> HttpResponse:
    team = get_team(request.user, slug, acting_as=Role.OWNER)
    form = TeamForm(request.POST if request.method == "POST" else None, initial={"name": team.name})
    if form.is_valid():
        rename_team(team, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, f"The team is called {team} now.")
        return redirect("account:team", slug)
    return render_form(request, "account/team_rename.html", form, team=team)


@require_http_methods(["GET", "POST"])
def leave(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask before a member leaves; the last owner is told what to do first."""
    membership = get_membership(request.user, slug)
    context = {"team": membership.team, "is_last_owner": is_last_owner(membership)}
    if request.method != "POST":
        return render(request, "account/team_leave.html", context)
    try:
        remove_member(membership, by=request.user)
    except LastOwnerError:
        return render(
            request, "account/team_leave.html", {**context, "is_last_owner": True}, status=409
        )
    messages.success(request, f"You have left {membership.team}.")
    return redirect("account:team_list")


@require_http_methods(["GET", "POST"])
def new_member(request: SignedInRequest, slug: str) -> HttpResponse:
    team = get_team(request.user, slug, acting_as=Role.OWNER)
    form = AddMemberForm(request.POST if request.method == "POST" else None, team=team)
    if form.is_valid():
        member = add_member(
            team,
            form.cleaned_data["user"],
            role=Role(form.cleaned_data["role"]),
            by=request.user,
        )
        messages.success(request, f"{member.user} is in the team now.")
        return redirect("account:team", slug)
    return render_form(request, "account/member_new.html", form, team=team)


@require_http_methods(["GET", "POST"])
def member(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    team, membership = get_member_to_change(request, slug, pk)
    sent = request.POST if request.method == "POST" else None
    form = RoleForm(sent, initial={"role": membership.role})
    if form.is_valid():
        try:
            change_role(membership, role=Role(form.cleaned_data["role"]), by=request.user)
        except LastOwnerError as error:
            form.add_error("role", str(error))
        else:
            messages.success(request, f"{membership.user} has the new role.")
            return redirect("account:team", slug)
    links = team.invitations.open(timezone.now()).filter(email="")
    context = {"team": team, "member": membership, "open_links": links.count()}
    return render_form(request, "account/member.html", form, **context)


@require_POST
def remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    _, membership = get_member_to_change(request, slug, pk)
    try:
        remove_member(membership, by=request.user)
    except LastOwnerError as error:
        messages.error(request, str(error))
        return redirect("account:member", slug, pk)
    messages.success(request, f"{membership.user} is no longer in {membership.team}.")
    if membership.user == request.user:
        return redirect("account:team_list")
    return redirect("account:team", slug)


def get_member_to_change(request: SignedInRequest, slug: str, pk: int) -> tuple[Team, Membership]:
    """Return team and member; 404 for a stranger or an unknown member, 403 without the role."""
    team = get_team(request.user, slug, acting_as=Role.OWNER)
    return team, get_object_or_404(team.memberships.select_related("user"), pk=pk)


def render_form(
    request: SignedInRequest, template: str, form: BaseForm, **context: object
) -> HttpResponse:
    """Return the page with the form; 422 when what was sent was not accepted."""
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, **context}, status=status)
