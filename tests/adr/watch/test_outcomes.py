"""The dates of an accepted record, and that only an outcome moves them."""

import ast
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from adr.records.models import Record, Status
from adr.records.publishing import RefusedMoveError, change_status
from adr.records.reading import content_of
from adr.records.review_state import ReviewKind
from adr.records.revising import FrozenRecordError, revise, set_aside
from adr.watch.models import Outcome, ReviewDate, ReviewOutcome
from adr.watch.outcomes import (
    NothingSaidError,
    NotInForceError,
    OutcomeMeanwhileError,
    record_outcome,
)
from aruntime.teams.models import AuditEntry
from tests.adr.records.factories import TODAY, make_record_in
from tests.adr.watch.factories import (
    LOOK_BACK_DATE,
    NEXT_YEAR,
    REVIEW_DATE,
    UNTIL,
    make_accepted,
    open_date,
    open_dates_of,
    reaffirm,
)

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def record(team, author) -> Record:
    return make_accepted(team, author)


def test_accepted_record_has_its_review_a_look_back_and_its_confirmations(record):
    assert open_dates_of(record) == [
        ("look-back", LOOK_BACK_DATE),
        ("confirmation", UNTIL),
        ("periodic", REVIEW_DATE),
    ]


def test_record_that_is_not_accepted_has_no_dates(team, author):
    assert open_dates_of(make_record_in(Status.PROPOSED, team, author)) == []


def test_day_of_the_look_back_follows_the_setting(team, author, settings):
    settings.LOOK_BACK_DAYS = 7

    assert open_date(make_accepted(team, author), "look-back").due_on == date(2026, 12, 1)


def test_confirmation_that_has_its_result_already_is_not_asked_for_again(team, author):
    row = replace(content_of(make_accepted(team, author)).confirmations[0], result="131 ms")

    record = make_accepted(team, author, confirmations=(row,))

    assert not record.review_dates.filter(kind="confirmation").exists()


def test_record_knows_its_earliest_date_and_what_it_is_for(record):
    assert (record.next_due_on, record.next_due_kind) == (LOOK_BACK_DATE, "look-back")


def test_outcome_closes_its_date_and_the_next_one_counts(record, author):
    outcome = record_outcome(
        record=record,
        kind=ReviewKind.LOOK_BACK,
        outcome=Outcome.LOOKED_BACK,
        sentence="It went as expected.",
        by=author,
    )

    record.refresh_from_db()
    assert (record.next_due_on, record.next_due_kind) == (UNTIL, "confirmation")
    assert ReviewDate.objects.get(kind="look-back").closed_by == outcome
    assert outcome.previous_date == LOOK_BACK_DATE


def test_reaffirmed_record_has_a_new_review_date_and_the_same_text(record, author):
    before = content_of(record)

    outcome = reaffirm(record, author, took_part="Ben")

    record = Record.objects.get(pk=record.pk)
    assert record.review_date == NEXT_YEAR
    assert open_date(record, "periodic").opened_by == outcome
    assert (outcome.previous_date, outcome.new_date) == (REVIEW_DATE, NEXT_YEAR)
    assert (outcome.by, outcome.took_part) == (author, "Ben")
    assert replace(content_of(record), review_date=REVIEW_DATE) == before
    assert record.revision == before_revision(record)


def before_revision(record: Record) -> int:
    """The revision that was accepted: the newest one that is stored."""
    return record.revisions.latest("number").number


def test_outcome_needs_a_sentence(record, author):
    with pytest.raises(NothingSaidError):
        reaffirm(record, author, sentence="  ")

    assert not ReviewOutcome.objects.exists()


