"""What is done with records stands in the audit record of the team."""

from dataclasses import replace

import pytest

from adr.records.deleting import delete_draft
from adr.records.models import Record, Status
from adr.records.publishing import RefusedMoveError, change_status
from adr.records.reading import content_of
from adr.records.revising import revise, set_aside
from aruntime.teams.models import AuditEntry, Team, User
from tests.adr.records.factories import TODAY, make_content, make_record, make_record_in, take_steps

pytestmark = pytest.mark.django_db


def deeds() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("deed", flat=True))


def test_life_of_a_record_is_noted_step_by_step(team: Team, author: User):
    record = make_record_in(Status.ACCEPTED, team, author)
    change_status(record=record, to=Status.DEPRECATED, by=author, today=TODAY, reason="Sold.")

    assert deeds() == [
        "record.created",
        "record.proposed",
        "verdict.given",
        "record.revised",  # Accepting writes the day of the decision.
        "record.accepted",
        "record.deprecated",
    ]
    last = AuditEntry.objects.latest("pk")
    assert (last.by, last.subject) == (author, "Record 1: Serve the assistant with vLLM")
    assert last.detail == {"reason": "Sold."}
    assert last.url == "/teams/search-platform/records/1/"


def test_each_saved_revision_is_one_entry(team: Team, author: User, reviewer: User):
    record = make_record(team, author)
    content = replace(content_of(record), decision="Another.")

    revise(record=record, content=content, by=reviewer, expected_revision=1)
    revise(record=record, content=content, by=reviewer, expected_revision=2)  # Nothing changed.

    assert deeds() == ["record.created", "record.revised"]
    entry = AuditEntry.objects.latest("pk")
    assert (entry.by, entry.detail) == (reviewer, {"revision": 2})


def test_text_that_is_set_aside_leaves_an_entry_for_each_revision(team: Team, author: User):
    record = make_record(team, author)

    set_aside(record=record, content=make_content(decision="Mine."), by=author)

    assert deeds() == ["record.created", "record.revised", "record.revised"]


def test_taking_back_and_superseding_have_their_own_words(team: Team, author: User):
    old = make_record_in(Status.ACCEPTED, team, author)
    new = make_record_in(Status.PROPOSED, team, author, successor_of=old.number)
    take_steps(new, author, Status.DRAFT, Status.PROPOSED, Status.ACCEPTED)

    assert "record.taken-back" in deeds()
    superseded = AuditEntry.objects.get(deed="record.superseded")
    assert superseded.subject.startswith("Record 1:")
    assert superseded.detail == {"reason": "Superseded by record 2."}


def test_deleted_draft_stays_in_the_audit_record(team: Team, author: User):
    delete_draft(record=make_record(team, author), by=author)

    assert not Record.objects.exists()
    entry = AuditEntry.objects.latest("pk")
    assert (entry.deed, entry.subject) == (
        "record.deleted",
        "Record 1: Serve the assistant with vLLM",
    )
    assert entry.url == ""


def test_refused_step_leaves_no_entry(team: Team, author: User):
    record = make_record(team, author)

    with pytest.raises(RefusedMoveError):
        change_status(record=record, to=Status.ACCEPTED, by=author, today=TODAY)

    assert deeds() == ["record.created"]
