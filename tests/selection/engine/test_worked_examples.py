"""Whole examples that a domain reader can check: the answers, and what must follow from them.

The answers are those that a published case states, as far as the questionnaire asks for them, with
what follows from them left to the rules. They are examples of what answers look like, no targets.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest

from selection.engine.answers import Answer
from selection.engine.recommend import recommend
from selection.engine.recommendation import Recommendation, Verdict
from selection.engine.rules import load_rules
from tests.selection.engine.factories import make_answers, make_directory, make_questionnaire


@dataclass(frozen=True)
class Example:
    """A team's answers and the outcome; what is neither needed nor ruled in is not listed."""

    name: str
    answers: dict[str, Any]
    categories: list[str]
    additions: list[str]
    ruled_in: list[str]
    level: int
    ruled_out: list[str] = field(default_factory=list)


SUPPORT_CHAT = Example(
    name="An internal assistant for support staff, on four GPUs of the company",
    answers={
        "job": "serve-llm",
        "execution_unit": ["generated-sequence", "network-request"],
        "task_shape": "one-shot",
        "model_access": "own-weights",
        "model_parameters": (7.25, "billion"),
        "model_context": (8192, "tokens"),
        "model_layers": (32, "layers"),
        "model_kv_heads": (8, "heads"),
        "model_head_dim": (128, "values"),
        "precisions": "bf16",
        "hardware": "nvidia-gpu",
        "hardware_family": "one",
        "device_memory": (80, "GiB"),
        "devices_per_host": (4, "devices"),
        "hosts": (1, "hosts"),
        "operating_systems": "linux",
        "concurrency": (64, "requests"),
        "overload": "queue",
        "shared_prefix": "some",
        "api_needs": ["openai-api", "streaming"],
        "operator": "platform-team",
        "platform": "kubernetes",
        "state_kinds": "none",
        "data_class": "confidential",
        "compliance": "personal-data",
        "residency": "premises",
        "connectivity": "always",
        "host_trusted": "yes",
        "tenancy": "teams",
        "untrusted_content": "user-text",
        "side_effects": "none",
        "failure_mode": "fail-closed",
        "evidence_kinds": "traces",
    },
    categories=["generative-engine"],
    additions=["model-server", "gateway", "observability"],
    ruled_in=["cluster-service"],
    ruled_out=["managed-cloud", "browser", "edge", "confidential", "hybrid", "embedded"],
    level=1,
)

REFUND_AGENT = Example(
    name="An agent that reads mail and pays refunds, with a hosted model",
    answers={
        "job": "durable-agent",
        "execution_unit": "workflow-step",
        "task_shape": "model-chooses",
        "model_access": "hosted-api",
        "concurrency": (20, "requests"),
        "overload": "queue",
        "api_needs": "none",
        "operator": "product-team",
        "platform": "public-cloud",
        "state_kinds": "workflow-state",
        "state_lifetime": "restart",
        "data_class": "confidential",
        "compliance": "finance",
        "residency": "region",
        "connectivity": "always",
        "host_trusted": "yes",
        "tenancy": "one-team",
        "untrusted_content": "web",
        "side_effects": "irreversible",
        "failure_mode": "fail-closed",
        "retry_safe": "with-key",
        "compensation": "by-hand",
        "approval": "some",
        "evidence_kinds": ["audit", "traces"],
    },
    categories=["agentic-application-runtime"],
    additions=["observability", "workflow", "policy", "evidence", "guardrails"],
    ruled_in=["managed-cloud"],
    ruled_out=["embedded", "local-service", "browser", "edge", "confidential", "hybrid"],
    level=2,
)

PRIVATE_PHONE = Example(
    name="A private assistant on phones (published: PrivateMind)",
    answers={
        "job": "on-device",
        "execution_unit": "generated-sequence",
        "task_shape": "one-shot",
        "model_access": "own-weights",
        "formats": "executorch-pte",
        "operating_systems": ["android", "ios"],
        "delegates": "arm-cpu",
        "update_path": "app-release",
        "connectivity": "offline",
        "residency": "device",
        "operator": "user",
        "side_effects": "none",
        "data_class": "confidential",
    },
    categories=["edge-mobile-browser-runtime"],
    additions=["application-packaging"],
    ruled_in=["embedded", "edge"],
    ruled_out=["cluster-service", "managed-cloud", "confidential", "hybrid", "browser"],
    level=1,
)

