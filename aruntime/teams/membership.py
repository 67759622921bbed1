"""What changes a team: it is made, people join, change their role and leave."""

from itertools import count

from django.db import IntegrityError, transaction
from django.utils.text import slugify

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
                team = Team.objects.create(name=name, slug=slug)
                Membership.objects.create(team=team, user=owner, role=Role.OWNER)
        except IntegrityError:
            continue  # The slug is taken.
        return team
    raise AssertionError("count() never ends")


def add_member(team: Team, user: User, *, role: Role) -> Membership:
    """Give `user` a place in the team; raise IntegrityError if there is one already."""
    return Membership.objects.create(team=team, user=user, role=role)


@transaction.atomic
def change_role(membership: Membership, *, role: Role) -> None:
    """Give the member another role; raise LastOwnerError if no owner would be left."""
    if role != Role.OWNER:
        _require_another_owner(membership)
    membership.role = role
    membership.save(update_fields=["role"])


@transaction.atomic
def remove_member(membership: Membership) -> None:
    """End the membership; raise LastOwnerError if no owner would be left."""
    _require_another_owner(membership)
    membership.delete()


def _require_another_owner(membership: Membership) -> None:
    # The lock keeps two owners from stepping down at the same moment.
    team = Team.objects.select_for_update().get(pk=membership.team_id)
    others = team.memberships.exclude(pk=membership.pk)
    if not others.filter(role=Role.OWNER).exists():
        raise LastOwnerError(team)
