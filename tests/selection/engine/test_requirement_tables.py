"""The tables of requirements and owners against the vocabulary and the real entries."""

from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings

from selection.directory.as_knowledge import component_in_file
from selection.directory.reading import read_entries
from selection.directory.vocabulary import load_vocabulary
from selection.engine.knowledge import Directory
from selection.engine.owners import find_owner_rule
from selection.engine.recommendation import GateStatus, Need
from selection.engine.requirements import derive_requirements
from selection.engine.rules import Rule, load_rules
from selection.engine.shortlists import make_shortlists
from selection.engine.situation import Situation
from tests.selection.engine.factories import make_questionnaire, make_situation
from tests.selection.engine.strategies import answers

unhurried = settings(max_examples=50, deadline=None)
REQUIREMENTS = load_rules().tables["requirements"]
OWNERS = load_rules().tables["owners"]


def capabilities_of(rule: Rule) -> Iterator[str]:
    columns = rule.columns
    if "capability" in columns:
        yield columns["capability"]
    yield from columns.get("any_of", ())
    if "capability_from" in columns:
        for option in make_questionnaire().by_key[columns["capability_from"]].options:
            yield f"{columns['dimension']}/{option.key}"


@cache
def real_directory() -> Directory:
    entries = read_entries(today=date(2026, 11, 25))
    return Directory("test", tuple(component_in_file(entry) for entry in entries))


def test_every_capability_of_the_requirements_is_in_the_vocabulary():
    named = {word for rule in REQUIREMENTS for word in capabilities_of(rule)}

    assert named <= set(load_vocabulary().capabilities)


def test_requirements_call_capabilities_as_the_vocabulary_does():
    labels = load_vocabulary().capability_label
    rows = [rule.columns for rule in REQUIREMENTS if "capability" in rule.columns]
    said = {(row["capability"], row["label"]) for row in rows}

    assert said == {(capability, labels(capability)) for capability, _ in said}


def test_every_part_named_is_a_category_or_addition():
    named = {part for rule in OWNERS for group in rule.columns["owners"] for part in group}
    named |= {part for rule in REQUIREMENTS for part in rule.columns.get("for", ())}

    assert named == set(load_vocabulary().categories)


@pytest.mark.parametrize("capability", load_vocabulary().capabilities)
def test_every_capability_has_an_owner(capability):
    assert find_owner_rule(capability, load_rules()).id != "owner-not-known"


def test_every_owner_row_is_reachable():
    keys = {
        *load_vocabulary().capabilities,
        *(rule.columns["key"] for rule in REQUIREMENTS if "key" in rule.columns),
        *(f"any-of/{rule.columns.get('capability_from')}" for rule in REQUIREMENTS),
        *(f"bound/{rule.columns.get('bound')}" for rule in REQUIREMENTS),
        *(f"demand/{rule.columns.get('demand')}" for rule in REQUIREMENTS),
        "a-word/of-a-later-vocabulary",
    }

    reached = {find_owner_rule(key, load_rules()).id for key in keys}

    assert reached == {rule.id for rule in OWNERS}


def test_questions_of_bounds_and_demands_exist():
    columns = ("bound", "demand", "capability_from")
    named = {rule.columns[c] for rule in REQUIREMENTS for c in columns if c in rule.columns}

    assert named <= set(make_questionnaire().by_key)


def test_every_component_of_the_directory_is_in_a_shortlist_of_its_category():
    parts = tuple((word.key, word.label) for word in load_vocabulary().categories.values())

    shortlists = make_shortlists(parts, (), real_directory(), make_situation())

    listed = {candidate.slug for part in shortlists for candidate in part.every_gate_met}
    assert listed == {component.slug for component in real_directory().components}


@given(answers())
@unhurried
def test_real_component_passes_only_by_sourced_claims(
    given_answers,
):
    situation = Situation.of(make_questionnaire(), given_answers)
    parts = tuple((word.key, word.label) for word in load_vocabulary().categories.values())
    requirements = derive_requirements(situation, load_rules(), tuple(key for key, _ in parts))

    shortlists = make_shortlists(parts, requirements, real_directory(), situation)

    for part in shortlists:
        for candidate in part.every_gate_met:
            mandatory = [gate for gate in candidate.gates if gate.need is Need.MANDATORY]
            assert all(gate.status is GateStatus.MET and gate.source_url for gate in mandatory)


def test_real_engines_are_sifted_by_format_and_hardware():
    situation = make_situation(
        job="serve-llm",
        execution_unit="generated-sequence",
        model_access="own-weights",
        formats="gguf",
        hardware="apple-gpu",
    )
    needed = (("generative-engine", "Generative engine"),)
    requirements = derive_requirements(situation, load_rules(), ("generative-engine",))

    shortlist = make_shortlists(needed, requirements, real_directory(), situation)[0]

    assert "llama-cpp" in {candidate.slug for candidate in shortlist.every_gate_met}
    assert "tensorrt-llm" not in {candidate.slug for candidate in shortlist.every_gate_met}
