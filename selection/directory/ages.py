"""How old facts are: in days since they were read, and in releases since then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from selection.directory.models import Release


@dataclass(frozen=True)
class Age:
    """`days` since the sources of a release were read, `releases` that are known to be newer."""

    days: int
    releases: int
    newest: str  # version
    is_stale: bool

    @property
    def in_days(self) -> str:
        if self.days < 1:
            return "today"
        return f"{self.days} day{'' if self.days == 1 else 's'} ago"

    @property
    def in_releases(self) -> str:
        if not self.releases:
            return "the newest release known"
        many = "" if self.releases == 1 else "s"
        return f"{self.releases} release{many} behind the newest known, {self.newest}"


def age_of(
    release: Release,
    releases: Iterable[Release],
    *,
    today: date,
    stale_days: int,
    read_on: date | None = None,
) -> Age:
    """Return the age of what is claimed of `release`; `releases` stand newest first.

    Facts are stale when they were read more than `stale_days` ago, or when a newer release exists.
    A claim that was read on a day of its own gives it as `read_on`.
    """
    newer = [other for other in releases if other.order < release.order]
    days = (today - (read_on or release.checked)).days
    return Age(
        days=days,
        releases=len(newer),
        newest=newer[0].version if newer else release.version,
        is_stale=bool(newer) or days > stale_days,
    )
