"""The steps in a record's life, and what refuses them."""

import pytest

from adr.records.deleting import delete_draft
from adr.records.models import Record, Status
from adr.records.publishing import RefusedMoveError, change_status
from tests.adr.records.factories import (
    TODAY,
    make_gate_row,
    make_record,
    make_record_in,
    passed_result,
)
from tests.adr.reviews.factories import approve_enough, comment_on

UNVERIFIED = make_gate_row(status="not-verified", claim_status="unknown")


def move(record: Record, to: str, by, **more) -> Record:
    change_status(record=record, to=to, by=by, today=TODAY, **more)
    return Record.objects.get(pk=record.pk)


def accept(record: Record, by) -> Record:
    """Accept a record that has the approvals which it needs."""
    approve_enough(record)
    return move(record, "accepted", by)


def test_each_step_is_remembered_with_who_and_why(team, author, owner):
    record = make_record(team, author)

    move(record, "proposed", owner, reason=" Ready. ")

    step = record.status_changes.last()
    assert (step.before, step.after, step.by, step.reason) == (
        "draft",
        "proposed",
        owner,
        "Ready.",
    )


def test_draft_cannot_be_accepted_unseen(team, author):
    with pytest.raises(RefusedMoveError, match="can become proposed"):
        move(make_record(team, author), "accepted", author)


def test_proposed_record_goes_back_to_draft(team, author):
    record = make_record_in(Status.PROPOSED, team, author)

    assert move(record, "draft", author).status == "draft"


def test_accepting_enters_the_day_of_the_decision(team, author):
    record = make_record_in(Status.ACCEPTED, team, author)

    assert record.decided_on == TODAY


def test_accepting_twice_says_what_is_done_already(team, author):
    record = make_record_in(Status.ACCEPTED, team, author)

    with pytest.raises(RefusedMoveError, match="accepted already"):
        move(record, "accepted", author)


def test_unverified_gate_refuses_acceptance_and_names_itself(team, author):
    record = make_record_in(Status.PROPOSED, team, author, consequence_level=2, gates=(UNVERIFIED,))

    with pytest.raises(RefusedMoveError) as refusal:
        move(record, "accepted", author)

    assert "Streaming" in refusal.value.gaps[0].sentence
    assert Record.objects.get(pk=record.pk).status == "proposed"


def test_unverified_gate_with_a_passed_result_can_be_accepted(team, author):
    record = make_record_in(
        Status.PROPOSED,
        team,
        author,
        consequence_level=3,
        gates=(UNVERIFIED,),
        validation=(passed_result(UNVERIFIED),),
    )

    assert accept(record, author).status == "accepted"


def test_accepted_successor_supersedes_the_old_record(team, author):
    old = make_record_in(Status.ACCEPTED, team, author)
    new = make_record_in(Status.PROPOSED, team, author, successor_of=old.number)

    accept(new, author)

    old.refresh_from_db()
    assert old.status == "superseded"
    assert old.superseded_by == new
    assert old.status_changes.last().reason == f"Superseded by record {new.number}."


def test_record_is_superseded_once(team, author):
    old = make_record_in(Status.ACCEPTED, team, author)
    first, second = (
        make_record_in(Status.PROPOSED, team, author, successor_of=old.number) for _ in range(2)
    )
    accept(first, author)

    with pytest.raises(RefusedMoveError, match="not accepted"):
        accept(second, author)

    old.refresh_from_db()
    assert old.superseded_by == first


def test_only_the_author_of_a_draft_deletes_it(team, author, owner):
    record = make_record(team, author)

    with pytest.raises(RefusedMoveError):
        delete_draft(record=record, by=owner)

    assert Record.objects.filter(pk=record.pk).exists()


def test_only_a_draft_can_be_deleted(team, author):
    record = make_record_in(Status.PROPOSED, team, author)

    with pytest.raises(RefusedMoveError, match="Only a draft"):
        delete_draft(record=record, by=author)


def test_draft_that_others_were_asked_to_read_stays(team, author):
    record = make_record_in(Status.PROPOSED, team, author)
    change_status(record=record, to=Status.DRAFT, by=author, today=TODAY)

    with pytest.raises(RefusedMoveError, match="was proposed before"):
        delete_draft(record=record, by=author)


def test_draft_that_others_commented_on_stays(team, author, reader):
    record = make_record(team, author)
    comment_on(record, reader)

    with pytest.raises(RefusedMoveError, match="Others have commented"):
        delete_draft(record=record, by=author)
