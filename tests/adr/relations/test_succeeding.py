"""A successor that is drafted from an accepted record."""

from datetime import date

import pytest

from adr.records.content import AssumptionRow, ConfirmationRow
from adr.records.models import Record, Status
from adr.records.reading import content_of
from adr.relations.succeeding import NoSuccessorError, draft_successor
from adr.watch.findings import Details, Finding, Judgement, to_json
from adr.watch.models import Outcome
from adr.watch.outcomes import record_outcome
from tests.adr.records.factories import TODAY, make_gate_row, make_record_in, passed_result

FOLDER = "/teams/search-platform/records/"
GATE = make_gate_row(status="not-verified", claim_status="unknown")


@pytest.fixture
def old(team, author) -> Record:
    return make_record_in(
        Status.ACCEPTED,
        team,
        author,
        assumptions=(AssumptionRow("The peak stays below 300.", by_when=date(2027, 1, 9)),),
        confirmations=(ConfirmationRow("p95", until=date(2027, 1, 9), result="131 ms"),),
        gates=(GATE,),
        validation=(passed_result(GATE),),
    )


def test_successor_has_the_text_and_none_of_the_days_and_results(old, author):
    draft = draft_successor(record=old, by=author)

    content, before = content_of(draft), content_of(old)
    assert draft.status == "draft"
    assert draft.successor_of == old
    assert (content.context, content.decision, content.chosen, content.alternatives) == (
        before.context,
        before.decision,
        before.chosen,
        before.alternatives,
    )
    assert (content.review_date, content.decided_on) == (None, None)
    assert content.validation[0].outcome == "open"
    assert content.confirmations == (ConfirmationRow("p95"),)
    assert content.assumptions[0].by_when is None


def test_what_a_look_back_found_out_goes_into_the_assumption(old, author):
    finding = Finding(
        "Assumption", "The peak stays below 300.", "It was 410.", Judgement.DID_NOT_HOLD
    )
    record_outcome(
        record=old,
        kind="look-back",
        outcome=Outcome.LOOKED_BACK,
        sentence="More than thought.",
        by=author,
        details=to_json(Details(findings=(finding,))),
    )

    outcome = content_of(draft_successor(record=old, by=author)).assumptions[0].outcome

    assert outcome.startswith("Did not hold (")
    assert outcome.endswith("It was 410.")


def test_owner_who_has_left_the_team_does_not_own_the_successor(old, author, owner, team):
    team.memberships.filter(user=author).delete()

    assert draft_successor(record=old, by=owner).owner == owner


def test_only_an_accepted_record_gets_a_successor(team, author):
    with pytest.raises(NoSuccessorError, match="is proposed"):
        draft_successor(record=make_record_in(Status.PROPOSED, team, author), by=author)


def test_button_leads_to_one_draft_however_often_it_is_pressed(as_author, old):
    key = as_author.get(f"{FOLDER}1/successor/").context["form"]["key"].value()

    first, second = (as_author.post(f"{FOLDER}1/successor/", {"key": key}) for _ in range(2))

    assert first.url == second.url == f"{FOLDER}2/edit/"
    assert Record.objects.count() == 2


def test_page_names_the_successors_that_are_there_already(as_author, old, author):
    draft_successor(record=old, by=author)

    page = as_author.get(f"{FOLDER}1/successor/").content.decode()

    assert "1 record is to supersede this one already" in page


def test_reader_is_not_offered_a_successor(as_reader, old):
    assert "Draft a successor" not in as_reader.get(f"{FOLDER}1/").content.decode()
    assert as_reader.post(f"{FOLDER}1/successor/").status_code == 403


def test_record_that_is_superseded_meanwhile_leads_back(as_author, old, team, author):
    make_record_in(Status.ACCEPTED, team, author, successor_of=1)

    response = as_author.get(f"{FOLDER}1/successor/", follow=True)

    assert "Record 1 is superseded. Only an accepted record" in response.content.decode()
    assert old.decided_on == TODAY