def test_database_refuses_an_outcome_without_a_sentence_or_the_next_date(record, author):
    row = {"record": record, "kind": "periodic", "outcome": "reaffirmed", "by": author}

    for wrong in ({"sentence": "", "new_date": NEXT_YEAR}, {"sentence": "It stands."}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReviewOutcome.objects.create(**row, **wrong)


def test_only_an_accepted_record_is_looked_at_again(team, author):
    record = make_record_in(Status.PROPOSED, team, author)

    with pytest.raises(NotInForceError, match="is proposed"):
        reaffirm(record, author)


def test_form_sent_twice_makes_one_outcome(record, author):
    key = "6f1c9b7e-5c1f-4f0f-9d0a-3d5e1a6f2b11"

    assert reaffirm(record, author, form_key=key) == reaffirm(record, author, form_key=key)
    assert open_dates_of(record)[-1] == ("periodic", NEXT_YEAR)


def test_second_person_is_told_what_the_first_recorded(record, author, owner):
    first = reaffirm(record, owner, seen=0)

    with pytest.raises(OutcomeMeanwhileError) as meanwhile:
        reaffirm(record, author, seen=0, new_date=date(2029, 1, 1))

    assert meanwhile.value.outcome == first
    assert open_dates_of(record)[-1] == ("periodic", NEXT_YEAR)


def test_review_settles_a_trigger_that_has_fired_and_a_look_back_does_not(record, author):
    Record.objects.filter(pk=record.pk).update(fired_at=timezone.now())

    record_outcome(
        record=record,
        kind=ReviewKind.LOOK_BACK,
        outcome=Outcome.LOOKED_BACK,
        sentence="As expected.",
        by=author,
    )
    assert Record.objects.get(pk=record.pk).fired_at is not None
    reaffirm(record, author)
    assert Record.objects.get(pk=record.pk).fired_at is None


def test_postponed_confirmation_stays_the_same_check(record, author):
    record_outcome(
        record=record,
        kind=ReviewKind.CONFIRMATION,
        outcome=Outcome.POSTPONED,
        sentence="The dashboard is not there yet.",
        by=author,
        closes=open_date(record, "confirmation"),
        new_date=date(2027, 2, 1),
    )

    moved = open_date(record, "confirmation")
    assert (moved.what, moved.due_on) == ("p95 below 150 ms", date(2027, 2, 1))
    assert moved.confirmation is not None


def test_deprecation_closes_all_dates_with_its_reason(record, owner):
    change_status(record=record, to="deprecated", by=owner, today=TODAY, reason="The job is gone.")

    record.refresh_from_db()
    outcome = ReviewOutcome.objects.get()
    assert (outcome.outcome, outcome.sentence) == ("deprecated", "The job is gone.")
    assert open_dates_of(record) == []
    assert record.next_due_on is None


def test_deprecation_without_a_reason_is_refused(record, owner):
    with pytest.raises(RefusedMoveError, match="Enter why"):
        change_status(record=record, to="deprecated", by=owner, today=TODAY, reason=" ")

    assert Record.objects.get(pk=record.pk).status == "accepted"


def test_accepted_successor_closes_the_dates_of_the_old_record(record, team, author, owner):
    new = make_record_in(Status.PROPOSED, team, author, successor_of=record.number)

    change_status(record=new, to="accepted", by=owner, today=TODAY)

    outcome = ReviewOutcome.objects.get(record=record)
    assert (outcome.outcome, outcome.other, outcome.by) == ("superseded", new, owner)
    assert open_dates_of(record) == []
    assert open_dates_of(new)


def test_outcome_stands_in_the_audit_record(record, author):
    reaffirm(record, author)

    entry = AuditEntry.objects.get(deed="review.recorded")
    assert entry.by == author
    assert entry.detail["outcome"] == "reaffirmed"
    assert entry.detail["new_date"] == "2028-05-24"


def test_no_edit_moves_the_review_date_of_an_accepted_record(record, author, as_owner):
    moved = replace(content_of(record), review_date=NEXT_YEAR)

    with pytest.raises(FrozenRecordError):
        revise(record=record, content=moved, by=author, expected_revision=record.revision)
    with pytest.raises(FrozenRecordError):
        set_aside(record=record, content=moved, by=author)
    as_owner.post(
        f"/teams/{record.team.slug}/records/{record.number}/edit/review/",
        {"review_date": "2028-05-24", "revision": record.revision, "rows-TOTAL_FORMS": 0},
    )

    assert Record.objects.get(pk=record.pk).review_date == REVIEW_DATE
    assert open_date(record, "periodic").due_on == REVIEW_DATE


@pytest.mark.pure
def test_only_one_module_writes_the_dates():
    """`revising.write_content` sets all fields of the text by their names, drafts' only."""
    names = {"review_date", "next_due_on", "next_due_kind", "due_on"}
    writers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "adr").rglob("*.py")
        if "migrations" not in path.parts and names & set(_written_names(path))
    }

    assert writers == {"adr/watch/dates.py"}


def _written_names(path: Path):
    """Yield what is assigned on an object, or passed to `update`, `create` or a new date."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign):
            yield from (t.attr for t in node.targets if isinstance(t, ast.Attribute))
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("update", "create", "ReviewDate", "Record"):
                yield from (keyword.arg for keyword in node.keywords)


def test_records_accepted_before_get_their_dates(record):
    ReviewDate.objects.all().delete()
    Record.objects.update(next_due_on=None, next_due_kind="")
    migration = import_module("adr.migrations.0015_accepted_records_have_their_dates")

    migration.open_dates(apps, None)
    migration.open_dates(apps, None)

    record.refresh_from_db()
    accepted_on = timezone.localdate(record.status_changes.get(after="accepted").at)
    look_back = open_date(record, "look-back").due_on
    assert (look_back - accepted_on).days == 30
    assert sorted(kind for kind, _ in open_dates_of(record)) == [
        "confirmation",
        "look-back",
        "periodic",
    ]
    assert record.next_due_on == min(due_on for _, due_on in open_dates_of(record))
