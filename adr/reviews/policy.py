"""How many approvals a team asks for: seen by every member, changed by an owner."""

from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from adr.records.access import person_of
from adr.reviews.approvals import LEAST
from adr.reviews.forms import PolicyForm
from adr.reviews.models import ApprovalPolicy
from adr.reviews.voting import counts_of, reviewing_members
from aruntime.teams.access import get_membership, require_role
from aruntime.teams.audit import note_deed
from aruntime.teams.models import Role, Team, User


@transaction.atomic
def ask_for_approvals(*, team: Team, counts: Sequence[int], by: User) -> None:
    """Let records of the team need this many approvals at each level from now on."""
    before = counts_of(team)
    if tuple(counts) == before:
        return
    fields = {f"level_{level}": count for level, count in enumerate(counts)}
    ApprovalPolicy.objects.update_or_create(team=team, defaults=fields)
    note_deed(
        team,
        by=by,
        deed="approvals.changed",
        subject=str(team),
        url=reverse("adr:approval_policy", kwargs={"team": team.slug}),
        before=list(before),
        after=list(counts),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def approval_policy(request: HttpRequest, team: str) -> HttpResponse:
    membership = get_membership(request.user, team)
    if request.method == "POST":
        require_role(membership, Role.OWNER)
    counts = counts_of(membership.team)
    form = PolicyForm(request.POST if request.method == "POST" else None, counts=counts)
    if form.is_valid():
        asked_for = [form.cleaned_data[f"level_{level}"] for level in range(len(LEAST))]
        ask_for_approvals(team=membership.team, counts=asked_for, by=person_of(request))
        messages.success(request, "Records of the team need these approvals from now on.")
        return redirect("adr:approval_policy", team=team)
    context = {
        "team": membership.team,
        "form": form if membership.may_act_as(Role.OWNER) else None,
        "counts": list(enumerate(counts)),
        "reviewers": len(reviewing_members(membership.team)),
        "most_needed": max(counts),
    }
    status = 422 if form.is_bound else 200
    return render(request, "adr/reviews/policy.html", context, status=status)
