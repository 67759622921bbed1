"""A record as plain data: what its page, its PDF, its revisions and its exports are made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import slugify
from pydantic import TypeAdapter


@dataclass(frozen=True)
class ChosenRow:
    layer: int
    name: str
    version: str = ""
    category: str = ""
    component: str = ""
    responsibility: str = ""
    owner: str = ""

    @property
    def key(self) -> str:
        """What gates call the component; what is not in the directory goes by its name."""
        return self.component or slugify(self.name)[:80] or "unnamed"


@dataclass(frozen=True)
class AlternativeRow:
    name: str
    reason: str = ""
    component: str = ""
    version: str = ""


@dataclass(frozen=True)
class ConsequenceRow:
    kind: str
    text: str


@dataclass(frozen=True)
class VersionRow:
    name: str
    version: str
    note: str = ""


@dataclass(frozen=True)
class SourceRow:
    url: str
    title: str
    version: str = ""
    checked: date | None = None


@dataclass(frozen=True)
class AssumptionRow:
    text: str
    question: str = ""
    who_finds_out: str = ""
    by_when: date | None = None
    outcome: str = ""


@dataclass(frozen=True)
class RiskRow:
    text: str
    mitigation: str = ""
    source_url: str = ""


@dataclass(frozen=True)
class GateRow:
    requirement: str
    label: str
    component: str
    version: str
    mandatory: bool
    status: str
    claim_status: str
    source_url: str = ""
    checked: date | None = None
    note: str = ""


@dataclass(frozen=True)
class ValidationRow:
    what: str
    outcome: str = "open"
    finding: str = ""
    source: str = ""
    measured_on: date | None = None
    gate: tuple[str, str] | None = None  # requirement and component of the gate that it settles


@dataclass(frozen=True)
class ConfirmationRow:
    what: str
    how: str = ""
    who: str = ""
    until: date | None = None
    result: str = ""


@dataclass(frozen=True)
class TriggerRow:
    kind: str
    text: str
    metric: str = ""
    bound: str = ""
    component: str = ""
    capability: str = ""


@dataclass(frozen=True)
class RecordContent:
    """Everything that a person can edit in a record. Text is Markdown."""

    title: str
    owner: str = ""  # user name
    consequence_level: int | None = None
    tags: tuple[str, ...] = ()
    ticket: str = ""
    context: str = ""
    drivers: str = ""
    decision: str = ""
    workload: str = ""
    migration: str = ""
    deciders: str = ""
    consulted: str = ""
    informed: str = ""
    decided_on: date | None = None
    in_force_from: date | None = None
    review_date: date | None = None
    successor_of: int | None = None  # number of the record that this one will supersede
    chosen: tuple[ChosenRow, ...] = ()
    alternatives: tuple[AlternativeRow, ...] = ()
    consequences: tuple[ConsequenceRow, ...] = ()
    versions: tuple[VersionRow, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    assumptions: tuple[AssumptionRow, ...] = ()
    risks: tuple[RiskRow, ...] = ()
    gates: tuple[GateRow, ...] = ()
    validation: tuple[ValidationRow, ...] = ()
    confirmations: tuple[ConfirmationRow, ...] = ()
    triggers: tuple[TriggerRow, ...] = ()

    @property
    def component_names(self) -> Mapping[str, str]:
        """The names of the chosen components, by what gates call them."""
        return {row.key: row.name for row in self.chosen}


CONTENT = TypeAdapter(RecordContent)


def to_json(content: RecordContent) -> dict[str, Any]:
    """Return the content as plain JSON data, the form in which revisions keep it."""
    return CONTENT.dump_python(content, mode="json")


def from_json(data: Any) -> RecordContent:
    """Return the content that `to_json` wrote; raise ValueError if it is not one."""
    return CONTENT.validate_python(data)
