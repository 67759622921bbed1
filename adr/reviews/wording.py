"""What stands in the way of accepting a record, in sentences. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adr.reviews.approvals import Need, Reviewer, Tally, Vote


@dataclass(frozen=True)
class Lack:
    """One thing that is missing. `since` is a revision whose changes up to now are worth a look."""

    sentence: str
    since: int | None = None


def need_in_words(need: Need, level: int | None) -> str:
    """Return what a record needs, and why."""
    if level is None:
        why = "because the consequence level is not set"
    else:
        why = f"at consequence level {level}"
    owner = ", one of them by an owner of the team," if need.by_owner and need.count > 1 else ""
    if need.by_owner and need.count == 1:
        owner = " by an owner of the team"
    return f"{_approvals(need.count)}{owner} {'is' if need.count == 1 else 'are'} needed {why}."


def find_lacks(tally: Tally, level: int | None) -> tuple[Lack, ...]:
    """Return everything that is missing for acceptance, what is to be done about it included."""
    if tally.is_enough:
        return tuple(_requests(tally))
    return (
        Lack(f"{need_in_words(tally.need, level)} {_given(tally)}"),
        *_who_could(tally),
        *_own_ones(tally),
        *_stale_ones(tally),
        *_requests(tally),
    )


def _given(tally: Tally) -> str:
    if not tally.counted:
        return "None is given yet."
    given = "1 is" if len(tally.counted) == 1 else f"{len(tally.counted)} are"
    names = _and([label_of(person) for person in tally.counted])
    owner = ", none of them an owner" if tally.owner_is_missing else ""
    return f"{given} given, by {names}{owner}."


def _who_could(tally: Tally) -> Iterator[Lack]:
    if tally.most < tally.need.count:
        most = f"only {_approvals(tally.most)}" if tally.most else "no approval"
        yield Lack(
            f"In this team {most} can be had: too few people may review. An owner of the team can "
            "add a member, or give one the role reviewer."
        )
    elif tally.could_approve:
        yield Lack(f"Could approve: {_and([label_of(p) for p in tally.could_approve], 'or')}.")


def _own_ones(tally: Tally) -> Iterator[Lack]:
    for person in tally.not_counted:
        name = label_of(person)
        yield Lack(
            f"The approval of {name} does not count: {name} has written some of the text, and "
            "others of the team can review it."
        )


def _stale_ones(tally: Tally) -> Iterator[Lack]:
    for vote in tally.stale:
        yield Lack(
            f"{label_of(vote)} approved revision {vote.revision}, and the text has changed since.",
            vote.revision,
        )


def _requests(tally: Tally) -> Iterator[Lack]:
    for vote in tally.requests:
        name = label_of(vote)
        yield Lack(
            f"{name} requests changes, having read revision {vote.revision}. That is settled when "
            f"{name} approves or withdraws it, or when an owner of the team accepts against it and "
            "says why."
        )


def label_of(someone: Reviewer | Vote) -> str:
    return someone.label or someone.name


def _approvals(count: int) -> str:
    return f"{count} approval{'' if count == 1 else 's'}"


def _and(names: Sequence[str], word: str = "and") -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"
