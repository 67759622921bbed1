"""Relations between records: what can be added, what is refused, and what each side says."""

import pytest
from django.db import IntegrityError, transaction

from adr.records.models import Record, Status
from adr.relations.listing import relations_of
from adr.relations.models import Relation, RelationKind
from adr.relations.relating import RefusedRelationError, relate
from aruntime.teams.models import AuditEntry, Role
from tests.adr.records.factories import make_record, make_record_in
from tests.factories import make_member, make_team

FOLDER = "/teams/search-platform/records/"
AMENDS, DEPENDS_ON, RELATES_TO = RelationKind


@pytest.fixture
def records(team, author) -> list[Record]:
    return [make_record(team, author, title=f"Decision {number}") for number in (1, 2, 3)]


def said_by(record: Record) -> list[tuple[str, int]]:
    return [(line.words, line.number) for line in relations_of(record)]


@pytest.mark.parametrize(
    ("kind", "forward", "inverse"),
    [
        (AMENDS, "Amends", "Amended by"),
        (DEPENDS_ON, "Depends on", "Needed by"),
        (RELATES_TO, "Relates to", "Relates to"),
    ],
)
def test_each_side_says_it_in_its_own_words(records, author, kind, forward, inverse):
    relate(record=records[1], kind=kind, other=records[0], by=author)

    assert said_by(records[1]) == [(forward, 1)]
    assert said_by(records[0]) == [(inverse, 2)]


def test_accepted_successor_and_old_record_say_so(team, author):
    old = make_record_in(Status.ACCEPTED, team, author)
    new = make_record_in(Status.PROPOSED, team, author, successor_of=1)

    assert said_by(new) == [("Is to supersede", 1)]
    assert said_by(old) == [("Is to be superseded by", 2)]

    new = make_record_in(Status.ACCEPTED, team, author, successor_of=1)
    old.refresh_from_db()
    assert ("Supersedes", 1) in said_by(new)
    assert ("Superseded by", new.number) in said_by(old)


def test_rejected_successor_supersedes_nothing(team, author):
    old = make_record_in(Status.ACCEPTED, team, author)
    make_record_in(Status.REJECTED, team, author, successor_of=1)

    assert said_by(old) == []


def test_record_has_no_relation_to_itself(records, author):
    with pytest.raises(RefusedRelationError, match="no relation to itself"):
        relate(record=records[0], kind=RELATES_TO, other=records[0], by=author)


def test_relation_stays_inside_the_library(records, author):
    other_team = make_team("Other", "other")
    stranger = make_member(other_team, Role.AUTHOR, username="otto")
    elsewhere = make_record(other_team, stranger, owner="otto")

    with pytest.raises(RefusedRelationError, match="same library"):
        relate(record=records[0], kind=DEPENDS_ON, other=elsewhere, by=author)


@pytest.mark.parametrize("kind", [AMENDS, DEPENDS_ON])
def test_circle_is_refused_and_named(records, author, kind):
    first, second, third = records
    relate(record=first, kind=kind, other=second, by=author)
    relate(record=second, kind=kind, other=third, by=author)

    with pytest.raises(RefusedRelationError) as refusal:
        relate(record=third, kind=kind, other=first, by=author)

    verb = kind.label.lower()
    assert f"record 1 {verb} record 2, which {verb} record 3" in str(refusal.value)


def test_relates_to_holds_both_ways_and_stands_once(records, author):
    relate(record=records[1], kind=RELATES_TO, other=records[0], by=author)

    with pytest.raises(RefusedRelationError, match="already"):
        relate(record=records[0], kind=RELATES_TO, other=records[1], by=author)


def test_database_keeps_what_the_deed_promises(records):
    first, second, _ = records
    wrong = [
        {"record": first, "kind": "amends", "other": first},
        {"record": second, "kind": "relates-to", "other": first},
        {"record": first, "kind": "hates", "other": second},
    ]
    for row in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Relation.objects.create(**row)


