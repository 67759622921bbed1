"""What is due, of a team and for a person in all teams."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from adr.records.models import Record, Status
from adr.records.review_state import ReviewKind
from adr.watch.models import ReviewDate
from aruntime.teams.models import Role, Team, User
from tests.adr.records.factories import make_record_in
from tests.adr.watch.factories import LOOK_BACK_DATE, make_accepted, open_date, reaffirm
from tests.conftest import signed_in
from tests.factories import make_member, make_team

ADDRESS = "/teams/search-platform/due/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-12-24 12:00", tick=False):
        yield


@pytest.fixture
def record(team, author) -> Record:
    """Its look back is due today, its confirmation in 16 days, its review in five months."""
    return make_accepted(team, author)


def board_of(client, address: str = ADDRESS, **query):
    return client.get(address, query).context["board"]


def numbers(part) -> list[int]:
    return [row.number for row in part.rows]


def fill(team: Team, owner: User, count: int) -> None:
    today = timezone.localdate()
    start = team.records.count()
    records = Record.objects.bulk_create(
        Record(
            team=team,
            number=start + n,
            title=f"Decision {start + n}",
            status=Status.ACCEPTED,
            owner=owner,
            next_due_on=today + timedelta(days=n % 100 - 30),
            next_due_kind=ReviewKind.PERIODIC,
        )
        for n in range(1, count + 1)
    )
    ReviewDate.objects.bulk_create(
        ReviewDate(record=each, kind=ReviewKind.PERIODIC, due_on=each.next_due_on)
        for each in records
    )


def test_record_stands_with_each_reason_and_the_link_to_its_form(as_author, record):
    board = board_of(as_author)

    row = board.due.rows[0]
    assert row.owner == "ana"
    assert [(reason.words, reason.when) for reason in row.reasons] == [
        ("Look back", "today"),
        ("Confirmation: p95 below 150 ms", "in 16 days"),
    ]
    page = as_author.get(ADDRESS).content.decode()
    for reason in row.reasons:
        assert f'href="{reason.url}"' in page
        assert as_author.get(reason.url).status_code == 200


def test_trigger_that_has_fired_is_a_reason_of_its_own(as_author, record):
    Record.objects.filter(pk=record.pk).update(fired_at=timezone.now())

    reasons = board_of(as_author).due.rows[0].reasons

    assert reasons[0].words == "A revisit trigger has fired"
    assert reasons[0].url.endswith("/records/1/review/")


def test_records_stand_under_the_state_that_they_are_in(as_reader, record, team, author):
    make_record_in(Status.ACCEPTED, team, author, review_date=LOOK_BACK_DATE + timedelta(days=9))
    Record.objects.filter(number=2).update(next_due_on=LOOK_BACK_DATE + timedelta(days=9))
    reaffirm(make_record_in(Status.ACCEPTED, team, author), author)
    Record.objects.filter(number=3).update(next_due_on=None)
    make_record_in(Status.PROPOSED, team, author)

    board = board_of(as_reader)

    assert (numbers(board.due), numbers(board.due_soon), board.fine) == ([1], [2], 1)


def test_reader_sees_what_is_due_and_is_offered_no_form(as_reader, record):
    page = as_reader.get(ADDRESS).content.decode()

    assert "Look back" in page
    assert "/look-back/" not in page


def test_owner_filter_leaves_the_records_of_one_person(as_reader, record, team, owner):
    make_accepted(team, owner, owner="olga")

    assert numbers(board_of(as_reader, owner="olga").due) == [2]
    assert numbers(board_of(as_reader).due) == [1, 2]


def test_unknown_owner_is_named_and_left_out(as_reader, record):
    response = as_reader.get(ADDRESS, {"owner": "nobody"})

    assert response.status_code == 422
    assert "Choose an owner from the list" in response.content.decode()
    assert numbers(response.context["board"].due) == [1]


def test_team_without_an_accepted_record_says_what_will_stand_here(as_reader, team):
    assert "No record is accepted yet" in as_reader.get(ADDRESS).content.decode()


def test_my_records_of_all_my_teams_and_nobody_elses(as_author, record, author, owner):
    other = make_team("Gateway", "gateway")
    other.memberships.create(user=author, role=Role.AUTHOR)
    make_accepted(other, author)
    make_accepted(record.team, owner, owner="olga")

    board = board_of(as_author, "/due/")

    assert {(row.team, row.number) for row in board.due.rows} == {
        ("Search platform", 1),
        ("Gateway", 1),
    }


def test_record_of_a_team_that_i_have_left_is_not_mine_any_more(as_author, record, author):
    author.memberships.all().delete()

    assert board_of(as_author, "/due/").total == 0


def test_long_lists_have_pages_of_their_own(as_reader, team, author):
    fill(team, author, 200)

    page = as_reader.get(ADDRESS, {"owner": "ana", "due": 2}).content.decode()

    assert "Page 2 of 3" in page
    assert "owner=ana&amp;due=3" in page
    assert "soon=2" in page


def test_answered_date_is_gone(as_author, record, author):
    as_author.post(
        open_url(as_author),
        {
            "finding-0-judgement": "held",
            "finding-1-judgement": "held",
            "sentence": "As expected.",
        },
    )

    board = board_of(as_author)
    assert (numbers(board.due), numbers(board.due_soon)) == ([], [1])
    assert open_date(record, "confirmation")


def open_url(client) -> str:
    return str(board_of(client).due.rows[0].reasons[0].url)


@pytest.mark.parametrize("count", [60, 3000])
def test_number_of_queries_does_not_grow_with_the_library(team, django_assert_num_queries, count):
    person = make_member(team, Role.AUTHOR, username="ana")
    fill(team, person, count)
    client = signed_in(person)

    with django_assert_num_queries(10):
        client.get(ADDRESS)
    with django_assert_num_queries(9):
        client.get("/due/")
