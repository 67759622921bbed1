"""What a record still lacks: listed before proposing; some of it stands in the way of accepting."""

from collections.abc import Iterator
from dataclasses import dataclass

from adr.records.content import GateRow, RecordContent, ValidationRow
from adr.triggers.conditions import reason_it_cannot_fire
from selection.public import GateStatus, Recommendation

HIGH_LEVEL = 2


@dataclass(frozen=True)
class Gap:
    """One thing that is missing: a sentence, and the section of the form where it is mended."""

    sentence: str
    section: str
    blocks_acceptance: bool = False


def find_gaps(
    content: RecordContent, recommendation: Recommendation | None = None
) -> tuple[Gap, ...]:
    """Return everything that is missing, in the order of the form's sections."""
    return (
        *_missing_basics(content),
        *_missing_decision(content, recommendation),
        *_missing_arguments(content),
        *_open_assumptions(content),
        *_missing_migration(content),
        *_gate_gaps(content),
        *_open_results(content),
        *_undated_confirmations(content),
        *_missing_review(content),
    )


def find_blockers(
    content: RecordContent, recommendation: Recommendation | None = None
) -> tuple[Gap, ...]:
    """Return the gaps that stand in the way of accepting the record."""
    return tuple(gap for gap in find_gaps(content, recommendation) if gap.blocks_acceptance)


def is_high(level: int | None) -> bool:
    """A level that nobody has set counts as high, because unknown never passes."""
    return level is None or level >= HIGH_LEVEL


def result_of(gate: GateRow, content: RecordContent) -> ValidationRow | None:
    """The newest result recorded against a gate that passed or failed; the last one of a day."""
    found = [
        row
        for row in content.validation
        if row.gate == (gate.requirement, gate.component) and row.outcome != "open"
    ]
    return max(
        found, key=lambda row: row.measured_on.toordinal() if row.measured_on else 0, default=None
    )


def _missing_basics(content: RecordContent) -> Iterator[Gap]:
    if not content.owner:
        yield Gap("Nobody owns the record. Name who answers for it.", "basics", True)
    if content.consequence_level is None:
        yield Gap("The consequence level is not set, so the strictest rule holds.", "basics")


def _missing_decision(
    content: RecordContent, recommendation: Recommendation | None
) -> Iterator[Gap]:
    if not content.context.strip():
        yield Gap("The context is empty.", "context")
    if not content.decision.strip():
        yield Gap("The decision is empty.", "decision", True)
    if recommendation is None or recommendation.simpler:
        return
    chosen = {row.category for row in content.chosen}
    for need in (*recommendation.needed_categories, *recommendation.needed_additions):
        if need.subject not in chosen:
            yield Gap(f"Nothing is named for {need.label}, which is needed.", "decision")
    for row in content.chosen:
        if not row.owner:
            yield Gap(f"Nobody owns {row.name} on layer {row.layer}.", "decision")


def _missing_arguments(content: RecordContent) -> Iterator[Gap]:
    if not content.alternatives:
        yield Gap("No alternative is recorded.", "alternatives")
    silent = [row.name for row in content.alternatives if not row.reason.strip()]
    if silent:
        yield Gap(f"No reason stands against {_list(silent)}.", "alternatives")
    if not any(row.kind == "bad" for row in content.consequences):
        yield Gap("No bad consequence is recorded. Every decision has one.", "consequences")


def _open_assumptions(content: RecordContent) -> Iterator[Gap]:
    left = [row for row in content.assumptions if not row.outcome.strip()]
    if not left:
        return
    count = "1 assumption is open" if len(left) == 1 else f"{len(left)} assumptions are open"
    unassigned = sum(not (row.who_finds_out and row.by_when) for row in left)
    who = f"; for {unassigned} it is not said who finds out by when" if unassigned else ""
    yield Gap(f"{count}{who}.", "assumptions")


def _missing_migration(content: RecordContent) -> Iterator[Gap]:
    if not content.migration.strip():
        yield Gap("Migration and exit are not described.", "migration")


def _gate_gaps(content: RecordContent) -> Iterator[Gap]:
    high = is_high(content.consequence_level)
    for gate in content.gates:
        if not gate.mandatory or gate.status == GateStatus.MET.value:
            continue
        name = content.component_names.get(gate.component, gate.component)
        what = f"{gate.label}: {name} {gate.version}".strip()
        if gate.status == GateStatus.NOT_MET.value:
            yield Gap(f"A mandatory requirement is not met. {what}.", "decision", True)
            continue
        result = result_of(gate, content)
        if result is None:
            yield Gap(f"A mandatory requirement is not verified. {what}.", "validation", high)
        elif result.outcome == "failed":
            yield Gap(f"A validation result failed. {what}.", "validation", True)


def _open_results(content: RecordContent) -> Iterator[Gap]:
    count = sum(row.outcome == "open" for row in content.validation)
    if count:
        results = "validation result is" if count == 1 else "validation results are"
        yield Gap(f"{count} {results} open.", "validation")


def _undated_confirmations(content: RecordContent) -> Iterator[Gap]:
    count = sum(row.until is None and not row.result.strip() for row in content.confirmations)
    if count:
        checks = "confirmation has" if count == 1 else "confirmations have"
        yield Gap(f"{count} {checks} no date, so nobody is reminded of it.", "confirmation")


def _missing_review(content: RecordContent) -> Iterator[Gap]:
    if content.review_date is None:
        yield Gap("No review date is set.", "review", True)
    if not content.triggers:
        yield Gap("No revisit trigger is named.", "review")
    for trigger in content.triggers:
        if reason := reason_it_cannot_fire(trigger):
            yield Gap(f"The trigger “{trigger.text}” cannot fire: {reason}.", "review")


def _list(names: list[str]) -> str:
    if len(names) <= 3:
        return ", ".join(names)
    return f"{', '.join(names[:3])} and {len(names) - 3} more"
