"""What the review says when somebody accepts a record."""

from adr.records.models import Record
from adr.reviews.approvals import Tally
from adr.reviews.models import Acceptance, ReviewVerdict
from adr.reviews.verdicts import store_verdict
from adr.reviews.voting import count_votes, holding, reviewers_of, verdicts_of
from adr.reviews.wording import Lack, find_lacks
from aruntime.teams.models import User


def settle_review(
    record: Record, *, by: User, read_revision: int | None = None, overruling: str = ""
) -> tuple[Lack, ...]:
    """Return what is missing for acceptance; if nothing is, keep what the acceptance stands on.

    Whoever accepts approves: where that approval would count, it is stored as one. `overruling` is
    an owner's sentence against requests for changes. The caller rolls everything back if something
    is missing, and holds the lock on the record.
    """
    if read_revision not in (None, record.revision):
        return (Lack("The text was saved again after you had read it.", read_revision),)
    if counts_by_accepting(count_votes(record), by):
        approve = ReviewVerdict.Kind.APPROVE
        store_verdict(record, kind=approve, text="", by=by, by_accepting=True)
    tally = count_votes(record)
    lacks = find_lacks(tally, record.consequence_level)
    may_overrule = bool(overruling.strip()) and is_owner(record, by)
    if lacks and not (tally.is_enough and tally.requests and may_overrule):
        return lacks
    _keep(record, tally, overruling.strip() if tally.requests else "")
    return ()


def counts_by_accepting(tally: Tally, by: User) -> bool:
    """Tell whether the approval of whoever accepts is not given yet, and would count.

    Somebody who requests changes has to take that back first.
    """
    could = any(person.name == by.username for person in tally.could_approve)
    return could and not any(vote.name == by.username for vote in tally.requests)


def is_owner(record: Record, person: User) -> bool:
    return any(
        reviewer.name == person.username and reviewer.is_owner for reviewer in reviewers_of(record)
    )


def _keep(record: Record, tally: Tally, overruling: str) -> None:
    Acceptance.objects.create(
        record=record,
        revision=record.revision,
        needed=tally.need.count,
        by_owner=tally.need.by_owner,
        overruling=overruling,
    )
    standings = ReviewVerdict.Standing
    stands = {vote.name: standings.DISSENT for vote in tally.requests}
    for person in tally.counted:
        own = person in tally.own
        stands[person.name] = standings.OWN_APPROVAL if own else standings.APPROVAL
    for verdict in holding(verdicts_of(record)):
        if standing := stands.get(verdict.reviewer.username):
            verdict.standing = standing
            verdict.save(update_fields=["standing"])
