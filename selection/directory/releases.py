"""Components with their releases: which release a page speaks of, and its claims."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects

from selection.directory.models import Caveat, Claim, Component, Release


def components_with_releases() -> QuerySet[Component]:
    """Components with all releases, newest first, each telling by `has_claims` if it has any."""
    releases = (
        Release.objects.select_related("source")
        .annotate(has_claims=Exists(Claim.objects.filter(release=OuterRef("pk"))))
        .order_by("order")
    )
    caveats = Caveat.objects.select_related("source").order_by("order")
    return Component.objects.select_related("status_source").prefetch_related(
        Prefetch("releases", releases), Prefetch("caveats", caveats)
    )


def find_release(releases: Iterable[Release], version: str = "") -> Release | None:
    """Return the release `version`; without one, the newest with claims, or else the newest."""
    if version:
        return next((release for release in releases if release.version == version), None)
    known = list(releases)
    return next(iter([*with_claims(known), *known]), None)


def with_claims(releases: Iterable[Release]) -> list[Release]:
    """Return those that have claims; they come from `components_with_releases`."""
    return [release for release in releases if getattr(release, "has_claims", False)]


def known_versions(components: Iterable[str]) -> set[tuple[str, str]]:
    """Return slug and version of every release of these components."""
    releases = Release.objects.filter(component__slug__in=components).order_by()
    return set(releases.values_list("component__slug", "version"))


def load_claims(releases: Iterable[Release]) -> None:
    """Load the claims of `releases` with their words and sources, in two queries at most."""
    claims = Claim.objects.select_related("capability", "source")
    prefetch_related_objects(list(releases), Prefetch("claims", claims))
