"""What a record lacks, and what of it stands in the way of accepting."""

import pytest

from adr.records.content import ChosenRow, ConfirmationRow, RecordContent
from adr.records.gaps import find_blockers, find_gaps
from adr.records.sections import SECTIONS
from tests.adr.records.factories import (
    make_content,
    make_gate_row,
    make_trigger,
    open_assumption,
    open_result,
    passed_result,
)
from tests.selection.results.recommendations import make_recommendation

pytestmark = pytest.mark.pure

UNVERIFIED = make_gate_row(status="not-verified", claim_status="unknown", source_url="")
NOT_MET = make_gate_row(status="not-met", claim_status="unsupported")


def sentences(content: RecordContent) -> str:
    return " ".join(gap.sentence for gap in find_gaps(content))


def test_complete_record_has_no_gap():
    assert find_gaps(make_content()) == ()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"alternatives": ()}, "No alternative"),
        ({"consequences": ()}, "No bad consequence"),
        ({"review_date": None}, "No review date"),
        ({"owner": ""}, "Nobody owns the record"),
        ({"assumptions": (open_assumption(),)}, "1 assumption is open"),
        ({"migration": " "}, "Migration and exit"),
        ({"gates": (UNVERIFIED,)}, "not verified"),
        ({"validation": (open_result(UNVERIFIED),)}, "1 validation result is open"),
        ({"consequence_level": None}, "consequence level is not set"),
        ({"triggers": ()}, "No revisit trigger"),
        ({"confirmations": (ConfirmationRow("p95"),)}, "1 confirmation has no date"),
    ],
)
def test_each_missing_thing_is_named(change, sentence):
    assert sentence in sentences(make_content(**change))


def test_gap_calls_a_component_by_its_name():
    ours = make_gate_row(component="our-own-build", version="", status="not-verified")
    chosen = (*make_content().chosen, ChosenRow(4, "Our own build", owner="Ana"))

    named = sentences(make_content(chosen=chosen, gates=(UNVERIFIED, ours)))

    assert "not verified. Streaming: vLLM 0.33.0." in named
    assert "not verified. Streaming: Our own build." in named


def test_every_gap_leads_to_a_section_of_the_form():
    slugs = {section.slug for section in SECTIONS}

    gaps = find_gaps(RecordContent(title="", gates=(UNVERIFIED, NOT_MET)), make_recommendation())

    assert {gap.section for gap in gaps} <= slugs


def test_need_without_a_component_is_a_gap():
    gaps = find_gaps(make_content(), make_recommendation())

    assert "Nothing is named for Fallback, which is needed." in [gap.sentence for gap in gaps]


def test_assumption_that_was_found_out_is_no_gap():
    content = make_content(assumptions=(open_assumption(outcome="They do not."),))

    assert find_gaps(content) == ()


@pytest.mark.parametrize(("level", "blocks"), [(0, False), (1, False), (2, True), (3, True)])
def test_unverified_gate_blocks_acceptance_at_levels_2_and_3(level, blocks):
    content = make_content(consequence_level=level, gates=(UNVERIFIED,))

    assert bool(find_blockers(content)) is blocks


def test_level_that_nobody_set_counts_as_high():
    content = make_content(consequence_level=None, gates=(UNVERIFIED,))

    assert find_blockers(content)


def test_passed_result_settles_an_unverified_gate():
    content = make_content(
        consequence_level=3, gates=(UNVERIFIED,), validation=(passed_result(UNVERIFIED),)
    )

    assert find_blockers(content) == ()


def test_result_of_another_gate_settles_nothing():
    other = make_gate_row(requirement="security/authn")
    content = make_content(
        consequence_level=3, gates=(UNVERIFIED,), validation=(passed_result(other),)
    )

    assert find_blockers(content)


def test_failed_result_blocks_acceptance_at_every_level():
    failed = passed_result(UNVERIFIED)
    content = make_content(
        consequence_level=0,
        gates=(UNVERIFIED,),
        validation=(failed.__class__(**{**vars(failed), "outcome": "failed"}),),
    )

    assert find_blockers(content)


@pytest.mark.parametrize("level", range(4))
def test_gate_not_met_always_blocks_acceptance(level):
    content = make_content(
        consequence_level=level, gates=(NOT_MET,), validation=(passed_result(NOT_MET),)
    )

    assert find_blockers(content)


def test_wanted_requirement_blocks_nothing():
    wanted = make_gate_row(status="not-met", mandatory=False)

    assert find_gaps(make_content(consequence_level=3, gates=(wanted,))) == ()


def test_trigger_that_nothing_can_fire_is_a_gap():
    [gap] = find_gaps(make_content(triggers=(make_trigger(bound="when it doubles"),)))

    assert "cannot fire: its bound, “when it doubles”, is not a comparison" in gap.sentence
    assert (gap.section, gap.blocks_acceptance) == ("review", False)


@pytest.mark.parametrize("missing", [{"owner": ""}, {"review_date": None}])
def test_record_without_owner_or_review_date_cannot_be_accepted(missing):
    assert find_blockers(make_content(**missing))