PHOTO_TOOLS = Example(
    name="Photo tools in the browser that send nothing (published: Ai2Done)",
    answers={
        "job": ["portable-model", "on-device"],
        "execution_unit": "tensor-graph",
        "model_access": "own-weights",
        "model_parameters": (40, "million"),
        "formats": "onnx",
        "hardware": "webgpu",
        "hardware_family": "several",
        "operating_systems": "browser",
        "update_path": "page-load",
        "connectivity": "always",
        "residency": "device",
        "failure_mode": "fall-back",
        "side_effects": "none",
    },
    categories=["portable-graph-runtime", "edge-mobile-browser-runtime"],
    additions=["target-backend", "application-packaging", "fallback"],
    ruled_in=["browser"],
    ruled_out=["cluster-service", "managed-cloud", "confidential", "hybrid"],
    level=0,
)

SOVEREIGN_CLOUD = Example(
    name="One service over three makes of accelerator (published: NxtGen)",
    answers={
        "job": ["serve-llm", "scale-across-hosts"],
        "execution_unit": "generated-sequence",
        "model_access": "own-weights",
        "hardware": ["nvidia-gpu", "amd-gpu", "intel-gaudi"],
        "hardware_family": "several",
        "hosts": (5, "hosts"),
        "operating_systems": "linux",
        "shared_prefix": "most",
        "overload": "queue",
        "platform": "kubernetes",
        "operator": "platform-team",
        "state_kinds": "session-cache",
        "cache_sharing": "no",
        "residency": "region",
        "connectivity": "always",
        "host_trusted": "yes",
        "tenancy": "customers",
        "side_effects": "none",
    },
    categories=["generative-engine", "distributed-runtime"],
    additions=["model-server", "gateway", "observability", "cache-tier", "scheduler"],
    ruled_in=["cluster-service"],
    ruled_out=["local-service", "managed-cloud", "confidential"],
    level=0,
)

EXAMPLES = [SUPPORT_CHAT, REFUND_AGENT, PRIVATE_PHONE, PHOTO_TOOLS, SOVEREIGN_CLOUD]


def recommend_for(answers: dict[str, Answer]) -> Recommendation:
    return recommend(
        questionnaire=make_questionnaire(),
        answers=answers,
        rules=load_rules(),
        directory=make_directory(),
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_the_example_comes_out_as_a_reader_would_expect(example: Example):
    result = recommend_for(make_answers(**example.answers))

    assert [part.subject for part in result.needed_categories] == example.categories
    assert [part.subject for part in result.needed_additions] == example.additions
    ruled = {option.subject: option.verdict for option in result.deployment}
    assert [name for name in ruled if ruled[name] is Verdict.RULED_IN] == example.ruled_in
    assert all(ruled[name] is Verdict.RULED_OUT for name in example.ruled_out)
    assert result.level.number == example.level
    assert result.simpler is None


def test_the_support_chat_fits_one_device_and_says_why_it_needs_a_gateway():
    result = recommend_for(make_answers(**SUPPORT_CHAT.answers))
    gateway = next(part for part in result.additions if part.subject == "gateway")

    assert result.sizing.topology == "one-device"
    assert gateway.because[0].question == "tenancy"
    assert gateway.because[0].answer == "Several teams of one organisation"
    assert gateway.because[0].rule == "add-gateway-1"
    assert {change.question for change in gateway.changes} >= {"tenancy", "job"}


def test_the_refund_agent_must_have_each_refund_approved_by_a_person():
    result = recommend_for(make_answers(**REFUND_AGENT.answers))
    approval = next(control for control in result.controls if control.family == "approval")

    assert approval.demands[-1].startswith("A person approves each action that cannot be undone")
    assert ("side_effects", "Changes that cannot be undone") in {
        (step.question, step.answer) for step in result.level.because
    }
