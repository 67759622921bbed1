"""Brings the database in line with the files of reference facts, in one transaction.

The files are the truth, but for accepted corrections (see conflicts.py). A component without a
file is deleted: decision records name components in their own text, and the editions keep the
facts of every earlier load. A release that a file no longer names stays, with its claims.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from selection.corrections.maintenance import record_releases_loaded
from selection.directory.as_knowledge import component_in_file, stored_components
from selection.directory.conflicts import Preference, settle
from selection.directory.editions import store_edition
from selection.directory.fact_changes import changes_between
from selection.directory.models import Capability, Caveat, Claim, Component, Release, Source
from selection.directory.release_order import with_kept_releases
from selection.directory.revisions import keep_state, state_of, state_of_facts
from selection.directory.schema import ComponentEntry
from selection.directory.vocabulary import load_vocabulary
from selection.engine import knowledge
from selection.row_updates import LoadOutcome, save_if_changed
from selection.signals import FactChange, tell_of_changes


@transaction.atomic
def load_entries(
    entries: Iterable[ComponentEntry], *, prefer: Preference | None = None
) -> LoadOutcome:
    """Store all entries, delete components without one, and store the edition that results.

    Raise ConflictError where a file and an accepted correction differ, unless `prefer` says which
    of them counts.
    """
    _store_vocabulary()
    stored = {component.slug: component for component in stored_components()}
    files = {entry.slug: component_in_file(entry) for entry in entries}
    wanted = {
        slug: replace(facts, releases=with_kept_releases(facts, stored.get(slug)))
        for slug, facts in settle(files, stored, prefer).items()
    }
    added = tuple(slug for slug in wanted if slug not in stored)
    changed = tuple(slug for slug in wanted if slug in stored and stored[slug] != wanted[slug])
    removed = tuple(slug for slug in stored if slug not in wanted)
    for slug in (*added, *changed):
        _store_component(wanted[slug])
    Component.objects.filter(slug__in=removed).delete()
    outcome = LoadOutcome(len(wanted), added, changed, removed)
    _remove_unused_words_and_sources()
    store_edition()
    record_releases_loaded(_releases_since(stored, (*added, *changed)))
    tell_of_changes(_changes(stored, wanted), sender=Component)
    return outcome


def _releases_since(
    stored: Mapping[str, knowledge.Component], slugs: Iterable[str]
) -> Iterator[Release]:
    """Yield the releases of `slugs` that are not among the `stored`, the oldest first."""
    related = Release.objects.select_related("component", "source").prefetch_related("claims")
    releases = related.filter(component__slug__in=slugs).order_by("-component__name", "-order")
    for release in releases:
        before = stored.get(release.component.slug)
        if release.version not in {known.version for known in (before.releases if before else ())}:
            yield release


def _changes(
    stored: Mapping[str, knowledge.Component], wanted: Mapping[str, knowledge.Component]
) -> list[FactChange]:
    at = timezone.now()
    return [
        change
        for slug, before in stored.items()
        for change in changes_between(before, wanted.get(slug), at=at)
    ]


def _store_vocabulary() -> None:
    words = load_vocabulary().capabilities
    stored = {capability.key: capability for capability in Capability.objects.all()}
    for key, word in words.items():
        dimension, _, value = key.partition("/")
        row = stored.get(key) or Capability(dimension=dimension, value=value)
        save_if_changed(row, label=word.label, meaning=word.meaning)


def _store_component(facts: knowledge.Component) -> None:
    row = Component.objects.filter(slug=facts.slug).first() or Component(slug=facts.slug)
    save_if_changed(
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
    _store_releases(row, facts.releases)
    row.caveats.all().delete()
    Caveat.objects.bulk_create(
        Caveat(component=row, text=caveat.text, source=_source(caveat.source_url), order=order)
        for order, caveat in enumerate(facts.caveats)
    )


def _store_releases(component: Component, releases: tuple[knowledge.Release, ...]) -> None:
    """Store the releases in their order; those that are not among them go."""
    stored = {row.version: row for row in component.releases.select_for_update()}
    for order, facts in enumerate(releases):
        row = stored.pop(facts.version, None) or Release(component=component, version=facts.version)
        save_if_changed(
            row,
            released=date.fromisoformat(facts.released) if facts.released else None,
            source=_source(facts.source_url),
            revision=facts.revision,
            checked=date.fromisoformat(facts.checked),
            order=order,
        )
        _store_claims(row, facts.claims)
    for gone in stored.values():
        gone.delete()


def _store_claims(release: Release, claims: tuple[knowledge.Claim, ...]) -> None:
    """Bring the claims of a release in line; a claim that stays keeps its row.

    What a claim said before it changes or goes is kept as its revision.
    """
    related = release.claims.select_related("capability", "source")
    stored = {claim.capability.key: claim for claim in related}
    capabilities = {capability.key: capability for capability in Capability.objects.all()}
    for facts in claims:
        row = stored.pop(facts.capability, None)
        if row and state_of(row) != state_of_facts(facts):
            keep_state(row)
        save_if_changed(
            row or Claim(release=release, capability=capabilities[facts.capability]),
            status=facts.status.value,
            source=_source(facts.source_url, facts.source_title) if facts.source_url else None,
            note=facts.note,
            since=facts.since,
            checked=_own_date(facts.checked, release),
        )
    for gone in stored.values():
        keep_state(gone)
        gone.delete()


def _own_date(checked: str, release: Release) -> date | None:
    """Return when a claim was read, none where the release says the same."""
    day = date.fromisoformat(checked)
    return None if day == release.checked else day


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
