"""Recommendations to build pages and records from: plain data, shaped as the engine gives it."""

from dataclasses import replace
from typing import Any

from selection.engine.recommendation import (
    ArithmeticLine,
    Because,
    Change,
    Conclusion,
    Control,
    EvaluationPlan,
    Layer,
    LayerPart,
    Level,
    Measure,
    Need,
    OpenPoint,
    PlanStep,
    PlanTask,
    Recommendation,
    Requirement,
    Simpler,
    Sizing,
    Verdict,
    Versions,
)
from tests.selection.results.shortlists import make_shortlists

GUIDE = "Guide, Category matrix"
MEASURE = "Measure correctness, quality, latency, goodput, reliability, cost, and operations."

SERVES_AN_LLM = Because(
    "category-generative-engine",
    "A high-concurrency generative API needs a generative engine.",
    GUIDE,
    "job",
    "Serve an LLM at concurrency",
)
MANY_AT_ONCE = Because(
    "addition-gateway",
    "Several callers share one model, so something in front of it must tell them apart.",
    GUIDE,
    "tenancy",
    "Several teams of one organisation",
)
FALLS_BACK = Because(
    "addition-fallback",
    "When the runtime fails, another path must answer.",
    "Guide, Selection questions, 7",
    "failure_mode",
    "Fall back to something else",
)
ONE_HOST_IS_ENOUGH = Because(
    "category-distributed-runtime-not-needed",
    "Weights and cache fit one host, so no model has to be split across hosts.",
    GUIDE,
    "hosts",
    "1 host",
)
NOT_ASKED_FOR = Because(
    "category-not-needed", "Nothing in the answers asks for it.", GUIDE, "job", "Serve an LLM"
)
STAYS_ON_PREMISES = Because(
    "deployment-premises",
    "The data must stay on your own premises, so a provider's cloud cannot process it.",
    "Guide, Deployment decision",
    "residency",
    "Only on our own premises",
)
REVERSIBLE_AND_PERSONAL = Because(
    "level-2-personal-data",
    "Personal data and changes that can be undone make the consequence level 2.",
    "Guide, Trust and consequence",
    "data_class",
    "Confidential, or personal",
)


CATEGORY_LABELS = {
    "portable-graph-runtime": "Portable graph/inference runtime",
    "hardware-optimized-engine": "Hardware-optimized engine",
    "generative-engine": "Generative engine",
    "distributed-runtime": "Distributed runtime",
    "edge-mobile-browser-runtime": "Edge/mobile/browser runtime",
    "agentic-application-runtime": "Agentic application runtime",
}
ADDITION_LABELS = {
    "target-backend": "Target backend",
    "application-packaging": "Application packaging",
    "model-server": "Model server",
    "profiler": "Profiler",
    "gateway": "Gateway",
    "observability": "Observability",
    "cache-tier": "Cache tier",
    "scheduler": "Scheduler",
    "update": "Update",
    "fallback": "Fallback",
    "telemetry": "Telemetry",
    "workflow": "Workflow",
    "policy": "Policy",
    "sandbox": "Sandbox",
    "evidence": "Evidence",
}
DEPLOYMENT_LABELS = {
    "embedded": "Embedded",
    "local-service": "Local service",
    "cluster-service": "Cluster service",
    "managed-cloud": "Managed cloud",
    "browser": "Browser",
    "edge": "Edge",
    "confidential": "Confidential",
    "hybrid": "Hybrid",
}


def make_categories(**verdicts: Conclusion) -> tuple[Conclusion, ...]:
    """Return the six, none of them needed unless `verdicts` says otherwise."""
    given = {conclusion.subject: conclusion for conclusion in verdicts.values()}
    return tuple(
        given.get(key) or Conclusion(key, label, Verdict.NOT_NEEDED, (NOT_ASKED_FOR,))
        for key, label in CATEGORY_LABELS.items()
    )


def make_additions(*needed: Conclusion) -> tuple[Conclusion, ...]:
    given = {conclusion.subject: conclusion for conclusion in needed}
    return tuple(
        given.get(key) or Conclusion(key, label, Verdict.NOT_NEEDED, (NOT_ASKED_FOR,))
        for key, label in ADDITION_LABELS.items()
    )


def make_deployment(*ruled_in: str) -> tuple[Conclusion, ...]:
    works = Because(
        "deployment-own-hosts",
        "Your own hosts are there and the load is shared by several callers.",
        "Guide, Deployment decision",
        "platform",
        "Kubernetes",
    )
    return tuple(
        Conclusion(key, label, Verdict.RULED_IN, (works,))
        if key in ruled_in
        else Conclusion(key, label, Verdict.RULED_OUT, (STAYS_ON_PREMISES,))
        for key, label in DEPLOYMENT_LABELS.items()
    )


LAYER_NAMES = {
    6: "Product and workflow",
    5: "Agentic application runtime",
    4: "Serving and distributed execution",
    3: "Inference engine",
    2: "Compiler and graph runtime",
    1: "Kernels and hardware libraries",
    0: "Hardware and system substrate",
}


