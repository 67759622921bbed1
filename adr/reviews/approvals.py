"""When a record has the approvals that it needs. Pure: no Django, no database.

- How many approvals are needed follows from the consequence level: 1, 1, 2 and 2, at level 3 one of
  them by an owner of the team. A team can ask for more, never for fewer. A level that nobody has
  set counts as the strictest, because unknown never passes.
- An approval counts on the revision that it was given on. A later revision makes it stale.
- It counts from a member who may review (a reviewer or an owner). Each person counts once.
- Nobody's approval of their own text counts where others could give it. Where fewer people than are
  needed may review and have not written the text, approvals of its writers fill the places that
  nobody else could: only those of owners, and the record says so. At levels 2 and 3 these are still
  two different persons.
- A request for changes stands in the way until whoever made it approves or withdraws it, or an
  owner accepts against it with a sentence; it then stays in the record as dissent. A later revision
  does not settle it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = (1, 1, 2, 2)
MOST = 9
BY_OWNER_FROM = 3


@dataclass(frozen=True)
class Need:
    """How many approvals, and whether one of them must be by an owner of the team."""

    count: int
    by_owner: bool = False


@dataclass(frozen=True)
class Reviewer:
    """A member of the team who may review, and whether some of the text is theirs.

    `name` is the user name, which tells people apart; `label` is what others read.
    """

    name: str
    is_owner: bool = False
    is_writer: bool = False
    label: str = ""


@dataclass(frozen=True)
class Vote:
    """The last verdict of one person that was not withdrawn."""

    name: str
    approves: bool
    revision: int
    label: str = ""


@dataclass(frozen=True)
class Tally:
    """The votes on one revision, held against the need."""

    need: Need
    counted: tuple[Reviewer, ...]
    not_counted: tuple[Reviewer, ...]  # They approve this revision, and have written the text.
    stale: tuple[Vote, ...]  # Approvals of an earlier revision.
    requests: tuple[Vote, ...]  # Requests for changes, of whatever revision.
    could_approve: tuple[Reviewer, ...]  # Their approval would count.
    most: int  # As many approvals as can be had in this team at all.

    @property
    def missing(self) -> int:
        return max(self.need.count - len(self.counted), 0)

    @property
    def owner_is_missing(self) -> bool:
        return self.need.by_owner and not any(person.is_owner for person in self.counted)

    @property
    def is_enough(self) -> bool:
        """Whether the approvals suffice; a request for changes may still stand in the way."""
        return not self.missing and not self.owner_is_missing

    @property
    def own(self) -> tuple[Reviewer, ...]:
        """Those whose approval of their own text counts, for want of others."""
        return tuple(person for person in self.counted if person.is_writer)


def find_need(level: int | None, asked_for: Sequence[int] = LEAST) -> Need:
    """Return what a record needs; `asked_for` is what its team asks for at each level."""
    if level is None:
        return Need(max(*LEAST, *asked_for), by_owner=True)
    return Need(max(LEAST[level], asked_for[level]), by_owner=level >= BY_OWNER_FROM)


def tally(need: Need, reviewers: Sequence[Reviewer], votes: Sequence[Vote], revision: int) -> Tally:
    """Count the votes on `revision`; `votes` holds at most one for each person."""
    approving = {vote.name for vote in votes if vote.approves and vote.revision == revision}
    counted = count_approvals(need, reviewers, approving)
    names = {person.name for person in counted}
    return Tally(
        need=need,
        counted=counted,
        not_counted=tuple(p for p in reviewers if p.name in approving - names),
        stale=tuple(vote for vote in votes if vote.approves and vote.revision != revision),
        requests=tuple(vote for vote in votes if not vote.approves),
        could_approve=tuple(
            person
            for person in reviewers
            if person.name not in approving
            and person in count_approvals(need, reviewers, approving | {person.name})
        ),
        most=len(count_approvals(need, reviewers, {person.name for person in reviewers})),
    )


def count_approvals(
    need: Need, reviewers: Sequence[Reviewer], approving: set[str]
) -> tuple[Reviewer, ...]:
    """Return those among the approving whose approval counts."""
    others = [person for person in reviewers if not person.is_writer]
    theirs = [person for person in others if person.name in approving]
    has_owner = not need.by_owner or any(person.is_owner for person in theirs)
    if len(theirs) >= need.count and has_owner:
        return tuple(theirs)
    places = max(need.count - len(others), 0)
    if need.by_owner and not any(person.is_owner for person in others):
        places = max(places, 1)
    own = [p for p in reviewers if p.is_writer and p.is_owner and p.name in approving]
    return (*theirs, *own[:places])
