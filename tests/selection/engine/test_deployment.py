"""Each of the eight deployment options is ruled in or out with a reason."""

from typing import Any

import pytest

from selection.engine.architecture import work_out
from selection.engine.deployment import conclude_options, warn
from selection.engine.recommendation import Conclusion, Verdict
from selection.engine.rules import load_rules
from tests.selection.engine.factories import NEUTRAL, NOT_KNOWN, make_situation

SERVING = {"job": "serve-llm", "execution_unit": "generated-sequence"}
PHONE = {"job": "on-device", "operating_systems": ["android", "ios"]}
CLUSTER = {**SERVING, "platform": "kubernetes"}
ON_PAGE = {"job": "on-device", "operating_systems": "browser", "update_path": "page-load"}
BOTH = {**SERVING, "model_access": "both"}
CLOSED = {**SERVING, "host_trusted": "no"}
AGENT = {"job": "durable-agent", "task_shape": "model-chooses", "execution_unit": "workflow-step"}
HOSTED_AGENT = {**AGENT, "model_access": "hosted-api"}
PORTABLE = {"job": "portable-model"}
QUICK = {**PORTABLE, "api_needs": "grpc-api"}
SMALL = {
    "model_parameters": (1, "billion"),
    "model_context": (4096, "tokens"),
    "model_layers": (16, "layers"),
    "model_kv_heads": (8, "heads"),
    "model_head_dim": (64, "values"),
    "precisions": "fp16",
    "device_memory": (80, "GiB"),
}

# Option, answers that rule it in, what among them rules it out, and the row that does; without a
# row nothing speaks for the option any more.
CASES = [
    ("embedded", {**PORTABLE, "api_needs": "in-process"}, {"api_needs": "grpc-api"}, ""),
    ("embedded", {**QUICK, "deadline": (50, "ms")}, {"deadline": (51, "ms")}, ""),
    ("embedded", {"job": "hardware-performance"}, {"api_needs": "http-api"}, ""),
    ("embedded", PHONE, {"model_access": "hosted-api"}, "dep-embedded-out-1"),
    ("local-service", SERVING, {"tenancy": "customers"}, "dep-local-out-3"),
    ("local-service", SERVING, {"availability": (99.9, "percent")}, "dep-local-out-2"),
    ("local-service", SERVING, {"hosts": (2, "hosts")}, ""),
    ("local-service", HOSTED_AGENT, {"residency": "premises"}, "dep-local-out-4"),
    ("cluster-service", CLUSTER, {"residency": "device"}, "dep-cluster-out-1"),
    ("cluster-service", CLUSTER, {"connectivity": "offline"}, "dep-cluster-out-2"),
    ("cluster-service", CLUSTER, {"host_trusted": "no"}, "dep-cluster-out-3"),
    ("cluster-service", CLUSTER, {"operator": "user"}, "dep-cluster-out-4"),
    ("cluster-service", CLUSTER, {"deadline": (10, "ms")}, "dep-cluster-out-5"),
    ("cluster-service", CLUSTER, {"platform": "virtual-machines"}, ""),
    ("managed-cloud", HOSTED_AGENT, {"residency": "premises"}, "dep-cloud-out-1"),
    ("managed-cloud", HOSTED_AGENT, {"connectivity": "offline"}, "dep-cloud-out-2"),
    ("managed-cloud", HOSTED_AGENT, {"host_trusted": "no"}, "dep-cloud-out-3"),
    ("managed-cloud", HOSTED_AGENT, {"deadline": (50, "ms")}, "dep-cloud-out-4"),
    ("managed-cloud", HOSTED_AGENT, {"compliance": "safety"}, "dep-cloud-out-5"),
    ("managed-cloud", HOSTED_AGENT, {"model_access": "own-weights"}, ""),
    ("browser", ON_PAGE, {"connectivity": "offline"}, "dep-browser-out-1"),
    ("browser", ON_PAGE, {"model_parameters": (9, "billion")}, "dep-browser-out-2"),
    ("browser", ON_PAGE, {"residency": "premises"}, "dep-browser-out-3"),
    ("edge", PHONE, {"model_access": "hosted-api"}, "dep-edge-out-1"),
    ("edge", PHONE, {"job": "portable-model", "operating_systems": "linux"}, ""),
    ("confidential", CLOSED, {"residency": "device"}, "dep-confidential-out-1"),
    ("confidential", CLOSED, {"operator": "user"}, "dep-confidential-out-2"),
    ("confidential", CLOSED, {"host_trusted": "yes"}, ""),
    ("hybrid", BOTH, {"residency": "device"}, "dep-hybrid-out-1"),
    ("hybrid", BOTH, {"connectivity": "offline"}, "dep-hybrid-out-2"),
    ("hybrid", BOTH, {"residency": "premises"}, "dep-hybrid-out-3"),
    ("hybrid", BOTH, {"model_access": "own-weights"}, ""),
]


def conclude(option: str, answers: dict[str, Any]) -> Conclusion:
    rules = load_rules()
    architecture = work_out(make_situation(**{**NEUTRAL, **SMALL, **answers}), rules)
    options = conclude_options(architecture.options, architecture.situation, rules, {})
    return next(conclusion for conclusion in options if conclusion.subject == option)


@pytest.mark.parametrize(("option", "answers", "changed", "row"), CASES)
def test_an_option_is_ruled_in_by_what_speaks_for_it_and_ruled_out_by_one_answer(
    option: str, answers: dict[str, Any], changed: dict[str, Any], row: str
):
    ruled_in = conclude(option, answers)
    ruled_out = conclude(option, {**answers, **changed})

    assert ruled_in.verdict is Verdict.RULED_IN
    assert ruled_out.verdict is Verdict.RULED_OUT
    assert {step.rule for step in ruled_out.because} >= {row or f"option-{option}"}


def test_all_eight_options_have_such_a_case():
    assert {option for option, *_ in CASES} == {
        row.columns["option"] for row in load_rules().tables["deployment_options"]
    }


def test_an_option_stays_open_while_an_answer_that_could_rule_it_out_is_not_known():
    conclusion = conclude("cluster-service", {**CLUSTER, "residency": NOT_KNOWN})

    assert conclusion.verdict is Verdict.OPEN
    assert [(step.question, step.answer) for step in conclusion.because] == [
        ("residency", "not known yet")
    ]


def test_the_warning_of_the_guide_stands_beside_the_options():
    warnings = warn(make_situation(), load_rules())

    assert warnings[0].sentence.startswith(
        "API compatibility alone may not preserve model behavior or operational semantics"
    )
    assert warnings[0].source == "Selection guide, Deployment decision"
