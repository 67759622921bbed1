"""Every row of the tables about components can be reached, and asks only what can be answered."""

from collections.abc import Mapping
from typing import Any

import pytest

from selection.engine.answers import Answer
from selection.engine.conditions import All, AnyOf, Comparison, Condition
from selection.engine.evaluation import make_plan
from selection.engine.knowledge import Caveat
from selection.engine.questions import Question
from selection.engine.requirements import derive_requirements
from selection.engine.rules import Rule, load_rules
from selection.engine.shortlists import make_shortlists
from selection.engine.situation import Situation
from selection.engine.sizing import size
from tests.selection.engine.factories import (
    make_component,
    make_directory,
    make_questionnaire,
    make_requirement,
)

PARTS = tuple((r.columns["part"], r.columns["label"]) for r in load_rules().tables["parts"])
TABLES = ("owners", "requirements", "sizing", "evaluation", "measures")
RULES = [rule for table in TABLES for rule in load_rules().tables[table]]


def rows(table: str) -> Any:
    rules = load_rules().tables[table]
    return pytest.mark.parametrize("rule", rules, ids=[rule.id for rule in rules])


def answer_so_that(rule: Rule) -> Situation:
    """Answer every question so that all pages are asked, and those of the rule as it wants."""
    values = {
        question.key: any_value(question) for question in make_questionnaire().all_questions()
    }
    values |= {"side_effects": "irreversible", "residency": "region", "model_access": "both"}
    values |= wanted_values(rule.when)
    answers = {key: Answer(value=value) for key, value in values.items() if value is not None}
    return Situation.of(make_questionnaire(), answers)


def any_value(question: Question) -> Any:
    match question.kind:
        case "choice":
            return question.options[0].key
        case "choices":
            return [option.key for option in question.options if not option.exclusive]
        case "number" | "bound":
            return {"amount": 10_000, "unit": question.units[0].key}
        case "text" | "long_text":
            return "In words."
    return None


def wanted_values(condition: Condition) -> Mapping[str, Any]:
    match condition:
        case All(parts):
            return {key: value for part in parts for key, value in wanted_values(part).items()}
        case AnyOf(parts):
            return wanted_values(parts[0])
        case Comparison(question, "is", words):
            return {question: words[0]}
        case Comparison(question, "given", given) if not given:
            return {question: None}
    return {}


@rows("requirements")
def test_every_row_of_requirements_asks_for_something(rule):
    needed = tuple(part for part, _ in PARTS)

    found = derive_requirements(answer_so_that(rule), load_rules(), needed)

    reached = [r for r in found if rule.id in {step.rule for step in r.because}]
    assert reached
    assert all(requirement.categories for requirement in reached)


@rows("sizing")
def test_every_row_of_the_sizing_is_used(rule):
    because = size(answer_so_that(rule), load_rules()).because

    assert rule.id in {step.rule for step in because}


@rows("evaluation")
def test_every_row_of_the_evaluation_gives_a_step_or_a_task(rule):
    requirements = (
        make_requirement("generation/streaming"),
        make_requirement("generation/multi-lora"),
        make_requirement("generation/embeddings", categories=()),
        make_requirement("bound/cost", bound="Cost at most 5 EUR per day"),
        make_requirement("demand/operators", demand="GridSample"),
    )
    directory = make_directory(
        make_component(
            claims={"generation/streaming": "partial"},
            caveats=(Caveat("It is slow to start.", "https://example.org/"),),
        )
    )
    situation = answer_so_that(rule)
    shortlists = make_shortlists(PARTS, requirements, directory, situation)

    plan = make_plan(situation, load_rules(), requirements, shortlists, 3)

    tasks = {task.rule for step in plan.steps for task in step.tasks}
    assert rule.id in tasks or rule.columns.get("title") in {step.title for step in plan.steps}


@rows("measures")
def test_every_row_of_the_measures_says_what_to_measure(rule):
    plan = make_plan(answer_so_that(rule), load_rules(), (), (), 0)

    measure = next(each for each in plan.measures if each.key == rule.columns["measure"])
    assert rule.columns["what"] in measure.what


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_row_gives_its_reason_as_a_sentence_and_names_its_source(rule):
    assert rule.reason[0].isupper()
    assert rule.reason.endswith(".")
    assert rule.source


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_row_compares_only_with_options_that_its_question_has(rule):
    for each in rule.when.comparisons():
        if each.operator in ("is", "includes"):
            options = {option.key for option in make_questionnaire().by_key[each.question].options}
            assert set(each.operand) <= options
