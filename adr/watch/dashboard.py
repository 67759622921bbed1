"""What is due in a team, or for a person in all of theirs; the number of queries is constant."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from adr.records.models import Record, Status
from adr.records.page import record_url
from adr.records.review_state import ReviewKind, ReviewState, distance, in_review_state
from adr.watch.after import ACTIONS, answer_url
from adr.watch.models import ReviewDate
from aruntime.teams.models import Membership, Role, User

PAGE_LENGTH = 25


@dataclass(frozen=True)
class Reason:
    """Why a record is due or due soon, and where the outcome is recorded."""

    words: str
    when: str
    day: date
    action: str
    url: str


@dataclass(frozen=True)
class DueRecord:
    number: int
    title: str
    url: str
    team: str
    owner: str
    reasons: tuple[Reason, ...]
    may_write: bool


@dataclass(frozen=True)
class DuePart:
    """One page of the records in one state."""

    rows: tuple[DueRecord, ...]
    page: Page
    total: int


@dataclass(frozen=True)
class Dashboard:
    due: DuePart
    due_soon: DuePart
    fine: int

    @property
    def total(self) -> int:
        return self.due.total + self.due_soon.total + self.fine


@dataclass(frozen=True)
class Asked:
    """Whose records are asked for, and on which day."""

    memberships: Collection[Membership]
    owner: User | None
    today: date
    due_soon_days: int

    def records(self) -> QuerySet[Record]:
        teams = [membership.team_id for membership in self.memberships]
        records = Record.objects.filter(team__in=teams, status=Status.ACCEPTED).order_by()
        return records.filter(owner=self.owner) if self.owner else records

    def condition(self, state: ReviewState) -> Any:
        return in_review_state(state, self.today, self.due_soon_days)


def dashboard(asked: Asked, *, due_page: str = "1", soon_page: str = "1") -> Dashboard:
    totals = asked.records().aggregate(
        **{state.name.lower(): Count("pk", filter=asked.condition(state)) for state in ReviewState}
    )
    return Dashboard(
        due=_part(asked, ReviewState.DUE, due_page, totals["due"]),
        due_soon=_part(asked, ReviewState.DUE_SOON, soon_page, totals["due_soon"]),
        fine=totals["fine"],
    )


def owners_of(membership: Membership) -> list[tuple[str, str]]:
    """Return user name and name of everybody who owns an accepted record of the team."""
    owned = Record.objects.filter(team=membership.team, status=Status.ACCEPTED)
    people = User.objects.filter(pk__in=owned.order_by().values("owner")).order_by("username")
    return [(person.username, str(person)) for person in people]


def _part(asked: Asked, state: ReviewState, number: str, total: int) -> DuePart:
    last_soon_day = asked.today + timedelta(days=asked.due_soon_days)
    ahead = ReviewDate.objects.filter(closed_by__isnull=True, due_on__lte=last_soon_day)
    records = (
        asked.records()
        .filter(asked.condition(state))
        .select_related("owner", "team")
        .prefetch_related(Prefetch("review_dates", queryset=ahead, to_attr="dates_ahead"))
        .order_by(F("fired_at").asc(nulls_last=True), "next_due_on", "pk")
    )
    paginator = Paginator(records, PAGE_LENGTH)
    paginator.count = total  # It was counted together with the others.
    page = paginator.get_page(number)
    writes = {each.team_id for each in asked.memberships if each.may_act_as(Role.AUTHOR)}
    rows = tuple(_row(record, asked.today, writes) for record in page.object_list)
    return DuePart(rows, page, total)


def _row(record: Record, today: date, writes: Collection[int]) -> DueRecord:
    return DueRecord(
        number=record.number,
        title=record.title,
        url=record_url(record),
        team=record.team.name,
        owner=str(record.owner) if record.owner else "",
        reasons=tuple(_reasons(record, today)),
        may_write=record.team_id in writes,
    )


def _reasons(record: Record, today: date) -> Iterator[Reason]:
    team = record.team.slug
    if record.fired_at:
        day = timezone.localdate(record.fired_at)
        yield Reason(
            words="A revisit trigger has fired",
            when=distance((day - today).days),
            day=day,
            action=ACTIONS[ReviewKind.PERIODIC],
            url=reverse("adr:record_review", args=[team, record.number]),
        )
    for dated in record.dates_ahead:  # type: ignore[attr-defined]
        yield Reason(
            words=f"{dated.get_kind_display()}: {dated.what}".rstrip(": "),
            when=distance((dated.due_on - today).days),
            day=dated.due_on,
            action=ACTIONS[ReviewKind(dated.kind)],
            url=answer_url(dated, team, record.number),
        )
