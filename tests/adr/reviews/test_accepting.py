"""A record is accepted with the approvals that it needs, and remembers them."""

import pytest

from adr.records.models import Record, Status
from adr.records.page import record_page
from adr.records.publishing import RefusedMoveError
from adr.reviews.policy import ask_for_approvals
from adr.reviews.verdicts import write_dissent
from aruntime.teams.models import Role
from tests.adr.records.factories import make_record_in
from tests.adr.reviews.deeds import accept, fresh, save_again
from tests.adr.reviews.factories import REQUEST_CHANGES, judge
from tests.factories import make_member


@pytest.fixture
def high(team, author) -> Record:
    return make_record_in(Status.PROPOSED, team, author, consequence_level=2)


def refusal_of(record: Record, by, **more) -> str:
    with pytest.raises(RefusedMoveError) as refusal:
        accept(record, by, **more)
    assert fresh(record).status == "proposed"
    return " ".join(lack.sentence for lack in refusal.value.lacks)


def outcome_of(record: Record) -> str:
    return " ".join(record_page(fresh(record)).team_review.outcome)


def test_whoever_accepts_also_approves(record, rob):
    accept(record, rob)

    verdict = record.verdicts.get()
    assert (verdict.reviewer, verdict.by_accepting, verdict.standing) == (rob, True, "approval")
    assert outcome_of(record) == "Accepted with 1 approval; 1 was needed."


def test_approval_of_another_suffices_for_who_wrote_the_record(team, owner, rob):
    record = make_record_in(Status.PROPOSED, team, owner, owner="olga")
    judge(record, rob)

    accept(record, owner)

    assert [verdict.reviewer for verdict in record.verdicts.all()] == [rob]


def test_owner_does_not_accept_the_own_record_where_another_can_review(team, owner, rob):
    record = make_record_in(Status.PROPOSED, team, owner, owner="olga")

    assert "Could approve: rob." in refusal_of(record, owner)
    assert not record.verdicts.exists()


def test_owner_who_is_alone_accepts_the_own_record_and_it_says_so(team, owner):
    record = make_record_in(Status.PROPOSED, team, owner, owner="olga")

    accept(record, owner)

    assert record.verdicts.get().standing == "own-approval"
    assert "olga, who has written some of the text" in outcome_of(record)


def test_two_people_are_needed_at_a_high_level_whatever_the_size_of_the_team(team, owner):
    record = make_record_in(Status.PROPOSED, team, owner, consequence_level=2)

    assert "only 1 approval can be had" in refusal_of(record, owner)


def test_second_approval_may_be_by_accepting(high, owner, rob):
    assert "2 approvals are needed" in refusal_of(high, owner)

    judge(high, rob)
    accept(high, owner)

    assert outcome_of(high) == "Accepted with 2 approvals; 2 were needed."


def test_critical_record_is_not_accepted_without_an_owner(team, author, owner, rob):
    record = make_record_in(Status.PROPOSED, team, author, consequence_level=3)
    judge(record, make_member(team, Role.REVIEWER, username="cleo"))

    assert "none of them an owner" in refusal_of(record, rob)
    judge(record, rob)
    accept(record, owner)


def test_level_that_nobody_set_counts_as_the_strictest(team, author, owner, rob):
    record = make_record_in(Status.PROPOSED, team, author, consequence_level=None)

    assert "one of them by an owner" in refusal_of(record, rob)


def test_team_asks_for_more(team, owner, record, rob):
    ask_for_approvals(team=team, counts=(1, 3, 3, 3), by=owner)

    assert "3 approvals are needed at consequence level 1" in refusal_of(record, rob)


def test_stale_approval_is_named_and_does_not_count(high, author, owner, rob):
    judge(high, rob)
    save_again(high, author)

    assert "rob approved revision 1" in refusal_of(high, owner)


def test_text_that_was_saved_after_it_was_read_is_not_accepted(record, author, rob):
    save_again(record, author)

    assert "saved again after you had read it" in refusal_of(record, rob, read_revision=1)
    accept(record, rob, read_revision=2)


def test_request_for_changes_stands_in_the_way_until_it_is_taken_back(record, owner, rob, author):
    judge(record, rob, REQUEST_CHANGES)
    save_again(record, author)
    assert "rob requests changes" in refusal_of(record, owner)

    judge(record, rob)
    accept(record, owner)


def test_who_requests_changes_does_not_approve_by_accepting(record, rob):
    judge(record, rob, REQUEST_CHANGES)

    assert "rob requests changes" in refusal_of(record, rob)


def test_owner_accepts_against_a_request_with_a_sentence_and_it_stays_as_dissent(
    record, owner, rob
):
    judge(record, rob, REQUEST_CHANGES, text="The host is too small.")

    accept(record, owner, overruling="It is only for the pilot.")

    review = record_page(fresh(record)).team_review
    assert "Accepted against the request for changes of rob." in review.outcome
    assert review.overruling == "It is only for the pilot."
    assert record.verdicts.get(reviewer=rob).standing == "dissent"


def test_reviewer_does_not_accept_against_a_request(team, record, rob):
    judge(record, make_member(team, Role.REVIEWER, username="cleo"), REQUEST_CHANGES)

    assert "cleo requests changes" in refusal_of(record, rob, overruling="Never mind.")


def test_sentence_of_an_owner_does_not_stand_for_an_approval(high, owner, rob):
    judge(high, rob, REQUEST_CHANGES)

    assert "1 is given, by olga" in refusal_of(high, owner, overruling="Never mind.")


def test_review_lacks_are_told_together_with_the_gaps_of_the_text(team, owner, rob):
    record = make_record_in(Status.PROPOSED, team, owner, decision="")

    with pytest.raises(RefusedMoveError) as refusal:
        accept(record, owner)

    assert refusal.value.gaps
    assert refusal.value.lacks


def test_verdicts_are_not_stale_for_the_day_that_accepting_enters(record, rob, owner):
    judge(record, rob)

    accepted = accept(record, owner)

    review = record_page(accepted).team_review
    assert accepted.revision == 2
    assert review.revision == 1
    assert not any(line.verdict.is_stale for line in review.lines if line.verdict)


def test_dissent_stays_with_the_accepted_record(record, rob, author):
    write_dissent(record=record, text="Too early.", by=author)

    accepted = accept(record, rob)

    assert [row.text for row in record_page(accepted).team_review.dissents] == ["Too early."]
