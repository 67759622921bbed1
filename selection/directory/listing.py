"""What the list of components shows, as plain data."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from selection.directory.ages import Age, age_of
from selection.directory.claim_lines import ClaimLine
from selection.directory.filters import Entry, Found
from selection.directory.models import Component, Release
from selection.directory.profile import STATUS_TONES
from selection.directory.vocabulary import load_vocabulary


@dataclass(frozen=True)
class ListedComponent:
    component: Component
    release: Release
    age: Age
    category: str
    layers: tuple[str, ...]
    deployment: tuple[str, ...]
    status_tone: str
    claims: tuple[ClaimLine, ...]  # those that the filters ask for
    is_chosen: bool  # for the comparison


@dataclass(frozen=True)
class Listing:
    """`chosen_before` are components chosen for the comparison that the filters leave out."""

    components: tuple[ListedComponent, ...]
    total: int
    chosen_before: tuple[Component, ...]

    @property
    def found(self) -> str:
        count = len(self.components)
        return f"{count} component{'' if count == 1 else 's'}"


def make_listing(
    found: Found,
    claims: Mapping[str, tuple[ClaimLine, ...]],
    *,
    all_entries: Collection[Entry],
    chosen: Collection[str],
    today: date,
    stale_days: int,
) -> Listing:
    """Return the list; `chosen` are the slugs that are ticked for the comparison."""
    shown = {entry.component.slug for entry in found.entries}
    return Listing(
        components=tuple(
            _listed(
                entry,
                age_of(entry.release, entry.releases, today=today, stale_days=stale_days),
                claims.get(entry.component.slug, ()),
                is_chosen=entry.component.slug in chosen,
            )
            for entry in found.entries
        ),
        total=len(all_entries),
        chosen_before=tuple(
            entry.component
            for entry in all_entries
            if entry.component.slug in chosen and entry.component.slug not in shown
        ),
    )


def _listed(
    entry: Entry, age: Age, claims: tuple[ClaimLine, ...], *, is_chosen: bool
) -> ListedComponent:
    vocabulary = load_vocabulary()
    component = entry.component
    return ListedComponent(
        component=component,
        release=entry.release,
        age=age,
        category=vocabulary.category_label(component.category),
        layers=tuple(f"{n} {vocabulary.layers[n]}" for n in component.layers),
        deployment=tuple(w.label for w in vocabulary.deployments if w.key in component.deployment),
        status_tone=STATUS_TONES.get(component.project_status, "warn"),
        claims=claims,
        is_chosen=is_chosen,
    )
