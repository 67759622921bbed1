"""The calendar as bytes: what RFC 5545 asks for, whatever the titles hold."""

from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr.watch.calendar import DatedCalendar, DatedEvent, to_ical
from tests.adr.watch.rfc5545 import assert_follows_rfc5545, properties_of

pytestmark = pytest.mark.pure
AT = datetime(2026, 11, 24, 9, 30, 15, 123456, tzinfo=UTC)


def make_event(**changes: object) -> DatedEvent:
    values = {
        "uid": "review-date-7@aruntime.example.org",
        "day": date(2027, 5, 24),
        "changed_at": AT,
        "summary": "Review: 12. Serve the ranker",
        "description": "Owner: Ana\nTeam: Search platform",
        "url": "https://aruntime.example.org/teams/search-platform/records/12/?a=1,2;b",
        "category": "Review",
    }
    return DatedEvent(**(values | changes))


def make_calendar(*events: DatedEvent) -> DatedCalendar:
    return DatedCalendar("ARuntime: Search, platform; all", "When to look again.", events)


def test_event_is_a_whole_day_that_takes_nobodys_time():
    event = next(iter(icalendar.Calendar.from_ical(to_ical(make_calendar(make_event()))).events))

    assert event["dtstart"].dt == date(2027, 5, 24)
    assert event["dtstamp"].dt == datetime(2026, 11, 24, 9, 30, 15, tzinfo=UTC)
    assert event["transp"] == "TRANSPARENT"
    assert event["url"] == make_event().url


def test_calendar_says_its_name_and_who_made_it():
    properties = properties_of(to_ical(make_calendar(make_event())))

    assert "PRODID:-//ARuntime//Review dates 1//EN" in properties
    assert "VERSION:2.0" in properties
    assert r"X-WR-CALNAME:ARuntime: Search\, platform\; all" in properties
    assert "DTSTART;VALUE=DATE:20270524" in properties


def test_long_line_is_folded_between_characters():
    data = to_ical(make_calendar(make_event(summary="Größe " * 40)))

    assert_follows_rfc5545(data)
    assert any(line.startswith(b" ") for line in data.split(b"\r\n"))


def test_calendar_without_dates_is_a_calendar():
    data = to_ical(make_calendar())

    assert_follows_rfc5545(data)
    assert not icalendar.Calendar.from_ical(data).events


def test_same_dates_give_the_same_bytes_and_another_date_another_tag():
    first, second = make_calendar(make_event()), make_calendar(make_event())
    third = make_calendar(make_event(day=date(2027, 5, 25)))

    assert to_ical(first) == to_ical(second)
    assert first.etag == second.etag != third.etag


@given(summary=st.text(max_size=200), description=st.text(max_size=300))
def test_any_title_comes_out_as_it_went_in_but_for_control_characters(summary, description):
    data = to_ical(make_calendar(make_event(summary=summary, description=description)))

    assert_follows_rfc5545(data)
    event = next(iter(icalendar.Calendar.from_ical(data).events))
    assert str(event["summary"]) == printable(summary)
    assert str(event["description"]) == printable(description)


def printable(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\t\n" or (ord(c) >= 32 and ord(c) != 127))
