"""A draft is stored whole, once for each time that a person asks."""

from uuid import uuid4

import pytest

from adr.records.creating import create_draft, create_record
from adr.records.models import NumberCounter, Record, Revision
from tests.adr.records.factories import TODAY, make_content, make_result

KEY = uuid4()


def test_draft_is_stored_with_number_gates_first_revision_and_status(team, author):
    record = create_draft(
        team=team,
        result=make_result(team, author),
        choices={"generative-engine": "vllm"},
        by=author,
        today=TODAY,
    )

    assert record.number == 1
    assert record.owner == author
    assert {gate.component for gate in record.recordgates.all()} == {"vllm"}
    assert Revision.objects.get(record=record).number == 1
    assert record.status_changes.get().after == "draft"


def test_form_sent_twice_makes_one_record(team, author):
    first, second = (
        create_record(team=team, content=make_content(), by=author, form_key=KEY) for _ in range(2)
    )

    assert first == second
    assert Record.objects.count() == 1


def test_asking_twice_makes_two_records(team, author):
    for _ in range(2):
        create_record(team=team, content=make_content(), by=author, form_key=uuid4())

    assert Record.objects.count() == 2


def test_draft_that_cannot_be_made_leaves_nothing_behind(team, author):
    with pytest.raises(ValueError, match="not on the shortlist"):
        create_draft(
            team=team,
            result=make_result(team, author),
            choices={"gateway": "vllm"},
            by=author,
            today=TODAY,
        )

    assert not Record.objects.exists()
    assert not NumberCounter.objects.exists()
