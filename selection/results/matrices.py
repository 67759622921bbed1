"""Shortlists as matrices: requirements down, candidates across, one cell for each gate."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from selection.engine.recommendation import (
    Candidate,
    Gate,
    GateStatus,
    Need,
    Requirement,
    Shortlist,
)

STATUS_WORDS = {
    GateStatus.MET: "Met",
    GateStatus.NOT_MET: "Not met",
    GateStatus.NOT_VERIFIED: "Not verified",
}
STATUS_TONES = {
    GateStatus.MET: "good",
    GateStatus.NOT_MET: "bad",
    GateStatus.NOT_VERIFIED: "warn",
}
NEED_WORDS = {Need.MANDATORY: "Mandatory", Need.WANTED: "Wanted"}
ORIGIN_WORDS = {
    "derived": "From the answers",
    "confirmed": "Confirmed",
    "relaxed": "Relaxed to wanted",
    "dropped": "Dropped",
    "added": "Added by the team",
}
LONG_NOTE = 120  # characters, about four lines of a cell


@dataclass(frozen=True)
class Cell:
    """A gate as a cell says it: a status, and what explains it where there is more to say."""

    candidate: str  # with its version
    word: str
    tone: str
    sentence: str  # the whole gate in a sentence; empty where status and source say it all
    note: str
    version: str
    source_url: str
    source_title: str
    checked: date | None

    @property
    def explanation(self) -> str:
        """The sentence as it goes on after the word of the status."""
        rest = self.sentence.removeprefix(f"{self.word}: ")
        return rest[:1].upper() + rest[1:]

    @property
    def folds_note(self) -> bool:
        """Tell whether the note may be opened at will: it is long, and the gate is met."""
        return self.tone == "good" and len(self.note) > LONG_NOTE


@dataclass(frozen=True)
class Row:
    label: str
    bound: str
    need: str
    groups: tuple[tuple[Cell, ...], ...]  # as the groups of the matrix


@dataclass(frozen=True)
class Column:
    """A candidate at the head of its column, and what is to be known of it besides its gates."""

    slug: str
    name: str
    version: str
    license: str
    standing: str  # of the project, where it is no longer active
    not_provided: tuple[str, ...]
    caveats: tuple[tuple[str, str], ...]  # text, source URL


@dataclass(frozen=True)
class Group:
    """Columns that stand together, by name."""

    title: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class RuledOut:
    """A component that does not stand in the matrix, and each gate that says why."""

    name: str
    version: str
    gates: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """One category; only its own components stand in it."""

    category: str
    label: str
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    ruled_out: tuple[RuledOut, ...]
    note: str

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for group in self.groups for column in group.columns)


def make_matrix(shortlist: Shortlist, requirements: Mapping[str, Requirement]) -> Matrix:
    """Return the matrix of a shortlist; `requirements` by key."""
    groups = {
        "Every gate met": sort_by_name(shortlist.every_gate_met),
        "Some gates not verified": sort_by_name(shortlist.some_not_verified),
    }
    groups = {title: candidates for title, candidates in groups.items() if candidates}
    return Matrix(
        category=shortlist.category,
        label=shortlist.label,
        groups=tuple(
            Group(title, tuple(_head(candidate) for candidate in candidates))
            for title, candidates in groups.items()
        ),
        rows=tuple(
            _row(requirements[key], groups.values()) for key in shortlist.requirements if groups
        ),
        ruled_out=tuple(_rule_out(candidate) for candidate in sort_by_name(shortlist.ruled_out)),
        note=shortlist.note or ("" if groups else _say_nothing_fits(shortlist)),
    )


def sort_by_name(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(candidates, key=lambda candidate: candidate.name.casefold()))


def _say_nothing_fits(shortlist: Shortlist) -> str:
    if shortlist.ruled_out:
        return f"{shortlist.label}: every component is ruled out."
    return f"{shortlist.label}: the directory has no component of this category."


def _head(candidate: Candidate) -> Column:
    return Column(
        slug=candidate.slug,
        name=candidate.name,
        version=candidate.version,
        license=candidate.license,
        standing="" if candidate.project_status == "active" else candidate.project_status,
        not_provided=candidate.not_provided,
        caveats=candidate.caveats,
    )


def _row(requirement: Requirement, groups: Iterable[Sequence[Candidate]]) -> Row:
    return Row(
        label=requirement.label,
        bound=requirement.bound,
        need=NEED_WORDS[requirement.need],
        groups=tuple(
            tuple(_find_cell(requirement, candidate) for candidate in candidates)
            for candidates in groups
        ),
    )


def _find_cell(requirement: Requirement, candidate: Candidate) -> Cell:
    for gate in candidate.gates:
        if gate.requirement == requirement.key:
            return make_cell(gate, candidate)
    raise LookupError(f"{candidate.slug} was not held against {requirement.key}.")


def make_cell(gate: Gate, candidate: Candidate) -> Cell:
    return Cell(
        candidate=f"{candidate.name} {candidate.version}",
        word=STATUS_WORDS[gate.status],
        tone=STATUS_TONES[gate.status],
        sentence="" if _is_plain(gate) else gate.sentence,
        note=gate.note,
        version=gate.version,
        source_url=gate.source_url,
        source_title=gate.source_title or "Source",
        checked=date.fromisoformat(gate.checked) if gate.checked else None,
    )


def _is_plain(gate: Gate) -> bool:
    """Tell whether the status and the source say all that there is to say."""
    return gate.status is GateStatus.MET and gate.claim_status == "supported"


def _rule_out(candidate: Candidate) -> RuledOut:
    refused = (
        gate
        for gate in candidate.gates
        if gate.need is Need.MANDATORY and gate.status is GateStatus.NOT_MET
    )
    return RuledOut(
        candidate.name, candidate.version, tuple(make_cell(gate, candidate) for gate in refused)
    )