def make_layers(parts: dict[int, tuple[LayerPart, ...]]) -> tuple[Layer, ...]:
    """Return all seven; a layer's sentence names what is needed on it."""

    def sentence(number: int) -> str:
        needed = [p.label for p in parts.get(number, ()) if p.verdict is Verdict.NEEDED]
        return f"Needed here: {', '.join(needed)}." if needed else "No part has to be chosen here."

    return tuple(
        Layer(number, name, parts.get(number, ()), sentence(number))
        for number, name in LAYER_NAMES.items()
    )


def make_requirements() -> tuple[Requirement, ...]:
    def derived(key: str, label: str, need: Need, *categories: str, **more: Any) -> Requirement:
        return Requirement(key, label, need, "derived", categories, (SERVES_AN_LLM,), **more)

    return (
        derived(
            "generation/continuous-batching",
            "Continuous batching",
            Need.MANDATORY,
            "generative-engine",
        ),
        derived("generation/streaming", "Streaming", Need.MANDATORY, "generative-engine"),
        Requirement(
            "hardware/amd-gpu",
            "AMD GPU",
            Need.MANDATORY,
            "confirmed",
            ("generative-engine",),
            (
                Because(
                    "requirement-hardware",
                    "The runtime must run on the hardware that is there.",
                    "Guide, Selection questions, 2",
                    "hardware",
                    "AMD GPU",
                ),
            ),
        ),
        derived(
            "bound/latency_ttft",
            "Time to first token",
            Need.WANTED,
            "generative-engine",
            bound="TTFT at p95 at most 300 ms",
        ),
        derived(
            "serving/openai-compatible-api",
            "OpenAI-compatible API",
            Need.MANDATORY,
            "model-server",
        ),
        Requirement(
            "security/authn",
            "Authentication",
            Need.MANDATORY,
            "added",
            ("gateway",),
            (MANY_AT_ONCE,),
            reason="Each team gets keys of its own.",
        ),
        Requirement(
            "serving/semantic-cache",
            "Semantic cache",
            Need.WANTED,
            "dropped",
            ("gateway",),
            (MANY_AT_ONCE,),
            reason="Answers must not be shared between teams.",
        ),
    )


def make_controls(level: int) -> tuple[Control, ...]:
    families = {
        "identity": ("Identity", "A named identity for every caller and every service."),
        "tool-contracts": ("Tool contracts", "Typed inputs and outputs for every tool."),
        "isolation": ("Isolation", "Tenants and tools run apart from each other."),
        "approval": ("Approval", "A person approves what cannot be undone."),
        "idempotency": ("Idempotency", "Every step with an effect carries a key."),
        "evidence": ("Evidence", "An audit log of who did what."),
        "incident-response": ("Incident response", "A named person can stop the runtime."),
    }
    return tuple(
        Control(family, label, level, (demand,), (REVERSIBLE_AND_PERSONAL,))
        for family, (label, demand) in families.items()
    )


def make_plan() -> EvaluationPlan:
    return EvaluationPlan(
        steps=(
            PlanStep(
                1,
                "Shortlist by required category and verified features.",
                (
                    PlanTask(
                        "Verify streaming for SGLang 0.5.23.", "generation/streaming", "sglang"
                    ),
                    PlanTask(
                        "Verify authentication for LiteLLM 1.109.1.", "security/authn", "litellm"
                    ),
                ),
            ),
            PlanStep(
                2,
                "Build a representative conformance and workload suite.",
                (PlanTask("Record a trace of 64 requests in progress at the same time."),),
            ),
            PlanStep(
                3,
                MEASURE,
                (PlanTask("Measure time to first token at p95.", "bound/latency_ttft"),),
            ),
            PlanStep(
                4,
                "Test failure, upgrade, rollback, security, and portability.",
                (PlanTask("Stop the engine under load and watch the fallback."),),
            ),
            PlanStep(
                5,
                "Record caveats and unverified dimensions.",
                (PlanTask("Record every gate that is still not verified."),),
            ),
        ),
        measures=(
            Measure("correctness", "Correctness", "Outputs against the conformance cases."),
            Measure("quality", "Quality", "Answers against your own data."),
            Measure("latency", "Latency", "Time to first token.", "TTFT at p95 at most 300 ms"),
            Measure("goodput", "Goodput", "Requests that meet every latency bound."),
            Measure("reliability", "Reliability", "Failed requests over a week."),
            Measure("cost", "Cost", "Cost per million tokens."),
            Measure("operations", "Operations", "Hours of work per month."),
        ),
    )


