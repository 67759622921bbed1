"""The components of each needed category in three groups, by name inside each, never ranked."""

from collections import Counter
from collections.abc import Sequence

from selection.engine.answers import Standing
from selection.engine.gates import Subject, hold
from selection.engine.knowledge import Component, Directory
from selection.engine.recommendation import (
    Candidate,
    Gate,
    GateStatus,
    Need,
    Requirement,
    Shortlist,
)
from selection.engine.situation import Situation


def make_shortlists(
    needed: tuple[tuple[str, str], ...],
    requirements: tuple[Requirement, ...],
    directory: Directory,
    situation: Situation,
) -> tuple[Shortlist, ...]:
    """Return one shortlist for each needed category or addition, given as slug and label.

    A component stands in the list of every responsibility that it owns. Only mandatory
    requirements decide its group; a wanted one is shown beside them.
    """
    versions = _chosen_versions(situation)
    subjects = [
        Subject.of(component, versions.get(component.slug, ""))
        for component in sorted(directory.components, key=_by_name)
    ]
    gating = tuple(r for r in requirements if r.origin != "dropped")
    return tuple(
        _make_shortlist(category, label, gating, subjects, situation) for category, label in needed
    )


def _by_name(component: Component) -> tuple[str, str]:
    return component.name.casefold(), component.slug


def _chosen_versions(situation: Situation) -> dict[str, str]:
    answer = situation.answer("versions")
    return dict(answer.value) if answer and answer.standing is Standing.GIVEN else {}


def _make_shortlist(
    category: str,
    label: str,
    requirements: Sequence[Requirement],
    subjects: Sequence[Subject],
    situation: Situation,
) -> Shortlist:
    held = tuple(r for r in requirements if category in r.categories)
    groups: dict[GateStatus, list[Candidate]] = {status: [] for status in GateStatus}
    for subject in subjects:
        if subject.component.answers_for(category):
            candidate = _make_candidate(subject, tuple(hold(r, subject) for r in held))
            groups[_worst(candidate.gates)].append(candidate)
    return Shortlist(
        category=category,
        label=label,
        requirements=tuple(r.key for r in held),
        every_gate_met=tuple(groups[GateStatus.MET]),
        some_not_verified=tuple(groups[GateStatus.NOT_VERIFIED]),
        ruled_out=tuple(groups[GateStatus.NOT_MET]),
        note=_note(label, groups, held, situation),
    )


def _make_candidate(subject: Subject, gates: tuple[Gate, ...]) -> Candidate:
    component = subject.component
    return Candidate(
        slug=component.slug,
        name=component.name,
        version=subject.release.version,
        released=subject.release.released,
        license=component.license,
        project_status=component.project_status,
        gates=gates,
        not_provided=component.not_provided,
        caveats=tuple((caveat.text, caveat.source_url) for caveat in component.caveats),
    )


def _worst(gates: Sequence[Gate]) -> GateStatus:
    """Return what the mandatory gates come to together."""
    statuses = {gate.status for gate in gates if gate.need is Need.MANDATORY}
    for status in (GateStatus.NOT_MET, GateStatus.NOT_VERIFIED):
        if status in statuses:
            return status
    return GateStatus.MET


def _note(
    label: str,
    groups: dict[GateStatus, list[Candidate]],
    held: Sequence[Requirement],
    situation: Situation,
) -> str:
    if not any(groups.values()):
        return (
            f"{label}: the directory has no component of this kind. Look for one elsewhere and "
            "hold it against the same requirements, or propose it for the directory."
        )
    if all(requirement.need is Need.WANTED for requirement in held):
        return f"{label}: no mandatory requirement is held against this part, so nothing is sifted."
    if groups[GateStatus.MET] or groups[GateStatus.NOT_VERIFIED]:
        return ""
    return f"{label}: every component is ruled out. {_name_strictest(groups, held, situation)}"


def _name_strictest(
    groups: dict[GateStatus, list[Candidate]], held: Sequence[Requirement], situation: Situation
) -> str:
    """Say which gate removed most components, and which answer it comes from."""
    ruled_out = groups[GateStatus.NOT_MET]
    removed = Counter(
        gate.requirement
        for candidate in ruled_out
        for gate in candidate.gates
        if gate.need is Need.MANDATORY and gate.status is GateStatus.NOT_MET
    )
    strictest = max(held, key=lambda requirement: removed[requirement.key])
    sentence = f"The gate “{strictest.label}” removed {removed[strictest.key]} of {len(ruled_out)}."
    asked = next((step for step in strictest.because if step.question), None)
    if asked is None:
        return sentence
    question = situation.questionnaire.by_key[asked.question].label
    return f"{sentence} Look again at “{question}”, answered: {asked.answer}."
