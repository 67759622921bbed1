"""Calendar links: made and shown once, read without signing in, revoked, and at an end in time."""

import icalendar
import pytest
import time_machine
from django.test import Client

from adr.records.models import Record, Status
from adr.watch import calendar_feed
from adr.watch.calendar_links import MOST_LINKS, make_link
from adr.watch.models import CalendarLink
from aruntime.teams.models import AuditEntry, Role
from tests.adr.records.factories import make_record_in
from tests.adr.watch.factories import NEXT_YEAR, make_accepted, open_date, reaffirm
from tests.adr.watch.rfc5545 import assert_follows_rfc5545
from tests.conftest import signed_in
from tests.factories import make_team

PAGE = "/calendar/"
ALL_OF_TEAM = {"team": "search-platform", "records": "all"}


@pytest.fixture
def record(team, author) -> Record:
    return make_accepted(team, author)


def make(client: Client, **sent: str) -> str:
    """Make a link on the page; return the path of its calendar."""
    page = client.post(PAGE, ALL_OF_TEAM | sent, follow=True)
    return str(page.context["fresh"]["address"]).removeprefix("http://127.0.0.1:8000")


def read(path: str, **headers: str):
    """Read a calendar as a program does: without a session."""
    return Client().get(path, headers=headers)


def events_of(path: str) -> list[str]:
    calendar = icalendar.Calendar.from_ical(read(path).content)
    return [str(event["summary"]) for event in calendar.events]


def test_calendar_holds_each_open_date_and_leads_to_the_record(as_reader, record):
    path = make(as_reader)

    response = read(path)

    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert_follows_rfc5545(response.content)
    title = "1. Serve the assistant with vLLM"
    assert events_of(path) == [
        f"Look back: {title}",
        f"Confirmation: p95 below 150 ms ({title})",
        f"Review: {title}",
    ]
    for event in icalendar.Calendar.from_ical(response.content).events:
        assert event["url"] == "http://127.0.0.1:8000/teams/search-platform/records/1/"
        assert "Owner: ana" in event["description"]


def test_calendar_needs_no_session_and_leaves_none(as_reader, record):
    response = read(make(as_reader))

    assert not response.cookies
    assert response["Cache-Control"] == "private, no-cache"


def test_address_is_shown_once_and_only_a_fingerprint_is_kept(as_reader, record):
    path = make(as_reader)

    secret = path.removeprefix("/calendar/").removesuffix(".ics")
    assert secret not in as_reader.get(PAGE).content.decode()
    assert secret not in str(CalendarLink.objects.values().get())


def test_identifiers_stay_and_a_date_that_was_answered_is_gone(as_reader, record, author):
    path = make(as_reader)
    before = {str(e["uid"]) for e in icalendar.Calendar.from_ical(read(path).content).events}
    review = f"review-date-{open_date(record, 'periodic').pk}@127.0.0.1"

    reaffirm(record, author)

    after = icalendar.Calendar.from_ical(read(path).content).events
    assert review in before
    assert before - {str(event["uid"]) for event in after} == {review}
    assert NEXT_YEAR in {event["dtstart"].dt for event in after}


def test_record_that_is_no_longer_in_force_is_not_in_the_calendar(as_reader, team, author):
    make_record_in(Status.DEPRECATED, team, author)
    make_record_in(Status.PROPOSED, team, author)

    assert events_of(make(as_reader)) == []


def test_link_for_the_records_that_i_own(as_author, record, team, owner):
    make_accepted(team, owner, owner="olga", title="Something of Olga's")

    assert len(events_of(make(as_author, records="own"))) == 3
    assert len(events_of(make(as_author))) == 6


def test_link_for_all_my_teams_follows_my_memberships(as_author, record, author):
    other = make_team("Gateway", "gateway")
    membership = other.memberships.create(user=author, role=Role.AUTHOR)
    make_accepted(other, author)
    path = make(as_author, team="all")
    assert len(events_of(path)) == 6

    membership.delete()
    assert len(events_of(path)) == 3
    author.memberships.all().delete()
    assert read(path).status_code == 404


def test_link_of_a_team_ends_with_the_membership_for_good(as_author, record, author, team):
    path = make(as_author)

    author.memberships.all().delete()
    assert read(path).status_code == 404
    team.memberships.create(user=author, role=Role.AUTHOR)
    assert read(path).status_code == 404


