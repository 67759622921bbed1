from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selection.engine.evaluation import make_plan
from selection.engine.recommendation import EvaluationPlan, Need, PlanTask, Requirement
from selection.engine.requirements import derive_requirements
from selection.engine.rules import load_rules
from selection.engine.shortlists import make_shortlists
from selection.engine.situation import Situation
from tests.selection.engine.factories import (
    make_component,
    make_directory,
    make_questionnaire,
    make_requirement,
    make_situation,
)
from tests.selection.engine.strategies import answers

unhurried = settings(max_examples=50, deadline=None)
ENGINE = (("generative-engine", "Generative engine"),)
STREAMING = "generation/streaming"
BOUND = "TTFT at p95 at most 200 ms"


def plan(
    *requirements: Requirement, level: int = 1, claim: str = "unknown", **given: Any
) -> EvaluationPlan:
    situation = make_situation(**given)
    directory = make_directory(make_component(claims={STREAMING: claim}))
    shortlists = make_shortlists(ENGINE, requirements, directory, situation)
    return make_plan(situation, load_rules(), requirements, shortlists, level)


def tasks_about(made: EvaluationPlan, requirement: str) -> list[tuple[int, PlanTask]]:
    return [
        (step.number, task)
        for step in made.steps
        for task in step.tasks
        if task.requirement == requirement and task.component
    ]


def test_plan_has_the_five_steps_of_the_guide():
    assert [step.title for step in plan().steps] == [
        "Shortlist by required category and verified features",
        "Build a representative conformance and workload suite",
        "Measure correctness, quality, latency, goodput, reliability, cost, and operations",
        "Test failure, upgrade, rollback, security, and portability",
        "Record caveats and unverified dimensions",
    ]


def test_plan_has_the_seven_measures_of_the_guide():
    assert [measure.label for measure in plan().measures] == [
        "Correctness",
        "Quality",
        "Latency",
        "Goodput",
        "Reliability",
        "Cost",
        "Operations",
    ]


@pytest.mark.parametrize(("level", "blocks"), [(0, False), (1, False), (2, True), (3, True)])
def test_unverified_gate_is_a_task_and_blocks_from_level_two(level, blocks):
    [(step, task)] = tasks_about(plan(make_requirement(), level=level), STREAMING)

    assert (step, task.component, task.blocks_acceptance) == (1, "example", blocks)
    assert task.text == (
        "Example 1.0.0: find an official source for “Streaming” at this version, or test it."
    )


@pytest.mark.parametrize(
    ("requirement", "claim", "step", "words"),
    [
        (make_requirement(), "partial", 1, "decide whether what is missing"),
        (make_requirement("bound/latency_ttft", bound=BOUND), "unknown", 3, f"measure {BOUND}"),
        (make_requirement("demand/operators", demand="GridSample"), "unknown", 2, "run the cases"),
    ],
)
def test_each_kind_of_open_gate_stands_in_its_step(requirement, claim, step, words):
    [(number, task)] = tasks_about(plan(requirement, claim=claim), requirement.key)

    assert number == step
    assert words in task.text


@pytest.mark.parametrize(
    ("requirement", "claim"),
    [
        (make_requirement(), "supported"),
        (make_requirement(), "unsupported"),
        (make_requirement(need=Need.WANTED), "unknown"),
        (make_requirement(origin="dropped"), "unknown"),
    ],
)
def test_gate_that_is_decided_or_not_mandatory_asks_for_nothing(requirement, claim):
    assert tasks_about(plan(requirement, claim=claim), STREAMING) == []


def test_component_in_two_shortlists_has_one_task_for_a_requirement():
    requirement = make_requirement(categories=("generative-engine", "model-server"))
    directory = make_directory(make_component(also=("model-server",)))
    needed = (*ENGINE, ("model-server", "Model server"))
    shortlists = make_shortlists(needed, (requirement,), directory, make_situation())

    made = make_plan(make_situation(), load_rules(), (requirement,), shortlists, 1)

    assert len(tasks_about(made, STREAMING)) == 1


def test_every_line_of_a_demand_is_a_conformance_case():
    demand = "GridSample\n\nScatterND"
    requirement = make_requirement(
        "demand/operators", label="Operators that must run", demand=demand
    )

    texts = [task.text for task in plan(requirement).steps[1].tasks]

    assert "Conformance case: Operators that must run: GridSample" in texts
    assert "Conformance case: Operators that must run: ScatterND" in texts


def test_requirement_that_nobody_owns_must_be_agreed():
    made = plan(make_requirement(categories=()))

    assert any("no needed part owns this" in task.text for task in made.steps[0].tasks)


def test_bound_stands_beside_its_measure():
    made = plan(make_requirement("bound/latency_ttft", bound=BOUND))

    latency = next(measure for measure in made.measures if measure.key == "latency")
    assert latency.bound == f"{BOUND} (mandatory)"


def test_answers_are_named_in_the_tasks():
    made = plan(workload="Prompts of {200} to 6,000 tokens.")

    texts = [task.text for task in made.steps[1].tasks]
    assert "Write the workload suite from: Prompts of {200} to 6,000 tokens." in texts


def test_rehearsal_of_an_incident_begins_at_level_two():
    rules = [{task.rule for task in plan(level=level).steps[3].tasks} for level in (1, 2)]

    assert ["step-4-incident" in names for names in rules] == [False, True]


NEEDED = tuple((r.columns["part"], r.columns["label"]) for r in load_rules().tables["parts"])


@given(answers(), st.integers(0, 2))
@unhurried
def test_higher_level_never_asks_for_less(given_answers, level):
    situation = Situation.of(make_questionnaire(), given_answers)
    requirements = derive_requirements(situation, load_rules(), tuple(part for part, _ in NEEDED))
    directory = make_directory(make_component())
    shortlists = make_shortlists(NEEDED, requirements, directory, situation)

    lower, higher = (
        make_plan(situation, load_rules(), requirements, shortlists, number)
        for number in (level, level + 1)
    )

    for step, stricter in zip(lower.steps, higher.steps, strict=True):
        assert {task.text for task in step.tasks} <= {task.text for task in stricter.tasks}
        blocking = {task.text for task in step.tasks if task.blocks_acceptance}
        assert blocking <= {task.text for task in stricter.tasks if task.blocks_acceptance}
