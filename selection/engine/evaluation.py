"""The evaluation plan: the guide's five steps and seven measures, made concrete."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from selection.engine.knowledge import ClaimStatus
from selection.engine.recommendation import (
    Candidate,
    EvaluationPlan,
    Gate,
    GateStatus,
    Measure,
    Need,
    PlanStep,
    PlanTask,
    Requirement,
    Shortlist,
)
from selection.engine.rules import Rule, Rules
from selection.engine.situation import Situation

GATE_CASES = ("unverified", "partial", "bound", "demand")
BLOCKING_LEVEL = 2  # From here on a gate not verified blocks acceptance (DESIGN, "The engine").


@dataclass(frozen=True)
class Case:
    """One thing that a task is repeated for: the words of its text, and what it is about."""

    words: Mapping[str, Any] = field(default_factory=dict)
    requirement: str = ""
    component: str = ""


class AnswersInWords(dict[str, str]):
    """The answers as a task's text names them: `{answer[workload]}`."""

    def __init__(self, situation: Situation) -> None:
        super().__init__()
        self.situation = situation

    def __missing__(self, question: str) -> str:
        return self.situation.in_words(question)


def make_plan(
    situation: Situation,
    rules: Rules,
    requirements: tuple[Requirement, ...],
    shortlists: tuple[Shortlist, ...],
    level: int,
) -> EvaluationPlan:
    """Return what to do before deciding. `level` is the consequence level, 0 to 3.

    Every gate not verified of a candidate that is not ruled out is a task; from level 2 on such a
    task blocks acceptance.
    """
    active = tuple(r for r in requirements if r.origin != "dropped")
    cases = _cases(active, shortlists)
    table = [
        rule
        for rule in rules.tables["evaluation"]
        if situation.holds(rule.when) and level >= rule.columns.get("from_level", 0)
    ]
    steps = tuple(
        PlanStep(
            number=rule.columns["step"],
            title=rule.columns["title"],
            tasks=tuple(_tasks(rule.columns["step"], table, cases, situation, level)),
        )
        for rule in table
        if "title" in rule.columns
    )
    return EvaluationPlan(steps, _make_measures(situation, rules, active))


def _tasks(
    step: int,
    table: Iterable[Rule],
    cases: Mapping[str, list[Case]],
    situation: Situation,
    level: int,
) -> Iterator[PlanTask]:
    answers = AnswersInWords(situation)
    for rule in table:
        if rule.columns["step"] != step or "text" not in rule.columns:
            continue
        each = rule.columns.get("each")
        for case in cases[each] if each else [Case()]:
            yield PlanTask(
                text=rule.columns["text"].format(answer=answers, **case.words),
                requirement=case.requirement,
                component=case.component,
                blocks_acceptance=each in GATE_CASES and level >= BLOCKING_LEVEL,
                rule=rule.id,
            )


def _cases(
    requirements: tuple[Requirement, ...], shortlists: tuple[Shortlist, ...]
) -> Mapping[str, list[Case]]:
    """Return what a row may ask for by `each`."""
    by_key = {requirement.key: requirement for requirement in requirements}
    cases: dict[str, list[Case]] = defaultdict(list)
    cases["shortlist"] = [Case(_count(shortlist)) for shortlist in shortlists]
    cases["requirement"] = [_about(r) for r in requirements if not r.bound and not r.demand]
    cases["unowned"] = [_about(r) for r in requirements if _is_unowned(r)]
    cases["demand-line"] = [case for r in requirements for case in _lines(r)]
    for candidate, gates in _open_gates(shortlists).values():
        for gate in gates:
            requirement = by_key[gate.requirement]
            cases[_kind(gate, requirement)].append(_open_gate(candidate, gate, requirement))
        cases["caveat"] += [
            Case({"component": _name(candidate), "text": text}, component=candidate.slug)
            for text, _source in candidate.caveats
        ]
    return cases


def _open_gate(candidate: Candidate, gate: Gate, requirement: Requirement) -> Case:
    words = {
        "component": _name(candidate),
        "label": requirement.label,
        "bound": requirement.bound,
        "note": gate.note,
    }
    return Case(words, requirement.key, candidate.slug)


def _name(candidate: Candidate) -> str:
    return f"{candidate.name} {candidate.version}".strip()


def _open_gates(shortlists: Iterable[Shortlist]) -> dict[str, tuple[Candidate, list[Gate]]]:
    """Return each candidate that is not ruled out, once, with its mandatory gates not verified.

    A component that stands in several shortlists has one task for a requirement, not several.
    """
    found: dict[str, tuple[Candidate, list[Gate]]] = {}
    for shortlist in shortlists:
        for candidate in (*shortlist.every_gate_met, *shortlist.some_not_verified):
            _, gates = found.setdefault(candidate.slug, (candidate, []))
            gates += [
                gate
                for gate in candidate.gates
                if gate.need is Need.MANDATORY
                and gate.status is GateStatus.NOT_VERIFIED
                and gate not in gates
            ]
    return found


def _kind(gate: Gate, requirement: Requirement) -> str:
    if requirement.bound:
        return "bound"
    if requirement.demand:
        return "demand"
    return "partial" if gate.claim_status == ClaimStatus.PARTIAL.value else "unverified"


def _about(requirement: Requirement) -> Case:
    return Case({"label": requirement.label}, requirement=requirement.key)


def _is_unowned(requirement: Requirement) -> bool:
    return not requirement.categories and requirement.need is Need.MANDATORY


def _lines(requirement: Requirement) -> Iterator[Case]:
    for line in requirement.demand.splitlines():
        if line.strip():
            words = {"label": requirement.label, "line": line.strip()}
            yield Case(words, requirement=requirement.key)


def _count(shortlist: Shortlist) -> dict[str, Any]:
    return {
        "label": shortlist.label,
        "met": len(shortlist.every_gate_met),
        "open": len(shortlist.some_not_verified),
        "out": len(shortlist.ruled_out),
    }


def _make_measures(
    situation: Situation, rules: Rules, requirements: tuple[Requirement, ...]
) -> tuple[Measure, ...]:
    """Return the seven measures; rows that hold add to what is measured and to the bounds."""
    bounds = {r.key: f"{r.bound} ({r.need.value})" for r in requirements if r.bound}
    rows: dict[str, list[Rule]] = {}
    for rule in rules.tables["measures"]:
        if situation.holds(rule.when):
            rows.setdefault(rule.columns["measure"], []).append(rule)
    return tuple(
        Measure(
            key=key,
            label=parts[0].columns["label"],
            what=" ".join(rule.columns["what"] for rule in parts),
            bound="; ".join(
                bounds[f"bound/{question}"]
                for rule in parts
                for question in rule.columns.get("bounds", ())
                if f"bound/{question}" in bounds
            ),
        )
        for key, parts in rows.items()
    )
