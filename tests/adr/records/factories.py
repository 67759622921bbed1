"""Records of every kind, stored the way the application stores them."""

from dataclasses import replace
from datetime import date
from typing import Any

from adr.records.content import (
    AlternativeRow,
    AssumptionRow,
    ChosenRow,
    ConsequenceRow,
    GateRow,
    RecordContent,
    TriggerRow,
    ValidationRow,
)
from adr.records.creating import create_record
from adr.records.models import Record, Status
from adr.records.publishing import change_status
from aruntime.teams.models import Team, User
from selection.directory.models import DirectoryEdition
from selection.engine.canonical import digest, to_bytes
from selection.engine.recommendation import Recommendation
from selection.questionnaire.models import Assessment
from selection.results.models import StoredResult
from tests.adr.reviews.factories import approve_enough
from tests.selection.results.recommendations import make_recommendation

TODAY = date(2026, 11, 24)


def make_gate_row(**changes: Any) -> GateRow:
    gate = GateRow(
        requirement="generation/streaming",
        label="Streaming",
        component="vllm",
        version="0.33.0",
        mandatory=True,
        status="met",
        claim_status="supported",
        source_url="https://example.org/vllm",
        checked=TODAY,
    )
    return replace(gate, **changes)


def make_trigger(**changes: Any) -> TriggerRow:
    trigger = TriggerRow(
        "workload",
        "More than 64 requests at once",
        metric="Requests in progress",
        bound="at most 64 requests",
    )
    return replace(trigger, **changes)


def make_content(**changes: Any) -> RecordContent:
    """A record without any gap, at consequence level 1."""
    content = RecordContent(
        title="Serve the assistant with vLLM",
        owner="ana",
        consequence_level=1,
        context="Many people ask at the same time.",
        drivers="- Streaming",
        decision="We use **vLLM**.",
        workload="64 requests at once.",
        migration="The API is the provider's; back within a day.",
        review_date=date(2027, 5, 24),
        chosen=(ChosenRow(3, "vLLM", "0.33.0", "generative-engine", "vllm", owner="Ana"),),
        alternatives=(AlternativeRow("ExLlamaV3", "Not met: AMD GPU."),),
        consequences=(ConsequenceRow("bad", "We must watch a GPU fleet."),),
        triggers=(make_trigger(),),
    )
    return replace(content, **changes)


def make_record(team: Team, by: User, **changes: Any) -> Record:
    """A stored draft; `changes` are those of its content."""
    return create_record(team=team, content=make_content(**changes), by=by)


def make_record_in(status: Status, team: Team, by: User, **changes: Any) -> Record:
    """A record that went all the way to `status`."""
    record = make_record(team, by, **changes)
    ways = {
        Status.DRAFT: [],
        Status.PROPOSED: [Status.PROPOSED],
        Status.ACCEPTED: [Status.PROPOSED, Status.ACCEPTED],
        Status.REJECTED: [Status.PROPOSED, Status.REJECTED],
        Status.DEPRECATED: [Status.PROPOSED, Status.ACCEPTED, Status.DEPRECATED],
    }
    take_steps(record, by, *ways[status])
    return Record.objects.get(pk=record.pk)


def take_steps(record: Record, by: User, *steps: str, reason: str = "") -> None:
    """Move the record from status to status, approved by as many as it needs."""
    for step in steps:
        if step == Status.ACCEPTED:
            approve_enough(record)
        why = reason or ("It no longer holds." if step == Status.DEPRECATED else "")
        change_status(record=record, to=step, by=by, today=TODAY, reason=why)


def make_result(
    team: Team | None, by: User, recommendation: Recommendation | None = None
) -> StoredResult:
    """A stored result whose content is a recommendation made for tests."""
    recommendation = recommendation or make_recommendation()
    edition, _ = DirectoryEdition.objects.get_or_create(
        digest="4f1c2a9b7d30", content='{"version":""}'
    )
    assessment = Assessment.objects.create(
        team=team, name="Assistant", questionnaire_version=1, created_by=by
    )
    return StoredResult.objects.create(
        assessment=assessment,
        questionnaire_version=1,
        rules_version="1",
        edition=edition,
        answers="{}",
        content=to_bytes(recommendation).decode(),
        digest=digest(recommendation),
        created_by=by,
    )


def open_result(gate: GateRow) -> ValidationRow:
    return ValidationRow(what=gate.label, gate=(gate.requirement, gate.component))


def passed_result(gate: GateRow, **changes: Any) -> ValidationRow:
    return replace(
        open_result(gate), outcome="passed", source="Run 12", measured_on=TODAY, **changes
    )


def open_assumption(**changes: Any) -> AssumptionRow:
    return replace(AssumptionRow("Replicas share no cache.", who_finds_out="Ana"), **changes)
