"""What changes a team: it is made and renamed, people join, change their role and leave."""

from itertools import count

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from aruntime.teams.audit import note_deed
from aruntime.teams.invitations.inviting import revoke_all_of
from aruntime.teams.models import Membership, Role, Team, User


class LastOwnerError(Exception):
    """The deed would leave a team without an owner."""

    def __init__(self, team: Team) -> None:
        super().__init__(f"{team} would have no owner. Make another member an owner first.")


def create_team(*, name: str, owner: User) -> Team:
    """Make a team of that name with `owner` as its first member."""
    base = slugify(name)[:70] or "team"
    for attempt in count(1):
        slug = base if attempt == 1 else f"{base}-{attempt}"
        try:
            with transaction.atomic():
                team = make_team(slug, name=name, by=owner)
                Membership.objects.create(team=team, user=owner, role=Role.OWNER)
        except IntegrityError:
            continue  # The slug is taken.
        return team
    raise AssertionError("count() never ends")


@transaction.atomic
def make_team(slug: str, *, name: str, by: User | None) -> Team:
    """Make a team without members under that slug; raise IntegrityError if it is taken."""
    team = Team.objects.create(name=name, slug=slug)
    _note(team, by=by, deed="team.made", subject=name)
    return team


@transaction.atomic
def rename_team(team: Team, *, name: str, by: User) -> None:
    """Give the team another name; its addresses stay."""
    before = Team.objects.select_for_update().get(pk=team.pk).name
    if name == before:
        return
    team.name = name
    team.save(update_fields=["name"])
    _note(team, by=by, deed="team.renamed", subject=name, before=before, after=name)


@transaction.atomic
def add_member(team: Team, user: User, *, role: Role, by: User | None) -> Membership:
    """Give `user` a place in the team; raise IntegrityError if there is one already."""
    membership = Membership.objects.create(team=team, user=user, role=role)
    _note(team, by=by, deed="member.added", subject=str(user), role=role)
    return membership


@transaction.atomic
def change_role(membership: Membership, *, role: Role, by: User | None) -> None:
    """Give the member another role; raise LastOwnerError if no owner would be left.

    The open invitations of somebody who is an owner no more are revoked.
    """
    membership = _lock(membership)
    before = membership.role
    if role == before:
        return
    _require_another_owner(membership)
    if before == Role.OWNER:
        revoke_all_of(membership.user, membership.team, by=by, now=timezone.now())
    membership.role = role
    membership.save(update_fields=["role"])
    _note(
        membership.team,
        by=by,
        deed="role.changed",
        subject=str(membership.user),
        before=before,
        after=role,
    )


@transaction.atomic
def remove_member(membership: Membership, *, by: User) -> None:
    """End the membership, one's own included; raise LastOwnerError if no owner would be left.

    The open invitations of an owner who goes are revoked.
    """
    membership = _lock(membership)
    _require_another_owner(membership)
    team, user = membership.team, membership.user
    revoke_all_of(user, team, by=by, now=timezone.now())
    deed = "member.left" if user == by else "member.removed"
    _note(team, by=by, deed=deed, subject=str(user), role=membership.role)
    membership.delete()


def is_last_owner(membership: Membership) -> bool:
    """Tell whether the team would have no owner without this member."""
    others = membership.team.memberships.exclude(pk=membership.pk)
    return membership.role == Role.OWNER and not others.filter(role=Role.OWNER).exists()


def _lock(membership: Membership) -> Membership:
    """Return the membership as it is stored now.

    The lock is on the team: it keeps two owners from stepping down at the same moment.
    """
    Team.objects.select_for_update().get(pk=membership.team_id)
    return Membership.objects.select_related("team", "user").get(pk=membership.pk)


def _require_another_owner(membership: Membership) -> None:
    if is_last_owner(membership):
        raise LastOwnerError(membership.team)


def _note(team: Team, *, by: User | None, deed: str, subject: str, **detail: str) -> None:
    url = reverse("account:team", args=[team.slug])
    note_deed(team, by=by, deed=deed, subject=subject, url=url, **detail)
