"""Saving a record: every state is kept, and nobody's text is lost."""

from dataclasses import replace

import pytest

from adr.records.content import ChosenRow, RiskRow, from_json
from adr.records.creating import create_draft
from adr.records.models import Record, Status
from adr.records.reading import content_of
from adr.records.revising import EditConflictError, FrozenRecordError, revise, set_aside
from tests.adr.records.factories import (
    TODAY,
    make_content,
    make_gate_row,
    make_record,
    make_record_in,
    make_result,
    passed_result,
)


def stored(record: Record) -> Record:
    return Record.objects.get(pk=record.pk)


def test_everything_of_the_content_is_stored(team, author):
    gate = make_gate_row(status="not-verified")
    content = make_content(
        tags=("gpu", "serving"), gates=(gate,), validation=(passed_result(gate),), ticket=""
    )

    record = make_record(team, author)
    revise(record=record, content=content, by=author, expected_revision=1)

    assert content_of(stored(record)) == content


def test_every_saved_state_is_a_revision(team, author):
    record = make_record(team, author)

    revise(record=record, content=make_content(title="Second"), by=author, expected_revision=1)

    titles = [from_json(revision.content).title for revision in record.revisions.all()]
    assert titles == ["Second", "Serve the assistant with vLLM"]
    assert stored(record).revision == 2


def test_saving_the_same_text_adds_no_revision(team, author):
    record = make_record(team, author)

    revise(record=record, content=make_content(), by=author, expected_revision=1)

    assert record.revisions.count() == 1


def test_second_writer_of_the_same_field_sees_both_texts(team, author, owner):
    record = make_record(team, author)
    revise(record=record, content=make_content(context="Ana's"), by=author, expected_revision=1)

    with pytest.raises(EditConflictError) as conflict:
        revise(record=record, content=make_content(context="Olga's"), by=owner, expected_revision=1)

    assert conflict.value.merge.conflicts == ("context",)
    assert conflict.value.theirs.context == "Ana's"
    assert conflict.value.by == "ana"
    assert stored(record).context == "Ana's"


def test_conflict_names_who_changed_the_field_and_not_who_saved_last(team, author, owner):
    record = make_record(team, author)
    revise(record=record, content=make_content(context="Ana's"), by=author, expected_revision=1)
    revise(record=record, content=make_content(workload="Olga's"), by=owner, expected_revision=1)

    with pytest.raises(EditConflictError) as conflict:
        revise(record=record, content=make_content(context="Mine"), by=owner, expected_revision=1)

    assert conflict.value.by == "ana"


def test_conflict_keeps_what_the_other_changed_elsewhere(team, author, owner):
    record = make_record(team, author)
    theirs = make_content(context="Ana's", workload="Ana's")
    revise(record=record, content=theirs, by=author, expected_revision=1)

    with pytest.raises(EditConflictError) as conflict:
        revise(record=record, content=make_content(context="Olga's"), by=owner, expected_revision=1)

    merged = conflict.value.merge.content
    assert (merged.context, merged.workload) == ("Olga's", "Ana's")
    assert conflict.value.merge.taken_over == ("workload",)


def test_writers_of_different_fields_both_keep_their_text(team, author, owner):
    record = make_record(team, author)
    revise(record=record, content=make_content(context="Ana's"), by=author, expected_revision=1)

    revise(record=record, content=make_content(workload="Olga's"), by=owner, expected_revision=1)

    assert (stored(record).context, stored(record).workload) == ("Ana's", "Olga's")


def test_text_that_was_set_aside_stays_in_the_history(team, author, owner):
    record = make_record(team, author)

    set_aside(record=record, content=make_content(context="Olga's"), by=owner)

    kept = [from_json(revision.content).context for revision in record.revisions.all()]
    assert "Olga's" in kept
    assert stored(record).context == make_content().context


@pytest.mark.parametrize("status", [Status.ACCEPTED, Status.REJECTED, Status.DEPRECATED])
def test_text_of_a_decided_record_does_not_change(team, author, status):
    record = make_record_in(status, team, author)

    with pytest.raises(FrozenRecordError):
        revise(
            record=record,
            content=make_content(title="Another"),
            by=author,
            expected_revision=record.revision,
        )

    assert stored(record).title == make_content().title


def test_owner_who_left_the_team_stays_the_owner(team, author):
    record = make_record(team, author)
    team.memberships.filter(user=author).delete()

    revise(
        record=record, content=make_content(risks=(RiskRow("New"),)), by=None, expected_revision=1
    )

    assert stored(record).owner == author


def test_another_version_of_a_component_is_not_verified(team, author):
    record = create_draft(
        team=team,
        result=make_result(team, author),
        choices={"generative-engine": "vllm"},
        by=author,
        today=TODAY,
    )
    content = content_of(stored(record))
    newer = replace(content.chosen[0], version="0.34.0")

    revise(
        record=record,
        content=replace(content, chosen=(newer,)),
        by=author,
        expected_revision=1,
    )

    gates = content_of(stored(record)).gates
    assert {gate.status for gate in gates} == {"not-verified"}
    assert {gate.version for gate in gates} == {"0.34.0"}


def test_component_that_is_not_in_the_directory_is_not_verified(team, author):
    record = create_draft(
        team=team, result=make_result(team, author), choices={}, by=author, today=TODAY
    )
    content = content_of(stored(record))
    own = ChosenRow(3, "Our engine", "1.0", "generative-engine")

    revise(record=record, content=replace(content, chosen=(own,)), by=author, expected_revision=1)

    saved = content_of(stored(record))
    assert {gate.status for gate in saved.gates} == {"not-verified"}
    assert {row.gate for row in saved.validation} == {
        (gate.requirement, "our-engine") for gate in saved.gates
    }


def test_reading_a_record_takes_a_constant_number_of_queries(
    team, author, django_assert_num_queries
):
    many = make_content(risks=tuple(RiskRow(f"Risk {n}") for n in range(30)))
    record = stored(make_record(team, author, risks=many.risks))

    with django_assert_num_queries(12):
        content_of(record)
