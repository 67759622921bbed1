"""The picture of a library as a page."""

import itertools

import pytest

from adr.records.models import Record, Status
from adr.relations.graph import Line, around, neighbours_in, newest
from adr.relations.models import Relation, RelationKind
from adr.relations.relating import relate
from aruntime.teams.models import Team
from tests.adr.records.factories import make_record, make_record_in

ADDRESS = "/teams/search-platform/relations/"


def chain(*keys: int) -> list[Line]:
    return [Line("amends", newer, older) for older, newer in itertools.pairwise(keys)]


@pytest.mark.pure
def test_only_so_many_steps_around_a_record_are_chosen():
    neighbours = neighbours_in(chain(1, 2, 3, 4, 5))

    assert around(neighbours, 3, steps=1, most=60) == {2, 3, 4}
    assert around(neighbours, 3, steps=2, most=60) == {1, 2, 3, 4, 5}
    assert around(neighbours, 3, steps=2, most=4) == {1, 2, 3, 4}


@pytest.mark.pure
def test_newest_group_is_chosen_first_and_whole_as_long_as_it_fits():
    neighbours = neighbours_in([*chain(1, 2, 3), *chain(4, 9), *chain(5, 6)])

    assert newest(neighbours, most=4) == {4, 9, 5, 6}
    assert newest(neighbours, most=60) == set(neighbours)


@pytest.fixture
def records(team, author) -> list[Record]:
    records = [make_record(team, author, title=f"Decision {number}") for number in (1, 2, 3, 4)]
    relate(record=records[1], kind=RelationKind.AMENDS, other=records[0], by=author)
    relate(record=records[2], kind=RelationKind.DEPENDS_ON, other=records[1], by=author)
    return records


def fill(team: Team, count: int) -> None:
    """A library of so many records, each of which depends on the one before it."""
    start = team.records.count()
    records = Record.objects.bulk_create(
        Record(team=team, number=start + n, title=f"Decision {start + n}")
        for n in range(1, count + 1)
    )
    Relation.objects.bulk_create(
        Relation(record=new, kind="depends-on", other=old)
        for old, new in itertools.pairwise(records)
    )


def test_picture_shows_the_records_that_have_relations_and_the_table_says_the_same(
    as_reader, records
):
    response = as_reader.get(ADDRESS)

    page = response.content.decode()
    assert "All 3 records that have a relation" in page
    assert ">Decision 2: amends 1, needed by 3</desc>" in page
    rows = response.context["page"].picture.rows
    assert [(row.record.number, row.words, row.other.number) for row in rows] == [
        (2, "amends", 1),
        (3, "depends on", 2),
    ]


def test_superseding_is_drawn_too(as_reader, team, author):
    make_record_in(Status.ACCEPTED, team, author)
    make_record_in(Status.ACCEPTED, team, author, successor_of=1)
    make_record(team, author, successor_of=2)

    rows = as_reader.get(ADDRESS).context["page"].picture.rows

    assert [(row.record.number, row.words, row.other.number) for row in rows] == [
        (2, "supersedes", 1),
        (3, "is to supersede", 2),
    ]


def test_picture_around_one_record(as_reader, records):
    page = as_reader.get(ADDRESS, {"record": 3}).context["page"]

    assert [box.number for box in page.picture.boxes] == [2, 3]
    assert [box.is_centre for box in page.picture.boxes] == [False, True]
    assert as_reader.get(ADDRESS, {"record": 3, "steps": 2}).context["page"].drawn == 3


def test_record_without_relations_says_so(as_reader, records):
    page = as_reader.get(ADDRESS, {"record": 4}).content.decode()

    assert "has no relation to another record" in page


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"record": "77"}, "There is no record 77 in this library"),
        ({"record": "x"}, "Enter the number of a record"),
        ({"steps": "9"}, "Choose how far from the list"),
    ],
)
def test_wrong_filter_is_named_and_left_out(as_reader, records, query, error):
    response = as_reader.get(ADDRESS, query)

    assert response.status_code == 422
    assert error in response.content.decode()
    assert response.context["page"].drawn == 3


def test_library_without_relations_says_what_to_do(as_reader, team):
    assert "No record has a relation yet" in as_reader.get(ADDRESS).content.decode()


def test_large_library_says_what_is_left_out(as_reader, team):
    fill(team, 100)

    page = as_reader.get(ADDRESS).content.decode()

    assert "60 of 100 records with relations" in page
    assert "40 are left out" in page


def test_title_that_is_too_long_for_its_box_is_cut_there_only(as_reader, records):
    Record.objects.filter(number=1).update(title="A very long title " * 8)

    page = as_reader.get(ADDRESS).content.decode()

    assert ">long title A very long …<" in page
    assert ("A very long title " * 8).strip() in page


@pytest.mark.parametrize("count", [30, 3000])
def test_number_of_queries_does_not_grow_with_the_library(
    as_reader, team, django_assert_num_queries, count
):
    fill(team, count)

    with django_assert_num_queries(8):
        as_reader.get(ADDRESS)
