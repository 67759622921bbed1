"""Components side by side: capabilities down, components across, one claim in each cell.

Only components that answer for one category are compared; there is no score and no ranking.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from urllib.parse import urlencode

from selection.directory.ages import Age, age_of
from selection.directory.claim_lines import ClaimLine, claim_lines, dimensions_of, unknown_line
from selection.directory.layer_lines import LayerLine, shared_stack
from selection.directory.models import Component, Release
from selection.directory.releases import (
    components_with_releases,
    find_release,
    load_claims,
    with_claims,
)
from selection.directory.vocabulary import load_vocabulary

FEWEST, MOST = 2, 6
# A name in the address: a slug, or a slug and the release that is meant.
NAME = re.compile(r"(?P<slug>[-a-zA-Z0-9_]{1,80})(@(?P<version>[^\0]{1,80}))?")
# What a spreadsheet would take for the beginning of a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Chosen:
    """A component at the release that is compared, with all releases that are known."""

    component: Component
    release: Release

    @property
    def name(self) -> str:
        """The component at this release as addresses carry it."""
        return f"{self.component.slug}@{self.release.version}"

    @property
    def categories(self) -> tuple[str, ...]:
        return self.component.answered_categories


@dataclass(frozen=True)
class Choice:
    """What an address asks to compare, by name; `problem` says what to mend, if anything."""

    chosen: tuple[Chosen, ...]
    problem: str = ""


@dataclass(frozen=True)
class OtherRelease:
    """A release that can be compared instead; `query` asks for it."""

    version: str
    query: str


@dataclass(frozen=True)
class Column:
    """One component; `others` are its further releases with claims."""

    chosen: Chosen
    age: Age
    others: tuple[OtherRelease, ...]


@dataclass(frozen=True)
class Row:
    """One capability; its cells stand in the order of the columns."""

    dimension: str
    label: str
    cells: tuple[ClaimLine, ...]

    @property
    def differs(self) -> bool:
        return len({cell.status for cell in self.cells}) > 1


@dataclass(frozen=True)
class Comparison:
    category: str
    category_label: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def differences(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.differs)

    @property
    def same(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.differs)


@dataclass(frozen=True)
class Offer:
    """Some of the chosen components that share categories; `category` is one of them."""

    category: str
    labels: tuple[str, ...]
    names: tuple[str, ...]
    slugs: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where a component stands: what it is, and what it runs."""

    name: str
    slug: str
    category: str
    execution_unit: str


@dataclass(frozen=True)
class NotComparable:
    """Why components are not compared, and what can be. `alone` can only be held against others."""

    places: tuple[Place, ...]
    layers: tuple[LayerLine, ...]
    on_different_layers: bool
    together: tuple[Offer, ...]
    alone: tuple[Offer, ...]


def choose(names: Iterable[str]) -> Choice:
    """Find what is named, in two or three queries; an unknown name or version is a problem."""
    matches = [NAME.fullmatch(name) for name in names]
    if None in matches:
        return Choice((), "One of the names in the address is no component. Choose from the list.")
    asked = {match["slug"]: match["version"] or "" for match in matches if match}
    rows = {row.slug: row for row in components_with_releases().filter(slug__in=asked)}
    chosen = []
    for slug, version in asked.items():
        if slug not in rows:
            return Choice((), f"The directory has no component “{slug}”. Choose from the list.")
        release = find_release(rows[slug].releases.all(), version)
        if release is None:
            return Choice((), _say_which_releases(rows[slug], version))
        chosen.append(Chosen(rows[slug], release))
    by_name = tuple(sorted(chosen, key=lambda one: one.component.name.casefold()))
    return Choice(by_name, _say_how_many(by_name))


def shared_category(chosen: Sequence[Chosen]) -> str:
    """Return the category that all of them answer for, rather one that is the main one of many;
    empty if there is none."""
    shared = [
        category
        for category in load_vocabulary().categories
        if all(category in one.categories for one in chosen)
    ]
    main = [one.component.category for one in chosen]
    return max(shared, key=main.count, default="")


