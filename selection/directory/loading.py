"""Brings the database in line with the files of reference facts, in one transaction.

The files are the truth. A component without a file is deleted: decision records name components
in their own text, and the editions keep the facts of every earlier load. A release that a file no
longer names stays, with its claims, behind the newer one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Model, Q

from selection.directory.as_knowledge import component_in_file, stored_components
from selection.directory.editions import store_edition
from selection.directory.models import Capability, Caveat, Claim, Component, Release, Source
from selection.directory.schema import ComponentEntry
from selection.directory.vocabulary import load_vocabulary
from selection.engine import knowledge


@dataclass(frozen=True)
class LoadOutcome:
    """What one load did, as slugs, and how many components there are now."""

    components: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def is_unchanged(self) -> bool:
        return not (self.added or self.changed or self.removed)


@transaction.atomic
def load_entries(entries: Iterable[ComponentEntry]) -> LoadOutcome:
    """Store all entries, delete components without one, and store the edition that results."""
    _store_vocabulary()
    stored = {component.slug: component for component in stored_components()}
    wanted = {entry.slug: component_in_file(entry) for entry in entries}
    added = tuple(slug for slug in wanted if slug not in stored)
    changed = tuple(
        slug for slug in wanted if slug in stored and _newest(stored[slug]) != wanted[slug]
    )
    removed = tuple(slug for slug in stored if slug not in wanted)
    for slug in (*added, *changed):
        _store_component(wanted[slug])
    Component.objects.filter(slug__in=removed).delete()
    outcome = LoadOutcome(len(wanted), added, changed, removed)
    _remove_unused_words_and_sources()
    store_edition()
    return outcome


def _newest(component: knowledge.Component) -> knowledge.Component:
    return replace(component, releases=component.releases[:1])


def _store_vocabulary() -> None:
    words = load_vocabulary().capabilities
    stored = {capability.key: capability for capability in Capability.objects.all()}
    for key, word in words.items():
        dimension, _, value = key.partition("/")
        row = stored.get(key) or Capability(dimension=dimension, value=value)
        _save_if_changed(row, label=word.label, meaning=word.meaning)


def _store_component(facts: knowledge.Component) -> None:
    row = Component.objects.filter(slug=facts.slug).first() or Component(slug=facts.slug)
    _save_if_changed(
        row,
        name=facts.name,
        category=facts.category,
        also=list(facts.also),
        layers=list(facts.layers),
        maintainer=facts.maintainer,
        license=facts.license,
        homepage=facts.homepage,
        repository=facts.repository,
        summary=facts.summary,
        execution_unit=facts.execution_unit,
        not_provided=list(facts.not_provided),
        deployment=list(facts.deployment),
        project_status=facts.project_status,
        status_source=_source(facts.status_source),
    )
    _store_release(row, facts.releases[0])
    row.caveats.all().delete()
    Caveat.objects.bulk_create(
        Caveat(component=row, text=caveat.text, source=_source(caveat.source_url), order=order)
        for order, caveat in enumerate(facts.caveats)
    )


def _store_release(component: Component, facts: knowledge.Release) -> None:
    """Store the release as the newest; the others keep their order after it."""
    row = component.releases.filter(version=facts.version).first()
    row = row or Release(component=component, version=facts.version)
    _save_if_changed(
        row,
        released=date.fromisoformat(facts.released) if facts.released else None,
        source=_source(facts.source_url),
        revision=facts.revision,
        checked=date.fromisoformat(facts.checked),
        order=0,
    )
    for order, older in enumerate(component.releases.exclude(pk=row.pk).order_by("order"), 1):
        _save_if_changed(older, order=order)
    _store_claims(row, facts.claims)


def _store_claims(release: Release, claims: tuple[knowledge.Claim, ...]) -> None:
    """Bring the claims of a release in line; a claim that stays keeps its row."""
    stored = {claim.capability.key: claim for claim in release.claims.select_related("capability")}
    capabilities = {capability.key: capability for capability in Capability.objects.all()}
    for facts in claims:
        row = stored.pop(facts.capability, None) or Claim(
            release=release, capability=capabilities[facts.capability]
        )
        _save_if_changed(
            row,
            status=facts.status.value,
            source=_source(facts.source_url, facts.source_title) if facts.source_url else None,
            note=facts.note,
            since=facts.since,
        )
    for gone in stored.values():
        gone.delete()


def _source(url: str, title: str = "") -> Source:
    return Source.objects.get_or_create(url=url, title=title)[0]


def _remove_unused_words_and_sources() -> None:
    """Delete words that left the vocabulary and sources, unless a claim still names them."""
    words = load_vocabulary().capabilities
    for capability in Capability.objects.filter(claims=None):
        if capability.key not in words:
            capability.delete()
    used = Q(pk__in=Component.objects.values("status_source"))
    for model in (Release, Claim, Caveat):
        used |= Q(pk__in=model.objects.filter(source__isnull=False).values("source"))
    Source.objects.exclude(used).delete()


def _save_if_changed(row: Model, **values: object) -> None:
    """Write the row only where a value differs, so that a second load touches nothing."""
    if row.pk and all(getattr(row, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
