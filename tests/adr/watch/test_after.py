"""What came after acceptance, beside the accepted text: on the page and on paper."""

import pytest

from adr.records.models import Record, Status
from adr.records.page import record_page
from adr.records.pdf import record_html
from adr.relations.models import RelationKind
from adr.relations.relating import relate
from adr.watch.findings import Details, Finding, Judgement, to_json
from adr.watch.models import Outcome
from tests.adr.records.factories import make_record, make_record_in
from tests.adr.watch.factories import make_accepted, reaffirm

FINDING = Finding(
    "Bad consequence",
    "We must watch a GPU fleet.",
    "<b>Two</b> people.\nHalf of their time.",
    Judgement.DID_NOT_HOLD,
)


@pytest.fixture
def record(team, author) -> Record:
    record = make_accepted(team, author)
    reaffirm(
        record,
        author,
        kind="look-back",
        outcome=Outcome.LOOKED_BACK,
        new_date=None,
        details=to_json(Details(findings=(FINDING,))),
    )
    reaffirm(record, author, sentence="It stands & <stays>.", took_part="Ben Okafor")
    return record


def paper(record: Record) -> str:
    return record_html(record_page(Record.objects.get(pk=record.pk)))


def test_paper_shows_outcomes_findings_and_the_next_dates(record):
    html = paper(record)

    for words in (
        "After acceptance",
        "Reaffirmed",
        "It stands &amp; &lt;stays&gt;.",
        "ana, with Ben Okafor",
        "24 May 2028",
        "Did not hold",
        "&lt;b&gt;Two&lt;/b&gt; people.",
        "p95 below 150 ms",
    ):
        assert words in html


def test_page_escapes_what_people_said(record, as_reader):
    page = as_reader.get("/teams/search-platform/records/1/").content.decode()

    assert "It stands &amp; &lt;stays&gt;." in page
    assert "<b>Two</b>" not in page


def test_draft_has_nothing_after_acceptance(team, author):
    draft = make_record(team, author)

    assert record_page(draft).after is None
    assert "After acceptance" not in paper(draft)


def test_superseded_record_keeps_its_outcomes_and_has_no_open_date(record, team, author):
    make_record_in(Status.ACCEPTED, team, author, successor_of=1)

    after = record_page(Record.objects.get(pk=record.pk)).after

    assert after is not None
    assert after.dates == ()
    assert [each.outcome for each in after.outcomes] == ["looked-back", "reaffirmed", "superseded"]
    assert after.outcomes[-1].other is not None
    assert after.outcomes[-1].other.number == 2


def test_paper_lists_the_relations(record, team, author):
    other = make_record(team, author, title="Route by cache")
    relate(record=other, kind=RelationKind.DEPENDS_ON, other=record, by=author, note="The port")

    html = paper(record)

    assert "Needed by" in html
    assert "2. Route by cache" in html
    assert "The port" in html


def test_outcome_whose_draft_was_deleted_stays(record, team, author):
    draft = make_record(team, author)
    reaffirm(record, author, outcome=Outcome.TO_BE_SUPERSEDED, other=draft)
    draft.delete()

    after = record_page(Record.objects.get(pk=record.pk)).after

    assert after is not None
    assert after.outcomes[-1].other is None
