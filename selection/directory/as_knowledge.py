"""The reference facts as the engine's plain data: from the files, and from the database.

Both ways give equal values for equal facts. Claims stand by capability, components by slug.
"""

from collections.abc import Iterable

from django.db.models import Prefetch

from selection.directory import models, schema
from selection.engine.knowledge import Caveat, Claim, ClaimStatus, Component, Release


def component_in_file(entry: schema.ComponentEntry) -> Component:
    """Return the component that a file describes, with all releases that the file names."""
    return Component(
        slug=entry.slug,
        name=entry.name,
        category=entry.category,
        also=tuple(entry.also),
        layers=tuple(entry.layers),
        maintainer=entry.maintainer,
        license=entry.license,
        homepage=entry.homepage,
        repository=entry.repository or "",
        summary=entry.summary,
        execution_unit=entry.execution_unit,
        not_provided=tuple(entry.not_provided),
        deployment=tuple(entry.deployment),
        project_status=entry.project_status,
        status_source=entry.status_source,
        releases=_releases_in_file(entry),
        caveats=tuple(Caveat(caveat.text, caveat.source) for caveat in entry.caveats),
    )


def _releases_in_file(entry: schema.ComponentEntry) -> tuple[Release, ...]:
    return (
        *(_release_in_file(newer, []) for newer in entry.newer_releases),
        _release_in_file(entry.version, entry.capabilities),
        *(_release_in_file(older, older.capabilities) for older in entry.older_releases),
    )


def _release_in_file(version: schema.VersionEntry, claims: list[schema.ClaimEntry]) -> Release:
    return Release(
        version=version.id,
        released=version.released.isoformat() if version.released else "",
        source_url=version.source,
        checked=version.checked.isoformat(),
        revision=version.revision,
        claims=_by_capability(
            Claim(
                capability=claim.capability,
                status=ClaimStatus(claim.status),
                source_url=claim.source or "",
                source_title=claim.title,
                checked=(claim.checked or version.checked).isoformat(),
                note=claim.note,
                since=claim.since,
            )
            for claim in claims
        ),
    )


def stored_components() -> tuple[Component, ...]:
    """Return all components of the database, each with its releases, newest first."""
    claims = models.Claim.objects.select_related("capability", "source")
    releases = models.Release.objects.select_related("source").order_by("order")
    rows = models.Component.objects.select_related("status_source").prefetch_related(
        Prefetch("releases", releases.prefetch_related(Prefetch("claims", claims))),
        Prefetch("caveats", models.Caveat.objects.select_related("source").order_by("order")),
    )
    return tuple(sorted(map(_stored_component, rows), key=lambda component: component.slug))


def _stored_component(row: models.Component) -> Component:
    return Component(
        slug=row.slug,
        name=row.name,
        category=row.category,
        also=tuple(row.also),
        layers=tuple(row.layers),
        maintainer=row.maintainer,
        license=row.license,
        homepage=row.homepage,
        repository=row.repository,
        summary=row.summary,
        execution_unit=row.execution_unit,
        not_provided=tuple(row.not_provided),
        deployment=tuple(row.deployment),
        project_status=row.project_status,
        status_source=row.status_source.url,
        releases=tuple(_stored_release(release) for release in row.releases.all()),
        caveats=tuple(Caveat(caveat.text, caveat.source.url) for caveat in row.caveats.all()),
    )


def _stored_release(row: models.Release) -> Release:
    return Release(
        version=row.version,
        released=row.released.isoformat() if row.released else "",
        source_url=row.source.url,
        checked=row.checked.isoformat(),
        revision=row.revision,
        claims=_by_capability(
            Claim(
                capability=claim.capability.key,
                status=ClaimStatus(claim.status),
                source_url=claim.source.url if claim.source else "",
                source_title=claim.source.title if claim.source else "",
                checked=(claim.checked or row.checked).isoformat(),
                note=claim.note,
                since=claim.since,
            )
            for claim in row.claims.all()
        ),
    )


def _by_capability(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: claim.capability))
