"""Shortlists to build pages and records from; the claims are those of the directory's entries."""

from dataclasses import replace
from typing import Any

from selection.engine.recommendation import Candidate, Gate, GateStatus, Need, Shortlist

VLLM = "https://github.com/vllm-project/vllm/blob/v0.33.0"
SGLANG = "https://github.com/sgl-project/sglang/blob/v0.5.23"
EXLLAMA = "https://github.com/turboderp-org/exllamav3/blob/v1.4.1"
ENVOY = "https://github.com/envoyproxy/ai-gateway/blob/v1.1.0"
CHECKED = "2026-11-24"


def make_gate(requirement: str = "generation/streaming", **changes: Any) -> Gate:
    gate = Gate(
        requirement=requirement,
        need=Need.MANDATORY,
        status=GateStatus.MET,
        claim_status="supported",
        sentence="Met: the project states it for this version.",
        version="0.33.0",
        source_url=f"{VLLM}/README.md",
        source_title="README: About",
        checked=CHECKED,
    )
    return replace(gate, **changes)


def make_candidate(name: str = "vLLM", slug: str = "vllm", **changes: Any) -> Candidate:
    candidate = Candidate(
        slug=slug,
        name=name,
        version="0.33.0",
        released="",
        license="Apache-2.0",
        project_status="active",
        gates=ENGINE_GATES_OF_VLLM,
        not_provided=(
            "TLS, user authentication and tenant separation in front of the server",
            "autoscaling and routing across replicas",
        ),
        caveats=(
            (
                "Traffic between nodes is insecure by default.",
                f"{VLLM}/docs/usage/security.md",
            ),
        ),
    )
    return replace(candidate, **changes)


