"""Which answers ask for which category and addition."""

from typing import Any

import pytest

from selection.engine.architecture import work_out
from selection.engine.categories import VERDICTS
from selection.engine.conditions import Truth
from selection.engine.recommendation import Verdict
from selection.engine.rules import load_rules
from tests.selection.engine.factories import NEUTRAL, NOT_KNOWN, make_situation

SERVING = {"job": "serve-llm", "execution_unit": "generated-sequence"}
HOSTED = {**SERVING, "model_access": "hosted-api"}
AGENT = {"job": "durable-agent", "task_shape": "model-chooses", "model_access": "hosted-api"}
DEVICE = {"job": "on-device", "operating_systems": "android"}
PORTABLE = {"job": "portable-model"}
NO_JOB = {"job": "none", "plain_need": "something-else"}
ACROSS_HOSTS = {**SERVING, "job": ["serve-llm", "scale-across-hosts"]}
SEVENTY_BILLION = {
    **SERVING,
    "model_parameters": (70, "billion"),
    "model_context": (8192, "tokens"),
    "model_layers": (80, "layers"),
    "model_kv_heads": (8, "heads"),
    "model_head_dim": (128, "values"),
    "precisions": "bf16",
    "concurrency": (64, "requests"),
    "device_memory": (80, "GiB"),
    "devices_per_host": (2, "devices"),
}
CACHE = {**SERVING, "state_kinds": "session-cache", "cache_sharing": "yes"}
TASK_STATE = {**PORTABLE, "state_kinds": "workflow-state", "state_lifetime": "restart"}
QUICK_GRAPH = {**NO_JOB, "deadline": (20, "ms")}
IRREVERSIBLE = {**AGENT, "side_effects": "irreversible", "approval": "some"}

# Part, answers that ask for it, and what among them no longer does.
CASES = [
    ("portable-graph-runtime", PORTABLE, {"job": "hardware-performance"}),
    (
        "portable-graph-runtime",
        {**NO_JOB, "hardware_family": "several"},
        {"hardware_family": "one"},
    ),
    ("hardware-optimized-engine", {"job": "hardware-performance"}, PORTABLE),
    ("hardware-optimized-engine", QUICK_GRAPH, {"deadline": (21, "ms")}),
    ("generative-engine", SERVING, {"model_access": "hosted-api"}),
    ("generative-engine", {**AGENT, "model_access": "own-weights"}, {"model_access": "hosted-api"}),
    ("distributed-runtime", ACROSS_HOSTS, {"model_access": "hosted-api"}),
    ("distributed-runtime", SEVENTY_BILLION, {"devices_per_host": (8, "devices")}),
    ("edge-mobile-browser-runtime", {"job": "on-device"}, PORTABLE),
    ("edge-mobile-browser-runtime", {**PORTABLE, "residency": "device"}, {"residency": "premises"}),
    ("edge-mobile-browser-runtime", {**PORTABLE, "hardware": "webgpu"}, {"hardware": "x86-cpu"}),
    ("agentic-application-runtime", AGENT, {"task_shape": "fixed-steps"}),
    (
        "target-backend",
        {**PORTABLE, "hardware": ["x86-cpu", "nvidia-gpu"]},
        {"hardware": "x86-cpu"},
    ),
    ("target-backend", {**DEVICE, "delegates": "qualcomm-npu"}, {"delegates": "arm-cpu"}),
    ("application-packaging", {**PORTABLE, "api_needs": "in-process"}, {"api_needs": "grpc-api"}),
    ("application-packaging", {**DEVICE, "update_path": "app-release"}, {"update_path": "never"}),
    ("application-packaging", {**PORTABLE, "connectivity": "offline"}, {"connectivity": "always"}),
    ("model-server", SERVING, {"model_access": "hosted-api"}),
    ("model-server", {**PORTABLE, "api_needs": "grpc-api"}, {"api_needs": "in-process"}),
    ("profiler", {"job": "hardware-performance"}, PORTABLE),
    ("gateway", {**SERVING, "tenancy": "teams"}, {"tenancy": "one-team"}),
    ("gateway", {**SERVING, "model_access": "both"}, {"model_access": "own-weights"}),
    ("gateway", {**SERVING, "hosts": (2, "hosts")}, {"hosts": (1, "hosts")}),
    ("gateway", {**SERVING, "overload": "shed"}, {"overload": "queue"}),
    ("gateway", {**HOSTED, "failure_mode": "fall-back"}, {"failure_mode": "fail-closed"}),
    ("observability", SERVING, {"operator": "user"}),
    ("observability", {**AGENT, "evidence_kinds": "traces"}, {"evidence_kinds": "audit"}),
    ("cache-tier", CACHE, {"cache_sharing": "no"}),
    ("cache-tier", {**ACROSS_HOSTS, "shared_prefix": "most"}, {"shared_prefix": "some"}),
    ("scheduler", {**ACROSS_HOSTS, "platform": "kubernetes"}, {"platform": "servers"}),
    ("update", {**DEVICE, "update_path": "over-the-air"}, {"update_path": "app-release"}),
    ("fallback", {**AGENT, "failure_mode": "fall-back"}, {"failure_mode": "fail-closed"}),
    ("fallback", {**DEVICE, "failure_mode": "degrade"}, {"failure_mode": "fail-closed"}),
    ("fallback", {**SERVING, "overload": "degrade"}, {"overload": "shed"}),
    ("telemetry", {**DEVICE, "operator": "product-team"}, {"residency": "device"}),
    ("workflow", AGENT, {"task_shape": "one-shot"}),
    ("workflow", TASK_STATE, {"state_lifetime": "session"}),
    ("policy", {**AGENT, "side_effects": "reversible"}, {"side_effects": "none"}),
    ("sandbox", {**AGENT, "untrusted_content": "generated-code"}, {"untrusted_content": "none"}),
    ("sandbox", {**AGENT, "untrusted_content": "tools"}, {"untrusted_content": "web"}),
    ("evidence", {**AGENT, "evidence_kinds": "audit"}, {"evidence_kinds": "none"}),
    ("evidence", IRREVERSIBLE, {"side_effects": "reversible"}),
    ("guardrails", {**AGENT, "untrusted_content": "web"}, {"untrusted_content": "none"}),
    ("confidential-computing", {**SERVING, "host_trusted": "no"}, {"host_trusted": "yes"}),
]


