"""Who may do what: every view of a team asks here first.

A stranger gets 404, so that nobody learns which teams exist; a member whose role does not
suffice gets 403 with a sentence that says which role does.
"""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from aruntime.teams.models import Membership, Role, Team, User


class SignedInRequest(HttpRequest):
    """The request of a view that needs a signed-in person: the middleware lets no other through."""

    user: User


def get_membership(user: User | AnonymousUser, team_slug: str) -> Membership:
    """Return the membership of `user` in the team, with the team loaded; else raise Http404."""
    if isinstance(user, AnonymousUser):
        raise Http404("No such team.")
    membership = (
        Membership.objects.select_related("team").filter(user=user, team__slug=team_slug).first()
    )
    if membership is None:
        raise Http404("No such team.")
    return membership


def get_team(user: User | AnonymousUser, team_slug: str, *, acting_as: Role = Role.READER) -> Team:
    """Return the team if `user` may act in it as `acting_as`; else 404 or 403 as said above."""
    membership = get_membership(user, team_slug)
    require_role(membership, acting_as)
    return membership.team


def require_role(membership: Membership, role: Role) -> None:
    """Raise PermissionDenied with a sentence for the person when the role does not suffice."""
    if not membership.may_act_as(role):
        raise PermissionDenied(
            f"You are a {membership.get_role_display().lower()} of {membership.team}. "
            f"This takes the role {role.label.lower()}; an owner of the team can give it to you."
        )
