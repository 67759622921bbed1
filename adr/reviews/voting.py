"""The verdicts on a record, as they are stored, counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from adr.records.models import Record, Revision
from adr.reviews.approvals import LEAST, Need, Reviewer, Tally, Vote, find_need, tally
from adr.reviews.models import ApprovalPolicy, ReviewVerdict
from aruntime.teams.models import Membership, Role, Team, User

REVIEWING = (Role.REVIEWER, Role.OWNER)


@dataclass(frozen=True)
class Council:
    """What a team asks of a review, who may give it, and who has written which of its records.

    `members` are its reviewing memberships; `writers` are the keys of people by that of a record.
    """

    counts: tuple[int, ...]
    members: tuple[Membership, ...]
    writers: Mapping[int, frozenset[int]]


def council_of(team: Team, records: Iterable[Record]) -> Council:
    """Return what the votes on some records of a team are counted with, in three queries."""
    return Council(counts_of(team), tuple(reviewing_members(team)), writers_of(records))


def writers_of(records: Iterable[Record]) -> dict[int, frozenset[int]]:
    """Return the keys of those who began each record or saved one of its revisions."""
    writers = {record.pk: _present(record.created_by_id) for record in records}
    saved = Revision.objects.filter(record__in=writers).order_by().values_list("record", "author")
    for record, author in saved.distinct():
        writers[record] |= _present(author)
    return writers


def _present(person: int | None) -> frozenset[int]:
    """Nothing, where the account was deleted since."""
    return frozenset() if person is None else frozenset({person})


def count_votes(
    record: Record,
    *,
    verdicts: Iterable[ReviewVerdict] | None = None,
    approving: User | None = None,
    council: Council | None = None,
) -> Tally:
    """Return how the verdicts on the present revision stand, or would if `approving` approved.

    `verdicts` are all of the record, and `council` is its team's, where they were read before.
    """
    council = council or council_of(record.team, [record])
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
    reviewers = reviewers_among(council, record)
    return tally(need_of(record, council), reviewers, list(votes.values()), record.revision)


def need_of(record: Record, council: Council) -> Need:
    return find_need(record.consequence_level, council.counts)


def counts_of(team: Team) -> tuple[int, ...]:
    """Return how many approvals the team asks for at each level."""
    policy = ApprovalPolicy.objects.filter(team=team).first()
    return policy.counts if policy else LEAST


def reviewers_of(record: Record) -> tuple[Reviewer, ...]:
    """Return who of the team may review the record, by user name."""
    return reviewers_among(council_of(record.team, [record]), record)


def reviewers_among(council: Council, record: Record) -> tuple[Reviewer, ...]:
    return tuple(
        Reviewer(
            membership.user.username,
            is_owner=membership.role == Role.OWNER,
            is_writer=membership.user_id in council.writers[record.pk],
            label=str(membership.user),
        )
        for membership in council.members
    )


def reviewing_members(team: Team) -> list[Membership]:
    members = team.memberships.filter(role__in=REVIEWING, user__is_active=True)
    return list(members.select_related("user").order_by("user__username"))


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
