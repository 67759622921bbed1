"""Who may comment, give a verdict and resolve; strangers get 404, members without the role 403."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from adr.records.access import get_record, require_record_role
from adr.records.models import Record, Status
from adr.reviews.thread_models import Thread
from adr.reviews.voting import writers_of
from aruntime.teams.models import Membership, Role

# Of a record that holds no more, nothing is left to be said.
CLOSED = {Status.REJECTED, Status.SUPERSEDED, Status.DEPRECATED}


def get_record_as(
    request: HttpRequest, team: str, number: int, role: Role, to: str
) -> tuple[Record, Membership]:
    """Return a record and the membership, if it includes `role`; `to` says what for."""
    record, membership = get_record(request.user, team, number)
    require_record_role(membership, role, to=to)
    return record, membership


def may_comment(record: Record, membership: Membership) -> bool:
    return membership.may_act_as(Role.AUTHOR) and record.status not in CLOSED


def may_resolve(thread: Thread, membership: Membership, writers: Collection[int]) -> bool:
    """Whoever began the thread, wrote the record or answers for it, or may review.

    `writers` are the keys of those who wrote or own the record, asked for once for all threads.
    """
    if not may_comment(thread.record, membership):
        return False
    is_concerned = membership.user_id in {thread.started_by_id, *writers}
    return is_concerned or membership.may_act_as(Role.REVIEWER)


def concerned_with(record: Record) -> set[int]:
    """Return the keys of those who wrote the record or answer for it."""
    return {key for key in (*writers_of([record])[record.pk], record.owner_id) if key}


def require_to_resolve(thread: Thread, membership: Membership) -> None:
    if not may_resolve(thread, membership, concerned_with(thread.record)):
        raise PermissionDenied(
            "A thread is resolved by who began it, by who wrote the record or answers for it, or "
            "by a member with the role reviewer."
        )
