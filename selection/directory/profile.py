"""What the profile of a component shows, at one exact release."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from selection.corrections.models import MaintenanceEntry, TargetKind
from selection.directory.ages import Age, age_of
from selection.directory.claim_lines import (
    ClaimLine,
    claim_lines,
    dimensions_of,
    unknown_line,
)
from selection.directory.layer_lines import LayerLine, stack_of
from selection.directory.models import Claim, ClaimStatus, Component, Release
from selection.directory.releases import load_claims
from selection.directory.reliance import Reliance
from selection.directory.vocabulary import load_vocabulary

ENTRIES_SHOWN = 5
STATUS_TONES = {"active": "good", "deprecated": "bad", "archived": "bad"}


@dataclass(frozen=True)
class Dimension:
    """The claims of one dimension, and the words of it that nothing is claimed about."""

    key: str
    label: str
    claims: tuple[ClaimLine, ...]
    unknown: tuple[ClaimLine, ...]


@dataclass(frozen=True)
class RelyingRecord:
    """A record that relies on the component, with what it names."""

    title: str
    url: str
    team: str
    accepted: bool
    relies_on: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """The page from top to bottom. The component's releases and caveats are loaded."""

    component: Component
    release: Release
    releases: tuple[Release, ...]
    age: Age
    category: str
    also: tuple[str, ...]
    deployment: tuple[str, ...]
    status_tone: str
    layers: tuple[LayerLine, ...]
    dimensions: tuple[Dimension, ...]
    records: tuple[RelyingRecord, ...]
    maintenance: tuple[MaintenanceEntry, ...]  # the newest entries

    @property
    def claim_count(self) -> int:
        return sum(len(dimension.claims) for dimension in self.dimensions)

    @property
    def status_counts(self) -> tuple[tuple[ClaimStatus, int], ...]:
        """How many claims have each status, in the order of the statuses."""
        found = Counter(claim.status for each in self.dimensions for claim in each.claims)
        return tuple((status, found[status]) for status in ClaimStatus if found[status])


def make_profile(
    component: Component, release: Release, *, user: object, today: date, stale_days: int
) -> Profile:
    """Return the profile at `release`; the number of queries does not depend on the facts."""
    vocabulary = load_vocabulary()
    releases = tuple(component.releases.all())
    load_claims([release])
    age = partial(age_of, release, releases, today=today, stale_days=stale_days)
    lines = {
        key: replace(line, age=age(read_on=line.checked))
        for key, line in claim_lines(release).items()
    }
    return Profile(
        component=component,
        release=release,
        releases=releases,
        age=age(),
        category=vocabulary.category_label(component.category),
        also=tuple(map(vocabulary.category_label, component.also)),
        deployment=tuple(
            word.label for word in vocabulary.deployments if word.key in component.deployment
        ),
        status_tone=STATUS_TONES.get(component.project_status, "warn"),
        layers=stack_of(component.name, component.layers),
        dimensions=_dimensions(component, lines, release),
        records=_records(component, user),
        maintenance=tuple(
            MaintenanceEntry.objects.about(TargetKind.COMPONENT, component.slug)[:ENTRIES_SHOWN]
        ),
    )


def _dimensions(
    component: Component, lines: Mapping[str, ClaimLine], release: Release
) -> tuple[Dimension, ...]:
    """What is claimed, and what is not known in the dimensions that matter for the category:
    those in which any component of the category has a claim."""
    words = load_vocabulary().capabilities
    matter = _dimensions_of_category(component.category)
    expected = (key for key in words if key.partition("/")[0] in matter)
    dimensions = []
    for dimension in dimensions_of([*lines, *expected]):
        known = tuple(lines[key] for key in dimension.capabilities if key in lines)
        unknown = tuple(
            unknown_line(key, release) for key in dimension.capabilities if key not in lines
        )
        dimensions.append(Dimension(dimension.key, dimension.label, known, unknown))
    return tuple(sorted(dimensions, key=lambda dimension: not dimension.claims))


def _dimensions_of_category(category: str) -> set[str]:
    found = Claim.objects.filter(release__component__category=category).order_by()
    return set(found.values_list("capability__dimension", flat=True).distinct())


def _records(component: Component, user: object) -> tuple[RelyingRecord, ...]:
    """The records of the teams of `user`, in the order of their titles."""
    rows: dict[str, list[Reliance]] = {}
    visible = Reliance.objects.visible_to(user).filter(component=component.slug)
    for row in visible.select_related("team"):
        rows.setdefault(row.record_key, []).append(row)
    label = load_vocabulary().capability_label
    return tuple(
        RelyingRecord(
            title=found[0].record_title,
            url=found[0].record_url,
            team=found[0].team.name,
            accepted=found[0].accepted,
            relies_on=tuple(
                dict.fromkeys(
                    f"{label(row.capability)} {row.version}".strip()
                    if row.capability
                    else f"{component.name} {row.version}".strip()
                    for row in found
                )
            ),
        )
        for found in rows.values()
    )
