"""What changed between two releases of a component, as far as claims tell."""

from dataclasses import dataclass

from selection.directory.claim_lines import ClaimLine, claim_lines, dimensions_of, unknown_line
from selection.directory.models import Release
from selection.directory.releases import load_claims


@dataclass(frozen=True)
class ChangedClaim:
    """A claim before and after; on one side its status may be unknown."""

    dimension: str
    before: ClaimLine
    after: ClaimLine


@dataclass(frozen=True)
class ReleaseChanges:
    """`same` counts the claims that both releases have alike."""

    before: Release
    after: Release
    added: tuple[ChangedClaim, ...]
    removed: tuple[ChangedClaim, ...]
    changed: tuple[ChangedClaim, ...]
    same: int

    @property
    def groups(self) -> tuple[tuple[str, tuple[ChangedClaim, ...]], ...]:
        """What changed, under the words that say how; only where something did."""
        groups = (
            ("Changed", self.changed),
            ("Claimed only of the newer one", self.added),
            ("No longer claimed", self.removed),
        )
        return tuple((title, claims) for title, claims in groups if claims)


def compare_releases(before: Release, after: Release) -> ReleaseChanges:
    """Hold the claims of two releases against each other."""
    load_claims([before, after])
    old, new = claim_lines(before), claim_lines(after)
    rows = [
        ChangedClaim(
            dimension.label,
            old.get(key) or unknown_line(key, before),
            new.get(key) or unknown_line(key, after),
        )
        for dimension in dimensions_of([*old, *new])
        for key in dimension.capabilities
    ]
    in_both = [r for r in rows if r.before.capability in old and r.after.capability in new]
    changed = tuple(row for row in in_both if row.before.says != row.after.says)
    return ReleaseChanges(
        before=before,
        after=after,
        added=tuple(row for row in rows if row.before.capability not in old),
        removed=tuple(row for row in rows if row.after.capability not in new),
        changed=changed,
        same=len(in_both) - len(changed),
    )
