"""Accepted records that watch something, and reports that fire them."""

from datetime import UTC, datetime
from typing import Any

from adr.records.content import AlternativeRow, TriggerRow
from adr.records.models import Record, Status
from adr.triggers.observing import ReportedObservation, report_observation
from aruntime.teams.models import Team, User
from selection.public import FactChange, FactChangeKind
from tests.adr.records.factories import make_record_in

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
STREAMING = "generation/streaming"
TTFT = TriggerRow("workload", "TTFT rises", metric="TTFT", bound="at most 800 ms at p95")
REVISION = TriggerRow("model", "The model changes", metric="Model revision", bound="e0bc86c")
VLLM = TriggerRow("capability", "vLLM has a new release", component="vllm")
STREAMS = TriggerRow("capability", "vLLM streams no longer", component="vllm", capability=STREAMING)
OLLAMA = AlternativeRow("Ollama", "Not met.", "ollama", "0.32.15", requirements=("security/authn",))


def make_accepted(team: Team, by: User, *triggers: TriggerRow, **changes: Any) -> Record:
    """An accepted record with these triggers, TTFT without any."""
    values = {"owner": by.username, "triggers": triggers or (TTFT,), **changes}
    return make_record_in(Status.ACCEPTED, team, by, **values)


def report(team: Team, by: User | None, **changes: Any) -> ReportedObservation:
    """Report what breaks the bound on TTFT."""
    values = {
        "name": "TTFT",
        "value": "1.3",
        "unit": "s",
        "percentile": "p95",
        "observed_at": SEEN,
        "source": "https://example.org/ttft",
        **changes,
    }
    return report_observation(team=team, by=by, **values)


def make_change(was: str = "supported", says: str = "unsupported", **changes: Any) -> FactChange:
    """A changed claim on streaming of vLLM 0.33.0."""
    values = {
        "component": "vllm",
        "kind": FactChangeKind.CLAIM_CHANGED,
        "version": "0.33.0",
        "capability": STREAMING,
        "before": {"version": "0.33.0", "status": was},
        "after": {"version": "0.33.0", "status": says},
        "source_url": "https://example.org/vllm",
        "at": SEEN,
        **changes,
    }
    return FactChange(**values)


def make_release(**changes: Any) -> FactChange:
    return make_change(
        kind=FactChangeKind.NEW_RELEASE,
        version="0.34.0",
        capability="",
        before={"newest": "0.33.0", "released": "2026-10-01"},
        after={"newest": "0.34.0", "released": "2026-11-20"},
        **changes,
    )
