"""What the calendar of a link holds."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max, QuerySet

from adr.records.models import Record, Status
from adr.records.page import record_url
from adr.records.review_state import ReviewKind
from adr.watch.after import answer_url
from adr.watch.calendar import DatedCalendar, DatedEvent
from adr.watch.models import CalendarLink, ReviewDate
from aruntime.mail import absolute_url
from aruntime.teams.models import Team

# The earliest are the ones that count; a program that reads every hour should get an answer soon.
MOST_EVENTS = 2000


def calendar_of(link: CalendarLink, teams: list[Team]) -> DatedCalendar:
    dates = _dates_of(link, teams).filter(closed_by__isnull=True, record__status=Status.ACCEPTED)
    shown = dates.select_related("record__team", "record__owner").order_by("due_on", "pk")
    events = tuple(_event(each) for each in shown[:MOST_EVENTS])
    left_out = dates.count() - len(events) if len(events) == MOST_EVENTS else 0
    whose = "Records you own" if link.only_own else "All records"
    where = teams[0].name if link.membership else "all your teams"
    return DatedCalendar(
        name=f"ARuntime: {link.membership.team.name if link.membership else 'due in all teams'}",
        description=f"When decisions are looked at again. {whose}, {where}."
        + (f" {left_out} later dates are left out." if left_out else ""),
        events=events,
    )


def last_change(link: CalendarLink, teams: list[Team]) -> datetime | None:
    """Return when the calendar changed last; None where leaving a team changes it, too.

    Dates that are closed by now count: it changed when they left it.
    """
    if link.membership is None:
        return None
    changed_at = _dates_of(link, teams).aggregate(last=Max("changed_at"))["last"]
    return max(filter(None, [link.made_at, changed_at]))


def _dates_of(link: CalendarLink, teams: list[Team]) -> QuerySet[ReviewDate]:
    dates = ReviewDate.objects.filter(record__team__in=teams)
    return dates.filter(record__owner=link.user) if link.only_own else dates


def _event(dated: ReviewDate) -> DatedEvent:
    record = dated.record
    title = f"{record.number}. {record.title}"
    kind = ReviewKind(dated.kind)
    answer = absolute_url(answer_url(dated, record.team.slug, record.number))
    return DatedEvent(
        uid=f"review-date-{dated.pk}@{urlsplit(settings.SITE_URL).hostname}",
        day=dated.due_on,
        changed_at=dated.changed_at,
        summary=f"{kind.label}: {dated.what} ({title})" if dated.what else f"{kind.label}: {title}",
        description=f"{_owner(record)}\nTeam: {record.team}\nRecord the outcome: {answer}",
        url=absolute_url(record_url(record)),
        category=str(kind.label),
    )


def _owner(record: Record) -> str:
    return f"Owner: {record.owner}" if record.owner else "Nobody owns the record."
