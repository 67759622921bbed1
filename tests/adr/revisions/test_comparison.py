"""Two contents of a record, section by section."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from adr.records.content import (
    AlternativeRow,
    AssumptionRow,
    ChosenRow,
    ConfirmationRow,
    ConsequenceRow,
    RecordContent,
    RiskRow,
    SourceRow,
    ValidationRow,
    VersionRow,
)
from adr.revisions.comparison import SectionChange, compare_contents, count_in_words
from adr.revisions.diff import Kind, without
from tests.adr.records.factories import make_content, make_gate_row
from tests.adr.records.strategies import contents

pytestmark = pytest.mark.pure

BEFORE = make_content()
EMPTY = RecordContent(title="")


def make_full_content() -> RecordContent:
    """A record with something in every field."""
    return make_content(
        tags=("gpu",),
        ticket="https://example.org/1",
        deciders="Ana",
        consulted="Ben",
        informed="Rita",
        decided_on=date(2026, 11, 24),
        in_force_from=date(2026, 12, 1),
        successor_of=3,
        versions=(VersionRow("Driver", "570"),),
        sources=(SourceRow("https://example.org", "Manual"),),
        assumptions=(AssumptionRow("The load stays."),),
        risks=(RiskRow("The host fails."),),
        gates=(make_gate_row(),),
        validation=(ValidationRow("Load"),),
        confirmations=(ConfirmationRow("Load"),),
    )


def change(**changes: Any) -> tuple[SectionChange, ...]:
    return compare_contents(BEFORE, replace(BEFORE, **changes))


def texts(pieces: Any) -> tuple[str, str]:
    return without(Kind.ADDED, pieces), without(Kind.REMOVED, pieces)


def test_only_what_differs_is_listed():
    (section,) = change(workload="128 requests at once.")

    assert (section.title, section.fields[0].label) == ("Workload", "Workload")
    assert texts(section.fields[0].pieces) == (BEFORE.workload, "128 requests at once.")


def test_field_that_is_not_text_is_compared_in_words():
    (section, review) = change(consequence_level=2, review_date=date(2028, 1, 31))

    assert texts(section.fields[0].pieces) == ("1: limited", "2: high")
    assert texts(review.fields[0].pieces) == ("24 May 2027", "31 January 2028")


def test_row_is_followed_through_a_new_version():
    newer = replace(BEFORE.chosen[0], version="0.34.0")
    (section,) = change(chosen=(ChosenRow(4, "Envoy"), newer))

    added, changed = section.rows
    assert (added.word, added.name) == ("Added", "Envoy")
    assert (changed.word, changed.name) == ("Changed", "vLLM")
    assert [(f.label, *texts(f.pieces)) for f in changed.fields] == [
        ("Exact version", "0.33.0", "0.34.0")
    ]


def test_row_that_is_gone_shows_all_that_it_said():
    (section,) = change(alternatives=())

    (row,) = section.rows
    assert (row.word, row.name) == ("Removed", "ExLlamaV3")
    assert texts(row.fields[-1].pieces) == ("Not met: AMD GPU.", "")


def test_gates_are_a_section_of_their_own():
    (section,) = change(gates=(make_gate_row(),))

    assert (section.title, section.rows[0].name) == ("Gates", "Streaming: vllm")


def test_end_of_a_line_is_no_change():
    before = replace(BEFORE, context="One\r\nTwo", consequences=(ConsequenceRow("bad", "A\r\nB"),))
    after = replace(BEFORE, context="One\nTwo", consequences=(ConsequenceRow("bad", "A\nB"),))

    assert compare_contents(before, after) == ()


def test_changes_are_counted_in_words():
    rows = (VersionRow("Driver", "570"), VersionRow("Model", "June"))

    assert count_in_words(change(context="", workload="", versions=rows)) == (
        "4 changes in 3 sections"
    )
    assert count_in_words(change(alternatives=(AlternativeRow("x"),))) == "2 changes in 1 section"
    assert count_in_words(()) == "No change"


@given(contents, contents)
def test_two_contents_that_read_the_same_differ_in_nothing(before, after):
    changes = compare_contents(before, after)

    assert compare_contents(before, before) == ()
    assert [section.slug for section in changes] == [
        section.slug for section in compare_contents(after, before)
    ]


@pytest.mark.parametrize("name", [field.name for field in fields(RecordContent)])
def test_no_field_of_a_record_is_forgotten(name: str):
    full = make_full_content()

    assert compare_contents(replace(full, **{name: getattr(EMPTY, name)}), full, only=[name])
