from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from selection.engine.knowledge import Directory
from selection.engine.recommendation import Candidate, Need, Requirement, Shortlist
from selection.engine.shortlists import make_shortlists
from tests.selection.engine.factories import (
    make_component,
    make_directory,
    make_requirement,
    make_situation,
)

ENGINE = (("generative-engine", "Generative engine"),)
STREAMING = "generation/streaming"
LORA = "generation/multi-lora"
STATUSES = ["supported", "partial", "unsupported", "planned", "unknown"]


def shortlist(
    directory: Directory, *requirements: Requirement, needed: Any = ENGINE, **answers: Any
) -> Shortlist:
    return make_shortlists(needed, requirements, directory, make_situation(**answers))[0]


def slugs(*candidates: Candidate) -> list[str]:
    return [candidate.slug for candidate in candidates]


def test_candidates_stand_in_three_groups_by_name():
    directory = make_directory(
        make_component("zeta", claims={STREAMING: "supported"}),
        make_component("alpha", claims={STREAMING: "supported"}),
        make_component("open"),
        make_component("lacking", claims={STREAMING: "unsupported"}),
    )

    result = shortlist(directory, make_requirement())

    assert slugs(*result.every_gate_met) == ["alpha", "zeta"]
    assert slugs(*result.some_not_verified) == ["open"]
    assert slugs(*result.ruled_out) == ["lacking"]


def test_only_components_that_own_the_category_are_candidates():
    directory = make_directory(
        make_component("server", category="model-server"),
        make_component("both", category="model-server", also=("generative-engine",)),
    )

    result = shortlist(directory, make_requirement(need=Need.WANTED))

    assert slugs(*result.every_gate_met) == ["both"]


def test_wanted_requirement_is_shown_and_rules_nothing_out():
    directory = make_directory(make_component(claims={LORA: "unsupported"}))

    result = shortlist(directory, make_requirement(LORA, need=Need.WANTED))

    assert result.requirements == (LORA,)
    assert slugs(*result.every_gate_met) == ["example"]


def test_dropped_requirement_gates_nothing():
    directory = make_directory(make_component(claims={STREAMING: "unsupported"}))

    result = shortlist(directory, make_requirement(origin="dropped"))

    assert (result.requirements, slugs(*result.every_gate_met)) == ((), ["example"])


def test_requirement_of_another_part_is_not_held_against_this_one():
    directory = make_directory(make_component(claims={STREAMING: "unsupported"}))

    result = shortlist(directory, make_requirement(categories=("gateway",)))

    assert result.ruled_out == ()


def test_versions_under_consideration_are_used():
    directory = make_directory(make_component(claims={STREAMING: "supported"}))

    result = shortlist(directory, make_requirement(), versions={"example": "0.9"})

    assert [c.version for c in result.some_not_verified] == ["0.9"]


def test_category_without_component_says_so():
    result = shortlist(make_directory(), make_requirement())

    assert "Generative engine: the directory has no component of this kind." in result.note


def test_part_without_mandatory_requirement_says_that_nothing_is_sifted():
    result = shortlist(make_directory(make_component()), make_requirement(need=Need.WANTED))

    assert "nothing is sifted" in result.note


def test_note_names_the_gate_that_removed_most_and_its_answer():
    because = make_requirement().because[0]
    asked = replace(because, question="api_needs", answer="Answers streamed")
    directory = make_directory(
        make_component("one", claims={STREAMING: "unsupported", LORA: "unsupported"}),
        make_component("two", claims={STREAMING: "unsupported"}),
    )

    result = shortlist(directory, make_requirement(LORA), make_requirement(because=(asked,)))

    assert result.note == (
        "Generative engine: every component is ruled out. The gate “Streaming” removed 2 of 2. "
        "Look again at “What must callers be able to use?”, answered: Answers streamed."
    )


def test_candidate_says_what_it_does_not_provide():
    result = shortlist(make_directory(make_component()), make_requirement())

    assert result.some_not_verified[0].not_provided == ("request routing",)


CAPABILITIES = [STREAMING, LORA, "format/gguf", "precision/bf16", "bound/cost"]
directories = st.lists(
    st.dictionaries(st.sampled_from(CAPABILITIES), st.sampled_from(STATUSES)), max_size=6
).map(lambda rows: make_directory(*(make_component(f"c{n}", claims=c) for n, c in enumerate(rows))))
requirement_lists = st.lists(
    st.builds(
        make_requirement,
        st.sampled_from(CAPABILITIES),
        need=st.sampled_from(Need),
        accepts_partial=st.booleans(),
    ),
    max_size=4,
)
additions = st.builds(make_requirement, st.sampled_from(CAPABILITIES))


@given(directories, requirement_lists, additions)
def test_added_mandatory_requirement_never_adds_a_candidate(directory, requirements, addition):
    before = shortlist(directory, *requirements)
    after = shortlist(directory, *requirements, addition)

    met = set(slugs(*before.every_gate_met))
    alive = met | set(slugs(*before.some_not_verified))
    assert set(slugs(*after.every_gate_met)) <= met
    assert set(slugs(*after.every_gate_met, *after.some_not_verified)) <= alive


@given(directories, requirement_lists, additions)
def test_dropping_a_requirement_never_removes_a_candidate(directory, requirements, dropped):
    before = shortlist(directory, *requirements, dropped)
    after = shortlist(directory, *requirements, replace(dropped, origin="dropped"))

    assert set(slugs(*before.every_gate_met)) <= set(slugs(*after.every_gate_met))
    assert set(slugs(*after.ruled_out)) <= set(slugs(*before.ruled_out))


@given(directories, requirement_lists)
def test_unverified_mandatory_gate_never_passes(directory, requirements):
    result = shortlist(directory, *requirements)

    for candidate in result.every_gate_met:
        mandatory = [gate for gate in candidate.gates if gate.need is Need.MANDATORY]
        assert {gate.status for gate in mandatory} <= {"met"}
        assert {gate.claim_status for gate in mandatory} <= {"supported", "partial"}


@given(directories, requirement_lists, st.randoms(use_true_random=False))
def test_order_of_the_directory_does_not_matter(directory, requirements, random):
    shuffled = random.sample(directory.components, len(directory.components))

    assert shortlist(directory, *requirements) == shortlist(
        Directory(directory.version, tuple(shuffled)), *requirements
    )
