"""The reference facts that the engine holds requirements against: plain data, no database."""

from dataclasses import dataclass, field
from enum import StrEnum


class ClaimStatus(StrEnum):
    SUPPORTED = "supported"
    PARTIAL = "partial"
    UNSUPPORTED = "unsupported"
    PLANNED = "planned"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Claim:
    """What a source says of one capability of one exact release. `checked` is an ISO date."""

    capability: str
    status: ClaimStatus
    source_url: str = ""
    source_title: str = ""
    checked: str = ""
    note: str = ""
    since: str = ""


@dataclass(frozen=True)
class Release:
    """One exact version with the claims that were checked at it, by capability."""

    version: str
    released: str = ""
    source_url: str = ""
    checked: str = ""
    claims: tuple[Claim, ...] = ()
    revision: str = ""


@dataclass(frozen=True)
class Caveat:
    text: str
    source_url: str


@dataclass(frozen=True)
class Component:
    """One entry of the runtime directory; releases stand newest first."""

    slug: str
    name: str
    category: str
    also: tuple[str, ...] = ()
    layers: tuple[int, ...] = ()
    maintainer: str = ""
    license: str = ""
    homepage: str = ""
    summary: str = ""
    execution_unit: str = ""
    not_provided: tuple[str, ...] = ()
    deployment: tuple[str, ...] = ()
    project_status: str = "active"
    releases: tuple[Release, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    repository: str = ""
    status_source: str = ""

    def answers_for(self, category: str) -> bool:
        """Tell whether `category` is a responsibility that this component owns."""
        return category == self.category or category in self.also


@dataclass(frozen=True)
class Directory:
    """All components of one edition of the reference facts, by slug; `version` names it."""

    version: str
    components: tuple[Component, ...] = field(default=())
