"""A claim in the words and shapes that every page of the directory uses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from selection.directory.ages import Age
from selection.directory.models import Claim, ClaimStatus, Release
from selection.directory.vocabulary import load_vocabulary

TONES = {
    ClaimStatus.SUPPORTED: "good",
    ClaimStatus.PARTIAL: "warn",
    ClaimStatus.UNSUPPORTED: "bad",
    ClaimStatus.PLANNED: "bad",
    ClaimStatus.UNKNOWN: "",
}


@dataclass(frozen=True)
class ClaimLine:
    """One capability of one exact release; without a claim its status is unknown."""

    capability: str  # dimension/value
    label: str
    meaning: str
    status: ClaimStatus
    component: str  # its name
    version: str
    checked: date
    note: str = ""
    since: str = ""
    source_url: str = ""
    source_title: str = ""
    age: Age | None = None

    @property
    def word(self) -> str:
        return self.status.label

    @property
    def tone(self) -> str:
        """The tone of the status badge, which chooses its shape."""
        return TONES[self.status]

    @property
    def says(self) -> tuple[str, str, str, str]:
        """What is claimed, without where it was read."""
        return self.status, self.note, self.since, self.capability


@dataclass(frozen=True)
class DimensionLabel:
    """A dimension of the vocabulary, with the keys of its capabilities in their order."""

    key: str
    label: str
    capabilities: tuple[str, ...]


def claim_line(claim: Claim, release: Release) -> ClaimLine:
    """Return the line of a claim, whose capability and source are loaded."""
    return ClaimLine(
        **_words(claim.capability.key, claim.capability.label, claim.capability.meaning),
        status=ClaimStatus(claim.status),
        component=release.component.name,
        version=release.version,
        checked=claim.checked or release.checked,
        note=claim.note,
        since=claim.since,
        source_url=claim.source.url if claim.source else "",
        source_title=str(claim.source) if claim.source else "",
    )


def unknown_line(capability: str, release: Release) -> ClaimLine:
    """Return the line of a capability that nothing was claimed about."""
    return ClaimLine(
        **_words(capability),
        status=ClaimStatus.UNKNOWN,
        component=release.component.name,
        version=release.version,
        checked=release.checked,
    )


def claim_lines(release: Release) -> dict[str, ClaimLine]:
    """Return the lines of all claims of a release by capability; the claims are loaded."""
    return {claim.capability.key: claim_line(claim, release) for claim in release.claims.all()}


def dimensions_of(capabilities: Iterable[str]) -> tuple[DimensionLabel, ...]:
    """Return the dimensions of `capabilities`, and of each those among them, as the vocabulary
    orders them. A word that has left the vocabulary stands at the end of its dimension."""
    found: dict[str, set[str]] = {}
    for key in capabilities:
        found.setdefault(key.partition("/")[0], set()).add(key)
    vocabulary = load_vocabulary()
    order = {key: place for place, key in enumerate(vocabulary.capabilities)}
    labels = {dimension.key: dimension.label for dimension in vocabulary.dimensions}
    names = [name for name in labels if name in found]
    names += sorted(name for name in found if name not in labels)
    return tuple(
        DimensionLabel(
            key=name,
            label=labels.get(name, name),
            capabilities=tuple(
                sorted(found[name], key=lambda key: (order.get(key, len(order)), key))
            ),
        )
        for name in names
    )


class Words(TypedDict):
    """How a capability is called."""

    capability: str
    label: str
    meaning: str


def _words(key: str, label: str = "", meaning: str = "") -> Words:
    word = load_vocabulary().capabilities.get(key)
    return {
        "capability": key,
        "label": word.label if word else label or key,
        "meaning": word.meaning if word else meaning,
    }
