"""Who has to be told of which dates and fired triggers today.

A person is told when a date comes near, told again when it is reached, and from then on once a
week until an outcome is recorded. Whoever owns the record is told; where that person has left the
team or has no account any more, the owners of the team are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from adr.records.models import Record, Status
from adr.records.page import record_url
from adr.records.review_state import ReviewKind, ReviewState, state_of_date
from adr.watch.models import ReviewDate, SentReminder
from aruntime.teams.models import Membership, Role, User

REPEAT_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Reminder:
    """One thing to look at, as the mail says it; `subject` names it for good."""

    subject: str
    state: ReviewState
    record: int
    words: str
    title: str
    team: str
    day: date
    path: str
    remark: str = ""

    @property
    def is_due(self) -> bool:
        return self.state == ReviewState.DUE


@dataclass(frozen=True)
class Digest:
    """All that one person is told in one mail."""

    person: User
    reminders: tuple[Reminder, ...]

    @property
    def due(self) -> list[Reminder]:
        return [each for each in self.reminders if each.is_due]

    @property
    def due_soon(self) -> list[Reminder]:
        return [each for each in self.reminders if not each.is_due]

    @property
    def counts(self) -> str:
        parts = (
            (f"{len(self.due)} due", self.due),
            (f"{len(self.due_soon)} due soon", self.due_soon),
        )
        return ", ".join(words for words, found in parts if found)


@dataclass(frozen=True)
class Needed:
    """What has to be told, by person, and which records have nobody to be told."""

    digests: tuple[Digest, ...]
    unheard: tuple[Record, ...]


@dataclass(frozen=True)
class _Teams:
    """The members with an account that is switched on, by team."""

    members: dict[int, dict[int, Membership]]

    def hearers(self, record: Record) -> list[User]:
        members = self.members.get(record.team_id, {})
        if record.owner_id in members:
            return [members[record.owner_id].user]
        return [each.user for each in members.values() if each.role == Role.OWNER]


def needed_reminders(*, today: date, due_soon_days: int) -> Needed:
    """Return whom to tell what, whether or not they were told; in three queries."""
    found = [*_dates(today, due_soon_days), *_firings(today)]
    teams = _load_teams({record.team_id for record, _ in found})
    people: dict[int, User] = {}
    told: dict[int, list[Reminder]] = {}
    unheard: dict[int, Record] = {}
    for record, reminder in found:
        hearers = teams.hearers(record)
        if not hearers:
            unheard[record.pk] = record
        for person in hearers:
            people[person.pk] = person
            told.setdefault(person.pk, []).append(_with_remark(reminder, record, person))
    digests = (Digest(people[pk], tuple(sorted(told[pk], key=_order))) for pk in sorted(people))
    return Needed(tuple(digests), tuple(unheard.values()))


def not_told_yet(digest: Digest, sent: Iterable[SentReminder], today: date) -> Digest:
    """Leave out what the person was told in its present state, and needs no repetition today."""
    told = {
        (each.subject, each.state)
        for each in sent
        if each.state == ReviewState.DUE_SOON or each.sent_on > today - REPEAT_AFTER
    }
    left = (each for each in digest.reminders if (each.subject, each.state) not in told)
    return Digest(digest.person, tuple(left))


def _dates(today: date, due_soon_days: int) -> Iterator[tuple[Record, Reminder]]:
    dates = ReviewDate.objects.filter(
        closed_by__isnull=True,
        record__status=Status.ACCEPTED,
        due_on__lte=today + timedelta(days=due_soon_days),
    )
    for each in dates.select_related("record__team", "record__owner"):
        kind = ReviewKind(each.kind)
        words = f"{kind.label}: {each.what}" if each.what else str(kind.label)
        state = state_of_date(each.due_on, today, due_soon_days)
        yield each.record, _reminder(each.record, f"date-{each.pk}", state, words, each.due_on)


def _firings(today: date) -> Iterator[tuple[Record, Reminder]]:
    fired = Record.objects.filter(status=Status.ACCEPTED, fired_at__isnull=False)
    for record in fired.select_related("team", "owner"):
        if record.fired_at:
            subject = f"fired-{record.pk}-{record.fired_at.timestamp():.0f}"
            day = timezone.localdate(record.fired_at)
            words = "A revisit trigger has fired"
            yield record, _reminder(record, subject, ReviewState.DUE, words, min(day, today))


def _reminder(record: Record, subject: str, state: ReviewState, words: str, day: date) -> Reminder:
    return Reminder(
        subject=subject,
        state=state,
        record=record.pk,
        words=words,
        title=f"{record.number}. {record.title}",
        team=record.team.name,
        day=day,
        path=f"{record_url(record)}#after-acceptance",
    )


def _load_teams(teams: Iterable[int]) -> _Teams:
    members: dict[int, dict[int, Membership]] = {}
    found = Membership.objects.filter(team__in=teams, user__is_active=True)
    for each in found.select_related("user").order_by("user"):
        members.setdefault(each.team_id, {})[each.user_id] = each
    return _Teams(members)


def _with_remark(reminder: Reminder, record: Record, person: User) -> Reminder:
    if person.pk == record.owner_id:
        return reminder
    remark = (
        f"Its owner, {record.owner}, has left the team or has no account any more."
        if record.owner
        else "Nobody owns it."
    )
    return Reminder(**{**vars(reminder), "remark": remark})


def _order(reminder: Reminder) -> tuple[str, date, str]:
    return (reminder.team, reminder.day, reminder.subject)
