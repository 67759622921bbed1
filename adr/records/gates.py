"""Requirements held against what a record chose, on the day of drafting and after each change.

The directory speaks for a component at one exact version only. For another version, and for what
is not in the directory, nothing is known: such a gate is not verified.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from adr.records.content import ChosenRow, GateRow, RecordContent, ValidationRow
from adr.records.picks import candidates_of
from selection.public import Candidate, Gate, GateStatus, Need, Recommendation, Shortlist


def gates_for(recommendation: Recommendation, chosen: Iterable[ChosenRow]) -> tuple[GateRow, ...]:
    """Return every gate of what was chosen, once for each requirement and component."""
    shortlists = {shortlist.category: shortlist for shortlist in recommendation.shortlists}
    rows: dict[tuple[str, str], GateRow] = {}
    for row in chosen:
        if shortlist := shortlists.get(row.category):
            for gate in _gates_of_row(recommendation, shortlist, row):
                rows.setdefault((gate.requirement, gate.component), gate)
    return tuple(rows.values())


def with_gates(content: RecordContent, recommendation: Recommendation | None) -> RecordContent:
    """Return `content` with the gates of what is chosen now, each open one with a result to enter.

    A result that was entered stays, also when its gate is gone; an untouched open one goes too.
    """
    if recommendation is None:
        return content
    gates = gates_for(recommendation, content.chosen)
    keys = {(gate.requirement, gate.component) for gate in gates}
    had = {(gate.requirement, gate.component) for gate in content.gates}
    kept = []
    for row in content.validation:
        gone = row.gate is not None and row.gate not in keys
        if gone and row.outcome == "open" and not row.finding:
            continue
        kept.append(replace(row, gate=None) if gone else row)
    new = [gate for gate in gates if (gate.requirement, gate.component) not in had]
    return replace(content, gates=gates, validation=(*kept, *open_results(new, content.chosen)))


def open_results(
    gates: Iterable[GateRow], chosen: Iterable[ChosenRow]
) -> tuple[ValidationRow, ...]:
    """Return one open result for each mandatory gate not verified, and for each bound."""
    names = {row.key: row.name for row in chosen}
    return tuple(
        ValidationRow(
            what=f"{gate.label}: {names[gate.component]} {gate.version}".strip()[:300],
            gate=(gate.requirement, gate.component),
        )
        for gate in gates
        if is_bound(gate.requirement)
        or (gate.mandatory and gate.status == GateStatus.NOT_VERIFIED.value)
    )


def is_bound(requirement: str) -> bool:
    return requirement.startswith("bound/")


def labels_of(recommendation: Recommendation) -> Mapping[str, str]:
    """The words of each requirement; of a bound, with its figure."""
    return {r.key: r.bound or r.label for r in recommendation.requirements}


def _gates_of_row(
    recommendation: Recommendation, shortlist: Shortlist, row: ChosenRow
) -> list[GateRow]:
    candidate = next((c for c in candidates_of(shortlist) if c.slug == row.component), None)
    if candidate is None or candidate.version != row.version:
        return _unknown_gates(recommendation, shortlist, row, candidate)
    labels = labels_of(recommendation)
    return [_gate_row(gate, labels[gate.requirement], candidate) for gate in candidate.gates]


def _gate_row(gate: Gate, label: str, candidate: Candidate) -> GateRow:
    return GateRow(
        requirement=gate.requirement,
        label=label[:300],
        component=candidate.slug,
        version=gate.version or candidate.version,
        mandatory=gate.need is Need.MANDATORY,
        status=gate.status.value,
        claim_status=gate.claim_status,
        source_url=gate.source_url,
        checked=date.fromisoformat(gate.checked) if gate.checked else None,
        note=gate.note or gate.sentence,
    )


def _unknown_gates(
    recommendation: Recommendation,
    shortlist: Shortlist,
    row: ChosenRow,
    candidate: Candidate | None,
) -> list[GateRow]:
    labels = labels_of(recommendation)
    note = (
        f"The claims in the directory were read at version {candidate.version}."
        if candidate
        else "The directory does not speak of it."
    )
    return [
        GateRow(
            requirement=key,
            label=labels[key][:300],
            component=row.key,
            version=row.version,
            mandatory=recommendation.requirement(key).need is Need.MANDATORY,
            status=GateStatus.NOT_VERIFIED.value,
            claim_status="unknown",
            note=note,
        )
        for key in shortlist.requirements
    ]
