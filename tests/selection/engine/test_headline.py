"""The answer in one sentence."""

from typing import Any

import pytest

from selection.engine.recommend import recommend
from selection.engine.rules import load_rules
from tests.selection.engine.factories import (
    NEUTRAL,
    NOT_KNOWN,
    make_answers,
    make_directory,
    make_questionnaire,
)

SIZED = {
    "model_parameters": (8, "billion"),
    "model_context": (8192, "tokens"),
    "model_layers": (32, "layers"),
    "model_kv_heads": (8, "heads"),
    "model_head_dim": (128, "values"),
    "precisions": "bf16",
    "device_memory": (80, "GiB"),
}
SERVING = {**SIZED, "job": "serve-llm", "execution_unit": "generated-sequence"}
AGENT = {"job": "durable-agent", "task_shape": "model-chooses", "model_access": "hosted-api"}


CASES = {
    "You need a generative engine with a model server, a gateway and observability, run as a "
    "cluster service; consequence level 0.": {
        **SERVING,
        "tenancy": "teams",
        "platform": "kubernetes",
    },
    "You need a portable graph runtime with a target backend, application packaging and an "
    "evidence store, run embedded in your application; consequence level 3.": {
        "job": "portable-model",
        "api_needs": "in-process",
        "compliance": "safety",
        "hardware": ["x86-cpu", "nvidia-gpu"],
    },
    "You need a portable graph runtime and nothing beside it, run embedded in your application; "
    "consequence level 0.": {"job": "portable-model"},
    "You need no runtime category of your own, only a gateway and observability, run as a cluster "
    "service or in a managed cloud; consequence level 0.": {
        **SERVING,
        "model_access": "hosted-api",
        "tenancy": "teams",
    },
    "You need an agentic application runtime with a workflow system, but no deployment option fits "
    "your answers; consequence level 0.": {**AGENT, "residency": "premises"},
    "You need an agentic application runtime with a workflow system, and where it runs is still "
    "open; consequence level 0.": {**AGENT, "residency": NOT_KNOWN, "operating_systems": "linux"},
    "Your answers do not say yet which runtime you need; whether you need an agentic application "
    "runtime is still open; consequence level 0.": {
        **AGENT,
        "task_shape": NOT_KNOWN,
    },
    "So far you need a gateway and observability, run as a cluster service or in a managed cloud; "
    "whether you need an agentic application runtime is still open; consequence level 0.": {
        **SERVING,
        "job": ["serve-llm", "durable-agent"],
        "model_access": "hosted-api",
        "tenancy": "teams",
        "task_shape": NOT_KNOWN,
    },
    "Use something simpler: a search index; consequence level 0.": {
        "job": "none",
        "plain_need": "plain-search",
    },
    "Nothing that you answered asks for a runtime; consequence level 0.": {
        "job": "none",
        "plain_need": "something-else",
    },
}


@pytest.mark.parametrize(("headline", "answers"), CASES.items())
def test_the_headline_says_what_is_needed_where_it_runs_and_how_much_care_it_asks(
    headline: str, answers: dict[str, Any]
):
    result = recommend(
        questionnaire=make_questionnaire(),
        answers=make_answers(**{**NEUTRAL, **answers}),
        rules=load_rules(),
        directory=make_directory(),
    )

    assert result.headline == headline
