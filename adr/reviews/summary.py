"""The review of a record as plain data: what its page and its PDF show of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import prefetch_related_objects

from adr.records.models import Record, Status
from adr.reviews.approvals import Tally
from adr.reviews.models import Acceptance, Dissent, ReviewVerdict
from adr.reviews.voting import Council, council_of, count_votes, need_of
from adr.reviews.wording import Lack, find_lacks, need_in_words

WORDS = {
    ReviewVerdict.Kind.APPROVE: ("Approved", "good"),
    ReviewVerdict.Kind.REQUEST_CHANGES: ("Requested changes", "bad"),
}
UNDECIDED = (Status.DRAFT, Status.PROPOSED)
# What is read of each record.
ROWS = ("verdicts__reviewer", "dissents__person", "review_requests__reviewer", "acceptance")


@dataclass(frozen=True)
class ShownVerdict:
    """One verdict, and whether the text has changed since it was given."""

    name: str
    word: str
    tone: str
    text: str
    revision: int
    at: datetime
    is_stale: bool
    withdrawn_at: datetime | None
    remark: str = ""


@dataclass(frozen=True)
class ReviewerLine:
    """One person: whether asked, the verdict that holds, and those before it."""

    key: int
    name: str
    is_asked: bool
    verdict: ShownVerdict | None
    earlier: tuple[ShownVerdict, ...]


@dataclass(frozen=True)
class ShownDissent:
    key: int
    name: str
    text: str
    revision: int
    at: datetime


@dataclass(frozen=True)
class TeamReview:
    """The whole review. `outcome` says what an accepted record stands on; before, `need` says what
    it takes to be accepted, and `lacks` what is missing of that.
    """

    revision: int = 0
    need: str = ""
    lacks: tuple[Lack, ...] = ()
    outcome: tuple[str, ...] = ()
    overruling: str = ""
    lines: tuple[ReviewerLine, ...] = ()
    dissents: tuple[ShownDissent, ...] = ()
    could_approve: tuple[str, ...] = ()  # user names

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.dissents or self.outcome)


def team_review(record: Record, council: Council | None = None) -> TeamReview:
    """Return the review of a record; the number of queries is constant.

    None is made where ROWS of the record and the `council` of its team were read before.
    """
    prefetch_related_objects([record], *ROWS)
    level = record.consequence_level
    verdicts = list(record.verdicts.all())
    tally, need = None, ""
    if record.status in UNDECIDED:
        council = council or council_of(record.team, [record])
        need = need_in_words(need_of(record, council), level)
        if record.status == Status.PROPOSED:
            tally = count_votes(record, verdicts=verdicts, council=council)
    acceptance = find_acceptance(record)
    revision = acceptance.revision if acceptance else record.revision
    return TeamReview(
        revision=revision,
        need=need,
        lacks=find_lacks(tally, level) if tally else (),
        outcome=_outcome(acceptance, verdicts) if acceptance else (),
        overruling=acceptance.overruling if acceptance else "",
        lines=_lines(record, verdicts, tally, revision),
        dissents=tuple(_dissent(row) for row in record.dissents.all()),
        could_approve=tuple(person.name for person in tally.could_approve) if tally else (),
    )


def find_acceptance(record: Record) -> Acceptance | None:
    """Return what a record stood on when it was accepted; none if it was accepted before that
    was kept.
    """
    if record.status in (*UNDECIDED, Status.REJECTED):
        return None
    return getattr(record, "acceptance", None)


def _lines(
    record: Record, verdicts: Sequence[ReviewVerdict], tally: Tally | None, revision: int
) -> tuple[ReviewerLine, ...]:
    asked = {
        request.reviewer_id: str(request.reviewer)
        for request in record.review_requests.all()
        if request.withdrawn_at is None
    }
    names = asked | {verdict.reviewer_id: str(verdict.reviewer) for verdict in verdicts}
    not_counted = {person.name for person in tally.not_counted} if tally else set()
    lines = []
    for key, name in names.items():
        own = [verdict for verdict in verdicts if verdict.reviewer_id == key]
        shown = [_verdict(verdict, revision, not_counted) for verdict in own]
        holds = bool(own) and own[-1].withdrawn_at is None
        lines.append(
            ReviewerLine(
                key,
                name,
                is_asked=key in asked,
                verdict=shown[-1] if holds else None,
                earlier=tuple(shown[:-1] if holds else shown),
            )
        )
    return tuple(lines)


def _verdict(verdict: ReviewVerdict, revision: int, not_counted: Iterable[str]) -> ShownVerdict:
    word, tone = WORDS[ReviewVerdict.Kind(verdict.kind)]
    approves = verdict.kind == ReviewVerdict.Kind.APPROVE
    is_stale = verdict.revision != revision
    remark = verdict.get_standing_display() if verdict.standing else ""
    if not verdict.standing and not is_stale and approves:
        own = verdict.reviewer.username in not_counted
        remark = "Does not count: written by the same person" if own else ""
    return ShownVerdict(
        name=str(verdict.reviewer),
        word=f"{word} by accepting" if verdict.by_accepting else word,
        tone="quiet" if is_stale and approves else tone,
        text=verdict.text,
        revision=verdict.revision,
        at=verdict.at,
        is_stale=is_stale,
        withdrawn_at=verdict.withdrawn_at,
        remark=remark,
    )


def _dissent(dissent: Dissent) -> ShownDissent:
    return ShownDissent(
        dissent.person_id, str(dissent.person), dissent.text, dissent.revision, dissent.at
    )


def _outcome(acceptance: Acceptance, verdicts: Sequence[ReviewVerdict]) -> tuple[str, ...]:
    standings = ReviewVerdict.Standing
    counted = [v for v in verdicts if v.standing in (standings.APPROVAL, standings.OWN_APPROVAL)]
    needed = f"{acceptance.needed} {'was' if acceptance.needed == 1 else 'were'} needed"
    owner = ", one of them by an owner" if acceptance.by_owner else ""
    approvals = f"{len(counted)} approval{'' if len(counted) == 1 else 's'}"
    sentences = [f"Accepted with {approvals}; {needed}{owner}."]
    sentences += [
        f"Approved by {verdict.reviewer}, who has written some of the text: too few others in the "
        "team could review it."
        for verdict in counted
        if verdict.standing == standings.OWN_APPROVAL
    ]
    sentences += [
        f"Accepted against the request for changes of {verdict.reviewer}."
        for verdict in verdicts
        if verdict.standing == standings.DISSENT
    ]
    return tuple(sentences)
