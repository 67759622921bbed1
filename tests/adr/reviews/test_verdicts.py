"""Verdicts belong to the revision that was read, and leave a trace."""

import pytest

from adr.records.models import Record, Status
from adr.reviews.refusals import MovedOnError, RefusedReviewError
from adr.reviews.verdicts import withdraw_dissent, withdraw_verdict, write_dissent
from adr.reviews.voting import count_votes, verdict_of
from tests.adr.records.factories import make_record, make_record_in
from tests.adr.reviews.deeds import deeds, fresh, save_again
from tests.adr.reviews.factories import APPROVE, REQUEST_CHANGES, judge


def counted(record: Record) -> list[str]:
    return [person.name for person in count_votes(fresh(record)).counted]


def test_verdict_is_on_the_revision_that_was_read(record, rob):
    verdict = judge(record, rob, text="  Good.  ")

    assert (verdict.revision, verdict.text) == (1, "Good.")
    assert counted(record) == ["rob"]
    assert deeds()[2:] == ["verdict.given"]


def test_verdict_on_a_text_that_moved_meanwhile_is_not_stored(record, rob, author):
    save_again(record, author)

    with pytest.raises(MovedOnError, match="You read revision 1"):
        judge(record, rob, read_revision=1)

    assert not record.verdicts.exists()


def test_later_revision_makes_a_verdict_stale(record, rob, author):
    judge(record, rob)
    save_again(record, author)

    assert counted(record) == []


def test_second_verdict_replaces_the_first(record, rob):
    judge(record, rob, REQUEST_CHANGES)
    judge(record, rob, APPROVE)

    assert counted(record) == ["rob"]
    assert record.verdicts.count() == 2


def test_same_verdict_sent_twice_is_stored_once(record, rob):
    first = judge(record, rob)

    assert judge(record, rob) == first
    assert record.verdicts.count() == 1


def test_withdrawn_verdict_does_not_count_and_brings_no_earlier_one_back(record, rob):
    judge(record, rob, APPROVE)
    judge(record, rob, REQUEST_CHANGES)
    withdraw_verdict(record=record, by=rob)

    assert verdict_of(record, rob) is None
    assert counted(record) == []
    assert record.verdicts.count() == 2


def test_reviewer_who_writes_in_the_record_becomes_a_writer(record, rob, owner):
    save_again(record, rob)
    judge(record, rob)

    assert counted(record) == []


def test_reviewer_who_loses_the_role_no_longer_counts(record, rob, team, owner):
    judge(record, rob)
    team.memberships.filter(user=rob).update(role="author")

    assert counted(record) == []


def test_account_that_is_switched_off_no_longer_counts(record, rob, owner):
    judge(record, rob)
    rob.is_active = False
    rob.save()

    assert counted(record) == []


@pytest.mark.parametrize("status", [Status.DRAFT, Status.REJECTED, Status.ACCEPTED])
def test_only_a_proposed_record_takes_verdicts(team, author, rob, status):
    record = make_record_in(status, team, author)

    with pytest.raises(RefusedReviewError, match="belong to a proposed record"):
        judge(record, rob)


def test_dissent_is_written_changed_and_withdrawn(record, author):
    write_dissent(record=record, text="No.", by=author)
    write_dissent(record=record, text="Still no.", by=author)
    assert [row.text for row in record.dissents.all()] == ["Still no."]

    withdraw_dissent(record=record, by=author)
    assert not record.dissents.exists()
    assert deeds()[2:] == ["dissent.written", "dissent.written", "dissent.withdrawn"]


def test_dissent_from_a_draft_is_refused(team, author):
    with pytest.raises(RefusedReviewError):
        write_dissent(record=make_record(team, author), text="No.", by=author)