def verdict_on(part: str, answers: dict[str, Any]) -> Verdict:
    architecture = work_out(make_situation(**{**NEUTRAL, **answers}), load_rules())
    return VERDICTS[architecture.parts[part].truth]


@pytest.mark.parametrize(("part", "asking", "changed"), CASES)
def test_a_part_is_needed_where_answers_ask_for_it_and_not_needed_otherwise(
    part: str, asking: dict[str, Any], changed: dict[str, Any]
):
    assert verdict_on(part, asking) is Verdict.NEEDED
    assert verdict_on(part, {**asking, **changed}) is Verdict.NOT_NEEDED


def test_every_part_has_such_a_case():
    assert {part for part, _, _ in CASES} == {
        row.columns["part"] for row in load_rules().tables["parts"]
    }


def test_a_part_is_open_while_the_answer_that_decides_it_is_not_known():
    assert verdict_on("generative-engine", {**SERVING, "model_access": NOT_KNOWN}) is Verdict.OPEN
    assert verdict_on("agentic-application-runtime", {**AGENT, "task_shape": NOT_KNOWN}) is (
        Verdict.OPEN
    )


def test_whether_a_generating_model_needs_several_hosts_is_open_until_it_is_sized():
    unsized = {**SEVENTY_BILLION, "device_memory": NOT_KNOWN}

    assert verdict_on("distributed-runtime", unsized) is Verdict.OPEN


def test_a_hosted_model_leaves_nothing_to_size():
    assert verdict_on("distributed-runtime", HOSTED) is Verdict.NOT_NEEDED


def test_steps_in_a_fixed_order_need_a_workflow_and_no_agentic_runtime():
    fixed = {**AGENT, "task_shape": "fixed-steps"}

    assert verdict_on("workflow", fixed) is Verdict.NEEDED
    assert verdict_on("agentic-application-runtime", fixed) is Verdict.NOT_NEEDED


def test_a_portable_model_alone_brings_no_addition():
    architecture = work_out(make_situation(**{**NEUTRAL, **PORTABLE}), load_rules())

    needed = [part for part, found in architecture.parts.items() if found.truth is Truth.TRUE]

    assert needed == ["portable-graph-runtime"]
