"""The order of the releases of a component, newest first: the file's, then the release date's.

Version numbers are never compared: their meaning is each project's own.
"""

from selection.engine.knowledge import Component, Release


def with_kept_releases(wanted: Component, stored: Component | None) -> tuple[Release, ...]:
    """Return the releases to store: those of the file, and the stored ones that it leaves out.

    A stored release that the file does not name keeps its claims. It stands behind the file's
    version, before the first release that is dated earlier. Without claims there is nothing to
    keep: it goes with its line in the file.
    """
    releases = list(wanted.releases)
    named = {release.version for release in releases}
    version = next((index for index, each in enumerate(releases) if each.claims), 0)
    for release in stored.releases if stored else ():
        if release.claims and release.version not in named:
            releases.insert(_place(release, releases, behind=version), release)
    return tuple(releases)


def _place(release: Release, releases: list[Release], *, behind: int) -> int:
    for index, other in enumerate(releases):
        # ISO dates compare as text.
        if index > behind and release.released and "" < other.released < release.released:
            return index
    return len(releases)