ENGINE_REQUIREMENTS = (
    "generation/continuous-batching",
    "generation/streaming",
    "hardware/amd-gpu",
    "bound/latency_ttft",
)
NOT_MEASURED = make_gate(
    "bound/latency_ttft",
    need=Need.WANTED,
    status=GateStatus.NOT_VERIFIED,
    claim_status="unknown",
    sentence="Not verified: a bound is verified by a measurement, and none is recorded.",
    source_url="",
    source_title="",
    checked="",
)
ENGINE_GATES_OF_VLLM = (
    make_gate("generation/continuous-batching", note="Incoming requests join the running batch."),
    make_gate("generation/streaming"),
    make_gate(
        "hardware/amd-gpu",
        source_url=f"{VLLM}/docs/getting_started/installation/gpu.rocm.inc.md",
        source_title="Installation: AMD ROCm",
        note="ROCm 6.3 or above, for listed Instinct, Radeon and Ryzen AI parts.",
    ),
    NOT_MEASURED,
)
ENGINE_GATES_OF_SGLANG = (
    make_gate(
        "generation/continuous-batching",
        version="0.5.23",
        source_url=f"{SGLANG}/README.md",
        source_title="README: About",
    ),
    make_gate(
        "generation/streaming",
        status=GateStatus.NOT_VERIFIED,
        claim_status="unknown",
        sentence="Not verified: no source found for SGLang 0.5.23.",
        version="0.5.23",
        source_url="",
        source_title="",
        checked="",
    ),
    make_gate(
        "hardware/amd-gpu",
        version="0.5.23",
        source_url=f"{SGLANG}/README.md",
        source_title="README: Supported Hardware",
        note="Instinct MI300X to MI355X are named.",
    ),
    replace(NOT_MEASURED, version="0.5.23"),
)
ENGINE_GATES_OF_EXLLAMA = (
    make_gate(
        "generation/continuous-batching",
        version="1.4.1",
        source_url=f"{EXLLAMA}/README.md",
        source_title="README",
    ),
    make_gate(
        "generation/streaming",
        status=GateStatus.NOT_VERIFIED,
        claim_status="unknown",
        sentence="Not verified: no source found for ExLlamaV3 1.4.1.",
        version="1.4.1",
        source_url="",
        source_title="",
        checked="",
    ),
    make_gate(
        "hardware/amd-gpu",
        status=GateStatus.NOT_MET,
        claim_status="planned",
        sentence="Not met: needs AMD GPUs; ExLlamaV3 1.4.1 states that they are planned.",
        version="1.4.1",
        source_url=f"{EXLLAMA}/README.md",
        source_title="README: What is missing",
        note="On the to-do list.",
    ),
    replace(NOT_MEASURED, version="1.4.1"),
)
SGLANG_CANDIDATE = make_candidate(
    "SGLang",
    "sglang",
    version="0.5.23",
    gates=ENGINE_GATES_OF_SGLANG,
    not_provided=("user accounts, quotas and tenant separation", "autoscaling"),
    caveats=(),
)
EXLLAMA_CANDIDATE = make_candidate(
    "ExLlamaV3",
    "exllamav3",
    version="1.4.1",
    license="MIT",
    gates=ENGINE_GATES_OF_EXLLAMA,
    not_provided=("HTTP server", "hardware other than NVIDIA GPUs"),
    caveats=(("The README warns that parts may be broken at first.", f"{EXLLAMA}/README.md"),),
)
ENVOY_CANDIDATE = make_candidate(
    "Envoy AI Gateway",
    "envoy-ai-gateway",
    version="1.1.0",
    gates=(
        make_gate(
            "security/authn",
            version="1.1.0",
            source_url=f"{ENVOY}/site/docs/capabilities/security/index.md",
            source_title="Security",
            note="JWT, OIDC, mutual TLS, API keys through Envoy Gateway policies.",
        ),
    ),
    not_provided=("model inference", "administration interface for keys and budgets"),
    caveats=(),
)
LITELLM_CANDIDATE = make_candidate(
    "LiteLLM",
    "litellm",
    version="1.109.1",
    license="MIT",
    gates=(
        make_gate(
            "security/authn",
            status=GateStatus.NOT_VERIFIED,
            claim_status="partial",
            sentence="Not verified: LiteLLM 1.109.1 states that it is partly there.",
            version="1.109.1",
            source_url="https://github.com/BerriAI/litellm-docs/blob/ef86ded88eb7bf5a2370702e1327b9418361c93b/docs/enterprise.md",
            source_title="Enterprise",
            note="API keys in the open-source part; JWT and SCIM are paid.",
        ),
    ),
    not_provided=("model inference itself", "hosting of models"),
    caveats=(),
)


def make_shortlists() -> tuple[Shortlist, ...]:
    return (
        Shortlist(
            category="generative-engine",
            label="Generative engine",
            requirements=ENGINE_REQUIREMENTS,
            every_gate_met=(make_candidate(),),
            some_not_verified=(SGLANG_CANDIDATE,),
            ruled_out=(EXLLAMA_CANDIDATE,),
        ),
        Shortlist(
            category="model-server",
            label="Model server",
            requirements=("serving/openai-compatible-api",),
            every_gate_met=(
                make_candidate(
                    "SGLang",
                    "sglang",
                    version="0.5.23",
                    gates=(make_gate("serving/openai-compatible-api", version="0.5.23"),),
                    caveats=(),
                ),
                make_candidate(gates=(make_gate("serving/openai-compatible-api"),)),
            ),
            some_not_verified=(),
            ruled_out=(),
        ),
        Shortlist(
            category="gateway",
            label="Gateway",
            requirements=("security/authn",),
            every_gate_met=(ENVOY_CANDIDATE,),
            some_not_verified=(LITELLM_CANDIDATE,),
            ruled_out=(),
        ),
        Shortlist(
            category="fallback",
            label="Fallback",
            requirements=(),
            every_gate_met=(),
            some_not_verified=(),
            ruled_out=(),
            note="The directory has no component of this category yet. Name yours in the record.",
        ),
    )