def make_recommendation(**changes: Any) -> Recommendation:
    """A generative engine with model server, gateway and fallback, at consequence level 2."""
    needed = Verdict.NEEDED
    recommendation = Recommendation(
        headline="You need a generative engine, with a model server, a gateway and a fallback.",
        simpler=None,
        categories=make_categories(
            engine=Conclusion(
                "generative-engine",
                "Generative engine",
                needed,
                (SERVES_AN_LLM,),
                (
                    Change(
                        "model_access",
                        "We do, from weights that we hold",
                        "A provider does, and we call its API",
                        "Generative engine is not needed.",
                    ),
                ),
            ),
            distributed=Conclusion(
                "distributed-runtime",
                "Distributed runtime",
                Verdict.NOT_NEEDED,
                (ONE_HOST_IS_ENOUGH,),
                (Change("hosts", "1 host", "2 hosts", "Distributed runtime is needed."),),
            ),
        ),
        additions=make_additions(
            Conclusion("model-server", "Model server", needed, (SERVES_AN_LLM,)),
            Conclusion("gateway", "Gateway", needed, (MANY_AT_ONCE,)),
            Conclusion("fallback", "Fallback", needed, (FALLS_BACK,)),
            Conclusion(
                "cache-tier",
                "Cache tier",
                Verdict.OPEN,
                (
                    Because(
                        "addition-cache-tier",
                        "A cache that replicas share needs a cache tier.",
                        GUIDE,
                        "cache_sharing",
                        "not known yet",
                    ),
                ),
            ),
        ),
        layers=make_layers(
            {
                5: (
                    LayerPart(
                        "agentic-application-runtime",
                        "Agentic application runtime",
                        Verdict.NOT_NEEDED,
                    ),
                ),
                4: (
                    LayerPart("model-server", "Model server", needed),
                    LayerPart("gateway", "Gateway", needed),
                    LayerPart("fallback", "Fallback", needed),
                    LayerPart("cache-tier", "Cache tier", Verdict.OPEN),
                    LayerPart("distributed-runtime", "Distributed runtime", Verdict.NOT_NEEDED),
                ),
                3: (LayerPart("generative-engine", "Generative engine", needed),),
                2: (
                    LayerPart(
                        "portable-graph-runtime",
                        "Portable graph/inference runtime",
                        Verdict.NOT_NEEDED,
                    ),
                ),
            }
        ),
        sizing=Sizing(
            topology="one-host",
            sentence="Weights and cache fit one host with four devices.",
            lines=(
                ArithmeticLine("Weights", "7.25 billion × 2 bytes", "13.5 GiB"),
                ArithmeticLine(
                    "Cache per token", "2 × 32 layers × 8 heads × 128 × 2 bytes", "128 KiB"
                ),
                ArithmeticLine("Cache", "128 KiB × 8,192 tokens × 64 requests", "64 GiB"),
                ArithmeticLine("Memory of one host", "4 devices × 80 GiB", "320 GiB"),
            ),
            missing=(),
            because=(ONE_HOST_IS_ENOUGH,),
        ),
        deployment=make_deployment("local-service", "cluster-service"),
        level=Level(
            2,
            "Changes that can be undone, or personal data",
            (REVERSIBLE_AND_PERSONAL,),
            (
                Change(
                    "data_class",
                    "Confidential, or personal",
                    "Internal",
                    "The consequence level is 1.",
                ),
            ),
        ),
        controls=make_controls(2),
        requirements=make_requirements(),
        shortlists=make_shortlists(),
        plan=make_plan(),
        open_points=(
            OpenPoint(
                "cache_sharing",
                "Must replicas share the cache?",
                "Whether a cache tier is needed",
                "Ana",
                "2027-01-15",
            ),
        ),
        versions=Versions(questionnaire="1", rules="1", directory="4f1c2a9b7d30"),
        deployment_warnings=(
            Because(
                "warning-compatibility",
                "API compatibility alone may not preserve model behavior or operational semantics.",
                "Guide, Deployment decision",
            ),
            Because(
                "warning-migration",
                "Write down how you would move here, and how you would leave again.",
                "Guide, Deployment decision",
            ),
        ),
    )
    return replace(recommendation, **changes)


def make_small_recommendation(**changes: Any) -> Recommendation:
    """No runtime at all: a plain search does the job."""
    plain = Because(
        "simpler-plain-search",
        "Searching documents needs an index, not a model.",
        "Guide, Key takeaways",
        "plain_need",
        "Searching documents or records",
    )
    small = make_recommendation(
        headline="Use something simpler: a full-text search.",
        simpler=Simpler(
            "Full-text search",
            "A search index over the documents, without any model.",
            (plain,),
            (
                Change(
                    "plain_need",
                    "Searching documents or records",
                    "Something else",
                    "A runtime may be needed.",
                ),
            ),
        ),
        categories=make_categories(),
        additions=make_additions(),
        layers=make_layers({}),
        sizing=Sizing("unknown", "No model runs, so there is nothing to size.", (), (), (plain,)),
        level=Level(0, "Nothing happens outside", (plain,)),
        controls=make_controls(0),
        requirements=(),
        shortlists=(),
        plan=EvaluationPlan((), ()),
        open_points=(),
    )
    return replace(small, **changes)
