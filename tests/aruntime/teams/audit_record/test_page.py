"""The page of the audit record: who did what when."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from aruntime.teams.audit import note_deed
from aruntime.teams.models import AuditEntry, Team, User
from tests.aruntime.teams.audit_record.factories import make_entries
from tests.factories import make_team

AUDIT = "/account/teams/search-platform/audit/"


def note(team: Team, deed: str, *, by: User | None, on: str = "2026-11-24", **detail):
    with time_machine.travel(datetime.fromisoformat(on).replace(hour=9, tzinfo=UTC), tick=False):
        note_deed(team, by=by, deed=deed, subject=f"{deed} by {by}", **detail)


@pytest.fixture
def filled(team: Team, owner: User, author: User) -> None:
    note(team, "team.made", by=owner, on="2026-11-20")
    note(team, "record.created", by=author, on="2026-11-22")
    note(team, "record.accepted", by=owner, on="2026-11-24")
    note(team, "recording.made", by=None, on="2026-11-26")


def listed(client: Client, **query: str) -> list[str]:
    """The deeds that the page lists, from top to bottom."""
    rows = client.get(AUDIT, query).context["audit"].rows
    return [row.subject.partition(" ")[0] for row in rows]


def test_newest_entry_stands_first(as_owner: Client, filled):
    assert listed(as_owner) == ["recording.made", "record.accepted", "record.created", "team.made"]


def test_row_tells_who_did_what_when_and_what_changed(as_owner: Client, team, owner):
    note(team, "role.changed", by=owner, url="/account/teams/", before="reader", tags=["a", 1])

    page = as_owner.get(AUDIT).text

    assert "24 Nov 2026, 09:00:00" in page
    assert ">Role changed</p>" in page
    assert "<td>olga</td>" in page
    assert '<a href="/account/teams/">role.changed by olga</a>' in page
    assert "<dt>Before</dt><dd>reader</dd>" in page
    assert "<dt>Tags</dt><dd>[&quot;a&quot;, 1]</dd>" in page


def test_what_nobody_did_in_person_says_so(as_owner: Client, filled):
    assert "No person" in as_owner.get(AUDIT, {"person": "-"}).text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"person": "ana"}, ["record.created"]),
        ({"person": "-"}, ["recording.made"]),
        ({"deed": "record.accepted"}, ["record.accepted"]),
        ({"deed": "record"}, ["record.accepted", "record.created"]),
        ({"since": "2026-11-24"}, ["recording.made", "record.accepted"]),
        ({"until": "2026-11-22"}, ["record.created", "team.made"]),
        ({"since": "2026-11-22", "until": "2026-11-22"}, ["record.created"]),
        ({"person": "olga", "deed": "record"}, ["record.accepted"]),
    ],
)
def test_filters_narrow_it_down(as_owner: Client, filled, query, expected):
    assert listed(as_owner, **query) == expected


def test_days_begin_in_the_time_zone_of_the_installation(as_owner: Client, team, owner, settings):
    settings.TIME_ZONE = "Pacific/Auckland"  # There it is 22 o'clock.
    note(team, "record.created", by=owner, on="2026-11-24")

    assert listed(as_owner, since="2026-11-24", until="2026-11-24") == ["record.created"]
    settings.TIME_ZONE = "Pacific/Kiritimati"
    assert listed(as_owner, until="2026-11-23") == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"person": "nobody-here"}, "Choose one from the list"),
        ({"deed": "nothing"}, "Choose one from the list"),
        ({"since": "yesterday"}, "Enter a day in the form 2026-11-24"),
        (
            {"since": "2026-11-24", "until": "2026-11-01"},
            "Enter a day that is not before the first one",
        ),
    ],
)
def test_filter_that_is_wrong_is_named(as_owner: Client, filled, query, message):
    answer = as_owner.get(AUDIT, query)

    assert answer.status_code == 422
    assert message in answer.text


def test_filters_that_are_right_hold_beside_a_wrong_one(as_owner: Client, filled):
    assert listed(as_owner, person="ana", since="yesterday") == ["record.created"]


def test_entries_of_another_team_are_not_there(as_owner: Client, filled, stranger):
    note(make_team("Speech", "speech"), "record.deleted", by=stranger)

    page = as_owner.get(AUDIT).text

    assert "record.deleted" not in page
    assert "sven" not in page


def test_pages_keep_the_filters(as_owner: Client, team, owner, author):
    make_entries(team, [owner, author], count=120)

    page = as_owner.get(AUDIT, {"person": "ana", "page": "2"})

    assert "60 entries" in page.text
    assert "Page 2 of 2" in page.text
    assert 'href="?person=ana&amp;page=1"' in page.text
    assert "entries.csv?person=ana" in page.text


def test_htmx_gets_the_entries_only(as_owner: Client, filled):
    answer = as_owner.get(AUDIT, headers={"HX-Request": "true"})

    assert "4 entries" in answer.text
    assert "<h1>" not in answer.text
    assert "HX-Request" in answer["Vary"]


@pytest.mark.parametrize("count", [60, 10_000])
def test_number_of_queries_does_not_grow_with_the_record(
    as_owner: Client, team, owner, author, count, django_assert_num_queries
):
    make_entries(team, [owner, author], count=count)

    # Session, person, membership with team, people, deeds, count, entries, teams of the navigation.
    with django_assert_num_queries(8):
        page = as_owner.get(AUDIT, {"page": "2"})

    assert f"{count} entries" in page.text


def test_member_who_is_no_owner_is_told_why(as_reviewer: Client):
    answer = as_reviewer.get(AUDIT)

    assert answer.status_code == 403
    assert "This takes the role owner" in answer.text


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["", "entries.csv", "entries.jsonl"])
def test_nothing_can_be_sent_to_it(as_owner: Client, filled, method, path):
    assert getattr(as_owner, method)(f"{AUDIT}{path}").status_code == 405
    assert AuditEntry.objects.count() == 4
