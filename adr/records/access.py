"""Who may read, write and decide: strangers get 404, members without the role 403."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from adr.records.models import Record
from aruntime.teams.access import get_membership
from aruntime.teams.models import Membership, Role, User

WHAT_ROLES_DO = {
    Role.AUTHOR: "write records",
    Role.REVIEWER: "accept, reject, deprecate or import records",
}


def person_of(request: HttpRequest) -> User:
    """The person who sent the request; the middleware lets nobody else in."""
    if not isinstance(request.user, User):
        raise Http404("Nobody is signed in.")
    return request.user


def get_record(
    user: User | AnonymousUser, team_slug: str, number: int
) -> tuple[Record, Membership]:
    """Return a record of the team to read, with the membership of the reader; else Http404."""
    membership = get_membership(user, team_slug)
    record = (
        Record.objects.select_related("team", "owner", "result")
        .filter(team=membership.team, number=number)
        .first()
    )
    if record is None:
        raise Http404("No such record.")
    return record, membership


def get_record_to_edit(user: User | AnonymousUser, team_slug: str, number: int) -> Record:
    """Return a record to write in; 404 for a stranger, 403 for a reader."""
    record, membership = get_record(user, team_slug, number)
    require_record_role(membership, Role.AUTHOR)
    return record


def require_record_role(membership: Membership, role: Role, *, to: str = "") -> None:
    """Raise PermissionDenied with a sentence that says what the role may do, and who gives it.

    `to` names what is asked for, where it is not what the role is there for.
    """
    if not membership.may_act_as(role):
        raise PermissionDenied(
            f"You read the records of {membership.team} as "
            f"{membership.get_role_display().lower()}. To {to or WHAT_ROLES_DO[role]} takes the "
            f"role {role.label.lower()}; an owner of the team can give it to you."
        )