def test_author_adds_a_relation_on_the_page_and_both_records_show_it(as_author, records):
    response = as_author.post(
        f"{FOLDER}2/relations/",
        {"kind": "depends-on", "other": "1", "note": "The gateway"},
        follow=True,
    )

    assert "The relation to record 1 is added" in response.content.decode()
    assert "Needed by" in as_author.get(f"{FOLDER}1/").content.decode()
    page = as_author.get(f"{FOLDER}2/").content.decode()
    assert "Depends on" in page
    assert "The gateway" in page


def test_adding_and_removing_stand_in_the_audit_record(as_author, records, author):
    as_author.post(f"{FOLDER}2/relations/", {"kind": "amends", "other": "1"})
    as_author.post(f"{FOLDER}1/relations/", {"remove": Relation.objects.get().pk})

    deeds = AuditEntry.objects.filter(deed__startswith="relation.").order_by("pk")
    assert [(entry.deed, entry.by) for entry in deeds] == [
        ("relation.added", author),
        ("relation.removed", author),
    ]
    assert deeds[0].subject == "Record 2 amends record 1"
    assert not Relation.objects.exists()


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"kind": "amends", "other": "9"}, "There is no record 9 in this library"),
        ({"kind": "amends", "other": "-1"}, "There is no record -1 in this library"),
        ({"kind": "amends", "other": "two"}, "Enter the number of the other record"),
        ({"kind": "amends"}, "Enter the number of the other record"),
        ({"other": "2"}, "Select what it has to do with the other record"),
        ({"kind": "amends", "other": "1"}, "no relation to itself"),
        ({"kind": "supersedes", "other": "2"}, "Only an accepted record is superseded"),
    ],
)
def test_wrong_relation_says_how_to_mend_it(as_author, records, sent, error):
    response = as_author.post(f"{FOLDER}1/relations/", sent)

    assert response.status_code == 422
    assert error in response.content.decode()
    assert not Relation.objects.exists()


def test_draft_names_what_it_supersedes(as_author, team, author):
    make_record_in(Status.ACCEPTED, team, author)
    draft = make_record(team, author)

    as_author.post(f"{FOLDER}2/relations/", {"kind": "supersedes", "other": "1"})

    draft.refresh_from_db()
    assert draft.successor_of.number == 1
    assert draft.revision == 2


def test_accepted_record_is_not_offered_to_supersede(as_author, team, author):
    make_record_in(Status.ACCEPTED, team, author)

    assert 'value="supersedes"' not in as_author.get(f"{FOLDER}1/relations/").content.decode()


def test_reader_adds_nothing(as_reader, records):
    response = as_reader.post(f"{FOLDER}1/relations/", {"kind": "amends", "other": "2"})

    assert response.status_code == 403
    assert not Relation.objects.exists()


def test_relation_of_another_library_is_not_removed(as_author, records):
    other_team = make_team("Other", "other")
    otto = make_member(other_team, Role.AUTHOR, username="otto")
    theirs = [make_record(other_team, otto, owner="otto") for _ in range(2)]
    relation = relate(record=theirs[0], kind=AMENDS, other=theirs[1], by=otto)

    response = as_author.post(f"{FOLDER}1/relations/", {"remove": relation.pk})

    assert response.status_code == 404
    assert Relation.objects.exists()


def test_dependency_on_what_no_longer_holds_is_pointed_out(as_reader, team, author):
    old = make_record_in(Status.DEPRECATED, team, author)
    new = make_record(team, author)
    relate(record=new, kind=DEPENDS_ON, other=old, by=author)

    assert "It no longer holds." in as_reader.get(f"{FOLDER}2/").content.decode()


def test_draft_with_relations_can_be_deleted(as_author, records, author):
    relate(record=records[1], kind=AMENDS, other=records[0], by=author)

    as_author.post(f"{FOLDER}1/delete/")

    assert not Relation.objects.exists()