def compare(chosen: Sequence[Chosen], category: str, *, today: date, stale_days: int) -> Comparison:
    """Hold the claims of `chosen` side by side; the number of queries is constant."""
    load_claims(one.release for one in chosen)
    lines = [claim_lines(one.release) for one in chosen]
    return Comparison(
        category=category,
        category_label=load_vocabulary().category_label(category),
        columns=tuple(
            Column(
                one,
                age_of(
                    one.release,
                    one.component.releases.all(),
                    today=today,
                    stale_days=stale_days,
                ),
                _other_releases(one, chosen),
            )
            for one in chosen
        ),
        rows=tuple(
            Row(
                dimension=dimension.label,
                label=load_vocabulary().capability_label(key),
                cells=tuple(
                    found.get(key) or unknown_line(key, one.release)
                    for one, found in zip(chosen, lines, strict=True)
                ),
            )
            for dimension in dimensions_of(key for found in lines for key in found)
            for key in dimension.capabilities
        ),
    )


def _other_releases(one: Chosen, chosen: Sequence[Chosen]) -> tuple[OtherRelease, ...]:
    others = [each for each in with_claims(one.component.releases.all()) if each != one.release]
    return tuple(
        OtherRelease(
            release.version,
            urlencode(
                [
                    ("c", replace(each, release=release).name if each is one else each.name)
                    for each in chosen
                ]
            ),
        )
        for release in others
    )


def explain_apart(chosen: Sequence[Chosen]) -> NotComparable:
    """Say why `chosen`, which share no category, are not compared, and what can be."""
    together = tuple(offer for offer in _offers(chosen) if len(offer.slugs) >= FEWEST)
    in_company = {slug for offer in together for slug in offer.slugs}
    return NotComparable(
        places=tuple(map(_place, chosen)),
        layers=shared_stack({one.component.name: one.component.layers for one in chosen}),
        on_different_layers=len({tuple(one.component.layers[:1]) for one in chosen}) > 1,
        together=together,
        alone=tuple(
            _offer([one.component.category], [one])
            for one in chosen
            if one.component.slug not in in_company
        ),
    )


def to_csv(comparison: Comparison) -> str:
    """Return the comparison as CSV, differences first; no cell can act as a formula."""
    out = StringIO()
    write = csv.writer(out).writerow
    titles = [f"{c.chosen.component.name} {c.chosen.release.version}" for c in comparison.columns]
    parts = ("status", "note", "since", "source", "checked")
    heads = [
        title if part == "status" else f"{title}: {part}" for title in titles for part in parts
    ]
    write(map(disarm, ["Dimension", "Capability", "Differs", *heads]))
    for row in (*comparison.differences, *comparison.same):
        cells = [text for cell in row.cells for text in _texts(cell)]
        write(map(disarm, [row.dimension, row.label, "yes" if row.differs else "no", *cells]))
    return out.getvalue()


def disarm(text: str) -> str:
    """Return `text` so that a spreadsheet shows it and does not work it out."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _texts(cell: ClaimLine) -> Iterator[str]:
    # A capability without a claim was not read anywhere, on no day.
    checked = cell.checked.isoformat() if cell.source_url else ""
    yield from (cell.word, cell.note, cell.since, cell.source_url, checked)


def _say_which_releases(component: Component, version: str) -> str:
    known = ", ".join(release.version for release in component.releases.all())
    return (
        f"The directory has no release {version} of {component.name}. It has {known}."
        if known and version
        else f"The directory has no release of {component.name}."
    )


def _say_how_many(chosen: Sequence[Chosen]) -> str:
    if len(chosen) == 1:
        return f"Choose at least one more component to hold against {chosen[0].component.name}."
    if len(chosen) > MOST:
        return f"You chose {len(chosen)} components. Choose at most six."
    return ""


def _offers(chosen: Sequence[Chosen]) -> Iterator[Offer]:
    """Yield one offer for all categories that the same components answer for."""
    categories: dict[tuple[Chosen, ...], list[str]] = {}
    for category in load_vocabulary().categories:
        if answering := tuple(one for one in chosen if category in one.categories):
            categories.setdefault(answering, []).append(category)
    for answering, shared in categories.items():
        yield _offer(shared, answering)


def _offer(categories: Sequence[str], chosen: Sequence[Chosen]) -> Offer:
    return Offer(
        category=categories[0],
        labels=tuple(map(load_vocabulary().category_label, categories)),
        names=tuple(one.component.name for one in chosen),
        slugs=tuple(one.component.slug for one in chosen),
    )


def _place(one: Chosen) -> Place:
    return Place(
        name=one.component.name,
        slug=one.component.slug,
        category=load_vocabulary().category_label(one.component.category),
        execution_unit=one.component.execution_unit,
    )
