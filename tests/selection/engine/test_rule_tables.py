"""The tables say nothing that the questionnaire, the vocabulary and each other do not know."""

from typing import Any

import pytest

from selection.engine.conditions import FACT, Comparison
from selection.engine.rules import Rule, load_rules
from tests.selection.engine.factories import make_questionnaire, read_vocabulary

TABLES = (
    "additions",
    "categories",
    "consequence",
    "controls",
    "deployment",
    "deployment_options",
    "deployment_warnings",
    "layers",
    "levels",
    "parts",
    "simpler",
)
RULES = [rule for table in TABLES for rule in load_rules().tables[table]]
GROUNDS = {"latency", "privacy", "connectivity", "operations", "hardware", "compliance"}


def comparisons() -> list[tuple[str, Comparison]]:
    return [(rule.id, each) for rule in RULES for each in rule.when.comparisons()]


def column(table: str, name: str) -> list[Any]:
    return [rule.columns[name] for rule in load_rules().tables[table]]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_gives_its_reason_as_a_sentence_and_names_its_source(rule: Rule):
    assert rule.reason[0].isupper()
    assert rule.reason.endswith(".")
    assert rule.source


def test_rules_compare_only_with_options_that_their_question_has():
    questions = make_questionnaire().by_key

    for rule, each in comparisons():
        if each.operator in ("is", "includes", "other_than") and not each.question.startswith(FACT):
            options = {option.key for option in questions[each.question].options}
            assert set(each.operand) <= options, rule


def test_rules_hold_thresholds_only_against_numbers():
    questions = make_questionnaire().by_key

    for rule, each in comparisons():
        if each.operator in ("at_least", "at_most", "above", "below"):
            named = each.question.startswith(FACT) or questions[each.question].kind
            assert named in (True, "number", "bound"), rule


def test_rules_read_only_facts_that_exist():
    known = {*column("parts", "part"), "high_consequence", "controls_level", "sizing_topology"}

    read = {each.question for _, each in comparisons() if each.question.startswith(FACT)}

    assert {name.removeprefix(FACT) for name in read} <= known


def test_parts_are_the_categories_and_additions_of_the_vocabulary_in_its_order():
    vocabulary = read_vocabulary()["categories"]

    assert column("parts", "part") == [*vocabulary["primary"], *vocabulary["additions"]]
    assert column("parts", "label") == [
        word["label"] for kind in ("primary", "additions") for word in vocabulary[kind].values()
    ]


def test_every_part_is_asked_for_by_some_rule():
    asked_for = {*column("categories", "category"), *column("additions", "addition")}

    assert asked_for == set(column("parts", "part"))


def test_options_are_the_deployments_of_the_vocabulary_in_its_order():
    assert column("deployment_options", "option") == list(read_vocabulary()["deployments"])


def test_layers_are_those_of_the_vocabulary_with_the_product_on_top():
    names = dict(zip(column("layers", "number"), column("layers", "name"), strict=True))

    assert names == read_vocabulary()["layers"]
    assert list(names) == [6, 5, 4, 3, 2, 1, 0]


def test_every_option_can_be_spoken_for_and_ruled_out():
    rows = load_rules().tables["deployment"]

    for option in column("deployment_options", "option"):
        says = {row.columns["says"] for row in rows if row.columns["option"] == option}
        assert says == {"in", "out"}, option


def test_deployment_is_decided_by_all_six_grounds_of_the_guide():
    assert set(column("deployment", "by")) == GROUNDS


def test_controls_are_seven_families_with_a_demand_from_every_level_on():
    levels: dict[str, list[str]] = {}
    for family, level in zip(
        column("controls", "family"), column("controls", "level"), strict=True
    ):
        levels.setdefault(family, []).append(level)

    assert len(levels) == 7
    assert all(steps == [0, 1, 2, 3] for steps in levels.values())
