"""What a load does with accepted corrections: none is overwritten unless a person says so.

Each corrected claim remembers what the file said when it was corrected. Where the file still says
that, the correction stays; where it agrees with the correction, the claim is the file's again;
where it says a third thing, or the component has no file any more, the two are in conflict.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from selection.directory.models import Claim
from selection.directory.revisions import ClaimState, state_of, state_of_facts
from selection.engine.knowledge import Claim as ClaimFacts
from selection.engine.knowledge import ClaimStatus, Component

Components = Mapping[str, Component]


class Preference(StrEnum):
    """Which side a conflict is decided for."""

    FILES = "files"
    CORRECTIONS = "corrections"


@dataclass(frozen=True)
class Conflict:
    """A claim on which file and correction differ; `in_file` is None without a file."""

    component: str
    version: str
    capability: str
    in_file: ClaimState | None
    corrected: ClaimState

    def __str__(self) -> str:
        file = in_words(self.in_file) if self.in_file else "nothing, for there is no such file"
        return (
            f"{self.component}.yaml, {self.version}, {self.capability}: the file says {file}; "
            f"the accepted correction says {in_words(self.corrected)}."
        )


class ConflictError(Exception):
    """Files and accepted corrections differ, and nobody said which to prefer."""

    def __init__(self, conflicts: Iterable[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__("\n".join(map(str, self.conflicts)))


def settle(
    files: Components, stored: Components, prefer: Preference | None
) -> dict[str, Component]:
    """Return the facts to store: those of the files, with the corrections that stay.

    Marks are brought in line on the way. Raise ConflictError where there is a conflict and no
    preference.
    """
    wanted = dict(files)
    conflicts = []
    for claim in _corrected_claims():
        slug, version = claim.release.component.slug, claim.release.version
        if slug in files and version not in _versions(files[slug]):
            continue  # A release that the file does not name keeps what is claimed of it.
        in_file = _state_in(files.get(slug), version, claim.capability.key)
        corrected = state_of(claim)
        if in_file == corrected:
            _mark(claim, None)
        elif in_file == ClaimState(**(claim.corrected_from or {})):
            wanted[slug] = _with_claim(wanted[slug], claim)
        elif prefer is None:
            conflicts.append(Conflict(slug, version, claim.capability.key, in_file, corrected))
        elif prefer is Preference.FILES:
            _mark(claim, None)
        elif in_file is None:
            wanted[slug] = stored[slug]
        else:
            wanted[slug] = _with_claim(wanted[slug], claim)
            _mark(claim, in_file)
    if conflicts:
        raise ConflictError(conflicts)
    return wanted


def in_words(state: ClaimState) -> str:
    """Return "partial, since 0.2 (Slowly.), source https://…": all that a claim says."""
    since = f", since {state.since}" if state.since else ""
    note = f" ({state.note})" if state.note else ""
    title = f" “{state.source_title}”" if state.source_title else ""
    source = f", source {state.source_url}{title}" if state.source_url else ""
    return f"{state.status}{since}{note}{source}"


def _corrected_claims() -> Iterable[Claim]:
    related = ("release__component", "capability", "source")
    return (
        Claim.objects.filter(corrected_from__isnull=False)
        .select_related(*related)
        .order_by(
            "release__component__slug",
            "release__order",
            "capability__dimension",
            "capability__value",
        )
    )


def _versions(component: Component) -> list[str]:
    return [release.version for release in component.releases]


def _state_in(component: Component | None, version: str, capability: str) -> ClaimState | None:
    """Return what the facts claim; without a claim that is unknown, without a component None."""
    if component is None:
        return None
    [release] = (each for each in component.releases if each.version == version)
    claims = (each for each in release.claims if each.capability == capability)
    claim = next(claims, None)
    return state_of_facts(claim) if claim else ClaimState()


def _with_claim(component: Component, corrected: Claim) -> Component:
    """Return the component with a corrected claim in the place of what its file says."""
    claim = _facts_of(corrected)
    releases = []
    for release in component.releases:
        if release.version == corrected.release.version:
            others = [each for each in release.claims if each.capability != claim.capability]
            claims = sorted([*others, claim], key=lambda each: each.capability)
            release = replace(release, claims=tuple(claims))
        releases.append(release)
    return replace(component, releases=tuple(releases))


def _facts_of(claim: Claim) -> ClaimFacts:
    state = state_of(claim)
    return ClaimFacts(
        capability=claim.capability.key,
        status=ClaimStatus(state.status),
        source_url=state.source_url,
        source_title=state.source_title,
        checked=claim.read_on.isoformat(),
        note=state.note,
        since=state.since,
    )


def _mark(claim: Claim, in_file: ClaimState | None) -> None:
    claim.corrected_from = asdict(in_file) if in_file else None
    claim.save(update_fields=["corrected_from"])
