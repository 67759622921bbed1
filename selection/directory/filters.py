"""Narrowing the directory down: filters that combine, and how many components each choice leaves.

The whole directory is read in three queries and filtered in memory, so that every count is of the
same facts as the list. A component is filtered by its newest release that has claims.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from selection.directory.claim_lines import ClaimLine, claim_line
from selection.directory.models import Claim, ClaimStatus, Component, Release
from selection.directory.releases import components_with_releases, find_release
from selection.directory.vocabulary import load_vocabulary

# What "claimed as" means when nothing is chosen.
USABLE = frozenset({ClaimStatus.SUPPORTED, ClaimStatus.PARTIAL})


@dataclass(frozen=True)
class Entry:
    """A component as the list knows it: its facts, and the status of each claim by capability."""

    component: Component
    release: Release
    releases: tuple[Release, ...]
    statuses: Mapping[str, str]


@dataclass(frozen=True)
class Filters:
    """What is asked for; an empty text asks for nothing."""

    q: str = ""
    category: str = ""
    layer: str = ""
    capability: str = ""
    and_capability: str = ""
    claimed: str = ""
    hardware: str = ""
    deployment: str = ""
    licence: str = ""
    project: str = ""
    maintainer: str = ""

    @property
    def capabilities(self) -> tuple[str, ...]:
        """The capabilities that are asked for, each once."""
        asked = (self.capability, self.and_capability, self.hardware)
        return tuple(dict.fromkeys(key for key in asked if key))


@dataclass(frozen=True)
class Found:
    """The entries that fit, by name, and for each filter how many each of its choices leaves."""

    entries: tuple[Entry, ...]
    counts: Mapping[str, Mapping[str, int]]


def read_entries() -> tuple[Entry, ...]:
    """Return all components by name, without those that have no release."""
    rows = sorted(components_with_releases(), key=lambda row: row.name.casefold())
    releases = {row.pk: tuple(row.releases.all()) for row in rows}
    shown = {pk: release for pk, all_ in releases.items() if (release := find_release(all_))}
    statuses = _statuses(shown.values())
    return tuple(
        Entry(row, shown[row.pk], releases[row.pk], statuses[shown[row.pk].pk])
        for row in rows
        if row.pk in shown
    )


def find_components(entries: tuple[Entry, ...], filters: Filters) -> Found:
    """Return what fits all filters. A choice is counted as if it were made beside the others."""
    values = _values(filters.claimed)
    wanted = {name: text for name in values if (text := getattr(filters, name))}
    named = [entry for entry in entries if _has_words(entry, filters.q)]
    counts = {}
    for name, values_of in values.items():
        others = {other: text for other, text in wanted.items() if other != name}
        fitting = (entry for entry in named if _fits(entry, others, values))
        counts[name] = Counter(value for entry in fitting for value in set(values_of(entry)))
    return Found(
        entries=tuple(entry for entry in named if _fits(entry, wanted, values)),
        counts=counts,
    )


def claims_asked_for(
    entries: Iterable[Entry], capabilities: tuple[str, ...]
) -> Mapping[str, tuple[ClaimLine, ...]]:
    """Return by slug the claims on `capabilities`, which are why a component is in the list."""
    if not capabilities:
        return {}
    releases = {entry.release.pk: entry for entry in entries}
    rows = Claim.objects.filter(_is_one_of(capabilities), release__in=releases)
    lines: dict[str, list[ClaimLine]] = {}
    for claim in rows.select_related("capability", "source"):
        entry = releases[claim.release_id]
        lines.setdefault(entry.component.slug, []).append(claim_line(claim, entry.release))
    return {slug: tuple(found) for slug, found in lines.items()}


def _is_one_of(capabilities: Iterable[str]) -> Q:
    chosen = Q()
    for key in capabilities:
        dimension, _, value = key.partition("/")
        chosen |= Q(capability__dimension=dimension, capability__value=value)
    return chosen


def _statuses(releases: Iterable[Release]) -> Mapping[int, dict[str, str]]:
    statuses: dict[int, dict[str, str]] = {release.pk: {} for release in releases}
    rows = Claim.objects.filter(release__in=list(statuses)).order_by()
    for pk, dimension, value, status in rows.values_list(
        "release", "capability__dimension", "capability__value", "status"
    ):
        statuses[pk][f"{dimension}/{value}"] = status
    return statuses


def _has_words(entry: Entry, text: str) -> bool:
    searched = f"{entry.component.name} {entry.component.summary}".casefold()
    return all(word in searched for word in text.casefold().split())


def _fits(
    entry: Entry, wanted: Mapping[str, str], values: Mapping[str, Callable[[Entry], Iterable[str]]]
) -> bool:
    return all(text in values[name](entry) for name, text in wanted.items())


def _values(claimed: str) -> dict[str, Callable[[Entry], Iterable[str]]]:
    """Return for each filter which of its choices a component fits."""
    with_status = _claimed_as(claimed)
    return {
        "category": lambda entry: (entry.component.category, *entry.component.also),
        "layer": lambda entry: map(str, entry.component.layers),
        "capability": with_status,
        "and_capability": with_status,
        "hardware": lambda entry: (
            key for key in _claimed_as("")(entry) if key.startswith("hardware/")
        ),
        "deployment": lambda entry: entry.component.deployment,
        "licence": lambda entry: (entry.component.license,),
        "project": lambda entry: (entry.component.project_status,),
        "maintainer": lambda entry: (entry.component.maintainer,),
    }


def _claimed_as(status: str) -> Callable[[Entry], Iterable[str]]:
    """Return what lists the capabilities that a component has with `status`. What nothing is
    claimed about is unknown."""
    if status == ClaimStatus.UNKNOWN:
        words = load_vocabulary().capabilities
        return lambda entry: (
            key for key in words if entry.statuses.get(key, status) == ClaimStatus.UNKNOWN
        )
    wanted = {status} if status else USABLE
    return lambda entry: (key for key, has in entry.statuses.items() if has in wanted)
