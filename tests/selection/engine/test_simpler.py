"""Where something simpler does the job, and where it no longer does."""

from typing import Any

import pytest

from selection.engine.architecture import Architecture, work_out
from selection.engine.conditions import Truth
from selection.engine.rules import load_rules
from tests.selection.engine.factories import NEUTRAL, NOT_KNOWN, make_situation
from tests.selection.engine.test_rule_reachability import ONE_CALL_AT_A_TIME

ONE_PROMPT = {"job": "none", "plain_need": "one-shot-generation"}
TICKED = {**ONE_CALL_AT_A_TIME, "model_access": "hosted-api"}


def architecture_of(answers: dict[str, Any]) -> Architecture:
    return work_out(make_situation(**answers), load_rules())


def simpler_name(answers: dict[str, Any]) -> str:
    simpler = architecture_of(answers).simpler
    return simpler.columns["name"] if simpler else ""


@pytest.mark.parametrize(
    ("plain_need", "name"),
    [
        ("business-form", "A fixed form or calculation in your application"),
        ("fixed-transformation", "A program that does the transformation"),
        ("plain-search", "A search index"),
        ("scheduled-integration", "A scheduled job"),
        ("one-shot-generation", "One direct call to a model"),
        ("something-else", ""),
    ],
)
def test_a_plain_need_gets_the_name_of_the_simpler_thing(plain_need: str, name: str):
    assert simpler_name({"job": "none", "plain_need": plain_need}) == name


def test_nothing_is_needed_beside_the_simpler_thing():
    architecture = architecture_of({**NEUTRAL, **ONE_PROMPT, "evidence_kinds": "traces"})

    assert {found.truth for found in architecture.parts.values()} == {Truth.FALSE}


@pytest.mark.parametrize(
    "changed",
    [
        {"side_effects": "reversible"},
        {"state_kinds": "memory"},
        {"job": "serve-llm"},
    ],
)
def test_a_prompt_with_effects_state_or_many_callers_is_not_simple(changed: dict[str, Any]):
    answers = {**NEUTRAL, **ONE_PROMPT}

    assert simpler_name(answers)
    assert not simpler_name({**answers, **changed})


@pytest.mark.parametrize("job", ["serve-llm", "durable-agent", ["serve-llm", "durable-agent"]])
@pytest.mark.parametrize(
    ("model_access", "name"),
    [
        ("hosted-api", "A direct call to a hosted model"),
        ("own-weights", "One call to a model in a single local process"),
    ],
)
def test_a_bigger_job_that_the_answers_do_not_bear_out_gets_something_simpler_too(
    job: str | list[str], model_access: str, name: str
):
    assert simpler_name({**TICKED, "job": job, "model_access": model_access}) == name


@pytest.mark.parametrize(
    "changed",
    [
        {"task_shape": "model-chooses"},
        {"task_shape": NOT_KNOWN},
        {"concurrency": (5, "requests")},
        {"concurrency": NOT_KNOWN},
        {"state_kinds": "session-cache"},
        {"side_effects": "irreversible"},
        {"data_class": "special"},
        {"tenancy": "teams"},
        {"job": ["serve-llm", "portable-model"]},
        {"model_access": "both"},
    ],
)
def test_one_answer_that_bears_the_bigger_job_out_is_enough(changed: dict[str, Any]):
    assert simpler_name(TICKED)
    assert not simpler_name({**TICKED, **changed})
