"""The verdicts on a record, as they are stored, counted."""

from collections.abc import Iterable

from adr.records.models import Record
from adr.reviews.approvals import LEAST, Need, Reviewer, Tally, Vote, find_need, tally
from adr.reviews.models import ApprovalPolicy, ReviewVerdict
from aruntime.teams.models import Membership, Role, Team, User

REVIEWING = (Role.REVIEWER, Role.OWNER)


def count_votes(
    record: Record,
    *,
    verdicts: Iterable[ReviewVerdict] | None = None,
    approving: User | None = None,
) -> Tally:
    """Return how the verdicts on the present revision stand, or would if `approving` approved.

    `verdicts` are all of the record, where they were read before.
    """
    votes = {
        verdict.reviewer.username: Vote(
            verdict.reviewer.username,
            approves=verdict.kind == ReviewVerdict.Kind.APPROVE,
            revision=verdict.revision,
            label=str(verdict.reviewer),
        )
        for verdict in holding(verdicts_of(record) if verdicts is None else verdicts)
    }
    if approving:
        votes[approving.username] = Vote(approving.username, True, record.revision, str(approving))
    return tally(need_of(record), reviewers_of(record), list(votes.values()), record.revision)


def need_of(record: Record) -> Need:
    return find_need(record.consequence_level, counts_of(record.team))


def counts_of(team: Team) -> tuple[int, ...]:
    """Return how many approvals the team asks for at each level."""
    policy = ApprovalPolicy.objects.filter(team=team).first()
    return policy.counts if policy else LEAST


def reviewers_of(record: Record) -> tuple[Reviewer, ...]:
    """Return who of the team may review the record, by user name."""
    writers = writers_of(record)
    return tuple(
        Reviewer(
            membership.user.username,
            is_owner=membership.role == Role.OWNER,
            is_writer=membership.user_id in writers,
            label=str(membership.user),
        )
        for membership in reviewing_members(record.team)
    )


def reviewing_members(team: Team) -> list[Membership]:
    members = team.memberships.filter(role__in=REVIEWING, user__is_active=True)
    return list(members.select_related("user").order_by("user__username"))


def writers_of(record: Record) -> set[int]:
    """Return the keys of those who began the record or saved one of its revisions."""
    authors = record.revisions.order_by().values_list("author", flat=True).distinct()
    return {*authors, record.created_by_id} - {None}  # type: ignore[return-value]


def holding(verdicts: Iterable[ReviewVerdict]) -> list[ReviewVerdict]:
    """Return the newest verdict of each person, unless it was withdrawn."""
    newest = {verdict.reviewer_id: verdict for verdict in verdicts}
    return [verdict for verdict in newest.values() if verdict.withdrawn_at is None]


def verdicts_of(record: Record) -> list[ReviewVerdict]:
    """Return every verdict there ever was on the record, the oldest first."""
    return list(record.verdicts.select_related("reviewer"))


def verdict_of(record: Record, person: User) -> ReviewVerdict | None:
    """Return the verdict of a person that holds."""
    newest = record.verdicts.filter(reviewer=person).last()
    return newest if newest and newest.withdrawn_at is None else None
