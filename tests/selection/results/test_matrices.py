"""Shortlists as matrices: nothing unknown looks like a yes, and nothing is ranked."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from selection.engine.recommendation import Gate, GateStatus, Need, Shortlist
from selection.results.matrices import Matrix, make_cell, make_matrix
from tests.selection.results.recommendations import make_requirements
from tests.selection.results.shortlists import make_candidate, make_gate, make_shortlists

REQUIREMENTS = {requirement.key: requirement for requirement in make_requirements()}
GATES = st.builds(
    Gate,
    requirement=st.just("generation/streaming"),
    need=st.sampled_from(Need),
    status=st.sampled_from(GateStatus),
    claim_status=st.sampled_from(["supported", "partial", "unsupported", "planned", "unknown"]),
    sentence=st.text(max_size=20),
)


def make_engines() -> Matrix:
    return make_matrix(make_shortlists()[0], REQUIREMENTS)


@given(GATES)
def test_only_a_met_gate_says_met(gate: Gate):
    cell = make_cell(gate, make_candidate())

    assert (cell.word == "Met") == (gate.status is GateStatus.MET)
    assert (cell.tone == "good") == (gate.status is GateStatus.MET)


def test_gate_that_is_not_verified_says_what_is_missing():
    _, not_verified = make_engines().rows[1].groups

    assert not_verified[0].word == "Not verified"
    assert not_verified[0].explanation == "No source found for SGLang 0.5.23."


def test_met_by_a_partial_claim_says_who_confirmed_it():
    sentence = "Met: the team confirmed that what is missing is not needed."

    cell = make_cell(make_gate(claim_status="partial", sentence=sentence), make_candidate())

    assert cell.explanation == "The team confirmed that what is missing is not needed."


def test_candidates_stand_in_two_groups_by_name():
    candidates = tuple(make_candidate(name, name.lower()) for name in ("vLLM", "Aphrodite", "mix"))
    shortlist = replace(make_shortlists()[0], every_gate_met=candidates)

    matrix = make_matrix(shortlist, REQUIREMENTS)

    assert [group.title for group in matrix.groups] == ["Every gate met", "Some gates not verified"]
    assert [column.name for column in matrix.groups[0].columns] == ["Aphrodite", "mix", "vLLM"]


def test_cells_stand_under_their_own_candidate():
    row = make_engines().rows[2]

    cells = [cell for group in row.groups for cell in group]
    assert [cell.candidate for cell in cells] == ["vLLM 0.33.0", "SGLang 0.5.23"]
    assert [cell.version for cell in cells] == ["0.33.0", "0.5.23"]


def test_ruled_out_names_gate_and_source():
    [component] = make_engines().ruled_out

    assert component.name == "ExLlamaV3"
    [gate] = component.gates
    assert gate.sentence.startswith("Not met: needs AMD GPUs")
    assert gate.source_url.endswith("/v1.4.1/README.md")


def test_wanted_requirement_is_no_reason_to_rule_out():
    refused = make_gate(status=GateStatus.NOT_MET)
    wanted = replace(refused, need=Need.WANTED, requirement="generation/continuous-batching")
    shortlist = replace(make_shortlists()[0], ruled_out=(make_candidate(gates=(refused, wanted)),))

    [component] = make_matrix(shortlist, REQUIREMENTS).ruled_out

    assert len(component.gates) == 1


def test_category_without_a_component_says_so():
    matrix = make_matrix(Shortlist("fallback", "Fallback", (), (), (), ()), REQUIREMENTS)

    assert matrix.note == "Fallback: the directory has no component of this category."
    assert not matrix.columns


def test_category_in_which_everything_is_ruled_out_says_so():
    shortlist = replace(make_shortlists()[0], every_gate_met=(), some_not_verified=())

    assert make_matrix(shortlist, REQUIREMENTS).note == (
        "Generative engine: every component is ruled out."
    )
