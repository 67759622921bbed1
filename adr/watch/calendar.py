"""Open dates as an iCalendar (RFC 5545): plain data in, bytes out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vText

PRODUCT = "-//ARuntime//Review dates 1//EN"
# RFC 5545 allows no control character in a text but tab and the end of a line.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class DatedEvent:
    """One date of one record, for the whole day."""

    uid: str
    day: date
    changed_at: datetime
    summary: str
    description: str
    url: str
    category: str


@dataclass(frozen=True)
class DatedCalendar:
    name: str
    description: str
    events: tuple[DatedEvent, ...]

    @property
    def etag(self) -> str:
        """The same for the same content, and only for that."""
        return sha256(f"{PRODUCT}{self!r}".encode()).hexdigest()


def to_ical(dated: DatedCalendar) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(_clean(dated.name)))
    calendar.add("x-wr-caldesc", vText(_clean(dated.description)))
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for each in _events(dated.events):
        calendar.add_component(each)
    return bytes(calendar.to_ical())


def _events(events: Sequence[DatedEvent]) -> list[Event | Timezone]:
    # A calendar holds one component at least (RFC 5545, 3.4), also when nothing is due.
    return [_event(each) for each in events] or [_time_zone()]


def _event(each: DatedEvent) -> Event:
    event = Event()
    event.add("uid", each.uid)
    # Without a method, this is when the event was last changed (RFC 5545, 3.8.7.2).
    event.add("dtstamp", each.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", each.day)
    event.add("summary", _clean(each.summary))
    event.add("description", _clean(each.description))
    event.add("url", each.url)
    event.add("categories", [each.category])
    # It takes nobody's time on that day.
    event.add("transp", "TRANSPARENT")
    return event


def _time_zone() -> Timezone:
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 (its own local time)
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    standard.add("tzname", "UTC")
    zone = Timezone()
    zone.add("tzid", "UTC")
    zone.add_component(standard)
    return zone


def _clean(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL.sub("", lines)