@pytest.mark.parametrize("team_name", ["search-platform", "all"])
def test_link_of_an_account_that_is_switched_off_shows_nothing(
    as_author, record, author, team_name
):
    path = make(as_author, team=team_name)

    author.is_active = False
    author.save()

    assert read(path).status_code == 404


@pytest.mark.parametrize("token", ["no-such-token", "%00", "ä", "x" * 500])
def test_wrong_address_is_not_found(db, token):
    assert read(f"/calendar/{token}.ics").status_code == 404


def test_revoked_link_stops_working_and_leaves_the_others(as_author, record):
    revoked, kept = make(as_author), make(as_author)

    as_author.post(PAGE, {"revoke": CalendarLink.objects.earliest("pk").pk})

    assert (read(revoked).status_code, read(kept).status_code) == (404, 200)


def test_renewed_link_has_another_address(as_author, record):
    old = make(as_author)

    page = as_author.post(PAGE, {"renew": CalendarLink.objects.get().pk}, follow=True)

    new = page.context["fresh"]["address"].removeprefix("http://127.0.0.1:8000")
    assert (read(old).status_code, read(new).status_code) == (404, 200)
    assert CalendarLink.objects.count() == 1


@pytest.mark.parametrize("deed", ["revoke", "renew"])
def test_nobody_touches_the_link_of_somebody_else(as_author, as_owner, record, deed):
    path = make(as_author)

    assert as_owner.post(PAGE, {deed: CalendarLink.objects.get().pk}).status_code == 404
    assert read(path).status_code == 200
    assert "Your links" not in as_owner.get(PAGE).content.decode()


def test_links_stand_in_the_audit_record_without_their_secret(as_author, record, author):
    path = make(as_author)
    as_author.post(PAGE, {"renew": CalendarLink.objects.get().pk})
    as_author.post(PAGE, {"revoke": CalendarLink.objects.get().pk})

    entries = AuditEntry.objects.filter(deed__startswith="calendar_link").order_by("pk")
    assert [entry.deed for entry in entries] == [
        "calendar_link.made",
        "calendar_link.renewed",
        "calendar_link.revoked",
    ]
    assert {entry.by for entry in entries} == {author}
    assert path[10:-4] not in str(list(entries.values()))


def test_form_says_what_is_missing(as_author, team):
    response = as_author.post(PAGE, {"team": "another-team"})

    assert response.status_code == 422
    for words in ("Select a team", "Select which records"):
        assert words in response.content.decode()


def test_nobody_has_more_links_than_anybody_needs(as_author, author, record):
    for _ in range(MOST_LINKS):
        make_link(user=author, membership=None, only_own=False)

    response = as_author.post(PAGE, ALL_OF_TEAM)

    assert response.status_code == 422
    assert "Revoke one of your 20 links first" in response.content.decode()


def test_page_says_when_a_link_was_read_last(as_author, record):
    with time_machine.travel("2026-12-01 12:00", tick=False):
        path = make(as_author)
        assert "never read yet" in as_author.get(PAGE).content.decode()

        read(path)

        assert "last read on 1 December 2026" in as_author.get(PAGE).content.decode()


def test_program_that_has_the_calendar_already_gets_none(as_author, record, author):
    path = make(as_author)
    first = read(path)

    assert read(path, if_none_match=first["ETag"]).status_code == 304
    assert read(path, if_modified_since=first["Last-Modified"]).status_code == 304

    with time_machine.travel("2027-01-01 12:00", tick=False):
        reaffirm(record, author)
    assert read(path, if_none_match=first["ETag"]).status_code == 200
    assert read(path, if_modified_since=first["Last-Modified"]).status_code == 200


def test_calendar_of_a_large_library_says_what_it_leaves_out(as_author, record, monkeypatch):
    monkeypatch.setattr(calendar_feed, "MOST_EVENTS", 2)
    path = make(as_author)

    calendar = icalendar.Calendar.from_ical(read(path).content)

    assert len(calendar.events) == 2
    assert "1 later dates are left out" in str(calendar["x-wr-caldesc"])


def test_reading_takes_a_constant_number_of_queries(
    as_author, record, team, author, django_assert_num_queries
):
    path = make(as_author)
    for _ in range(5):
        make_accepted(team, author)
    read(path)

    with django_assert_num_queries(3):
        read(path)


def test_link_made_by_another_session_is_shown_to_that_session_only(author, record):
    one, other = signed_in(author), signed_in(author)

    one.post(PAGE, ALL_OF_TEAM)

    assert other.get(PAGE).context["fresh"] is None
    assert one.get(PAGE).context["fresh"] is not None
