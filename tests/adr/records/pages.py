"""The page data of a full decision record, for what is printed from it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from adr.records.content import (
    AlternativeRow,
    AssumptionRow,
    ChosenRow,
    ConfirmationRow,
    ConsequenceRow,
    GateRow,
    RecordContent,
    RiskRow,
    SourceRow,
    TriggerRow,
    ValidationRow,
    VersionRow,
)
from adr.records.page import ChosenPart, RecordPage, ShownGate, StatusStep
from selection.public import StackPicture, stack_picture
from tests.selection.results.recommendations import make_recommendation

GATE_WORDS = {"met": "Met", "not-met": "Not met", "not-verified": "Not verified"}
DOCS = "https://docs.example.org/engine/0.11.0/features/"


def make_content(**changes: Any) -> RecordContent:
    content = RecordContent(
        title="Serve the re-ranker on one host, with an engine of our own choosing",
        owner="ana",
        consequence_level=2,
        tags=("search", "ranking"),
        ticket="https://tickets.example.org/SEARCH-112",
        context=(
            "The re-ranker scores **200 candidates per query** and has to answer within 150 ms at "
            "p95.\n\n## What is there today\n\nA batch job that runs at night. See `rank.yaml`.\n\n"
            "| Load | Requests per second |\n|---|--:|\n| Mean | 40 |\n| Peak | 220 |\n"
        ),
        drivers="- One team runs it, by day\n- No data leaves the country\n",
        decision="We run the engine at an exact version, on **one host with two devices**.",
        workload="A trace of one week, replayed at twice its speed.",
        migration="The interface is plain HTTP. [How to leave](https://docs.example.org/exit).",
        deciders="Ana Ortega, Ben Okafor",
        consulted="Security",
        informed="Search, Operations",
        decided_on=date(2026, 11, 20),
        review_date=date(2027, 5, 20),
        chosen=(
            ChosenRow(
                layer=3,
                name="Engine A",
                version="0.11.0",
                component="engine-a",
                category="generative-inference-engine",
                responsibility="Batches requests, holds the cache",
                owner="Search platform",
            ),
        ),
        alternatives=(
            AlternativeRow("Engine B", "Does not run one operator of the model.", version="2.1"),
            AlternativeRow("No runtime at all", "The batch job is too late for the front page."),
        ),
        consequences=(
            ConsequenceRow("good", "One place to look at latency."),
            ConsequenceRow("bad", "An upgrade means a restart at night."),
        ),
        versions=(VersionRow("Model", "sha256:9f2c41d0a7", "Frozen for this year"),),
        sources=tuple(
            SourceRow(f"{DOCS}{n}", f"Engine A: feature {n}", "0.11.0", date(2026, 11, 24))
            for n in range(1, 4)
        ),
        assumptions=(
            AssumptionRow(
                "The peak stays below 300.", who_finds_out="Ben", by_when=date(2027, 1, 9)
            ),
        ),
        risks=(RiskRow("The cache can run full.", "Requests wait; an alarm is set.", DOCS),),
        gates=tuple(
            GateRow(
                f"generation/feature-{n}",
                f"Feature number {n} that the answers ask for",
                "engine-a",
                "0.11.0",
                n % 5 > 0,
                ("met", "not-verified", "met")[n % 3],
                "supported",
                f"{DOCS}{n}",
                date(2026, 11, 24),
                "Documented for one device only." if n % 3 == 1 else "",
            )
            for n in range(1, 25)
        ),
        validation=(
            ValidationRow("Latency at p95", "passed", "131 ms", "run-17.json", date(2026, 11, 19)),
        ),
        confirmations=(ConfirmationRow("p95 below 150 ms", "Dashboard", "Ana", date(2027, 1, 9)),),
        triggers=(TriggerRow("workload", "The peak doubles", "requests per second", "440"),),
    )
    return replace(content, **changes)


def make_stack() -> StackPicture:
    return stack_picture(make_recommendation().layers)


def make_page(*, content: RecordContent | None = None, **changes: Any) -> RecordPage:
    content = content or make_content()
    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    page = RecordPage(
        content=content,
        team_name="Search platform",
        team_slug="search-platform",
        number=12,
        url="/teams/search-platform/records/12/",
        status="accepted",
        status_label="Accepted",
        status_tone="good",
        owner_name="Ana Ortega",
        recorded_on=date(2026, 11, 18),
        updated_at=at,
        revision=4,
        chosen=tuple(ChosenPart("Engine", row) for row in content.chosen),
        history=(StatusStep("Accepted", "Ana Ortega", at, "Evaluation passed."),),
        supersedes=(),
        superseded_by=None,
        successor_of=None,
        recommendation=None,
        provenance=None,
        stack=make_stack(),
        gates=tuple(
            ShownGate(row, "vLLM", GATE_WORDS[row.status], "", "") for row in content.gates
        ),
    )
    return replace(page, **changes)
