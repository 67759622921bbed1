"""What changed between two states of a component, as `selection.signals` describes it."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from selection.directory.revisions import ClaimState, state_of_facts
from selection.engine.knowledge import Component, Release
from selection.signals import FactChange, FactChangeKind


def changes_between(
    before: Component, after: Component | None, *, at: datetime
) -> tuple[FactChange, ...]:
    """Return what can wake a decision; `after` is None where the component is gone."""
    if after is None:
        return (_status_change(before, None, at),)
    changes = [*_new_releases(before, after, at), *_changed_claims(before, after, at)]
    if before.project_status != after.project_status:
        changes.insert(0, _status_change(before, after, at))
    return tuple(changes)


def claim_change(
    component: str,
    capability: str,
    *,
    before: tuple[str, ClaimState],
    after: tuple[str, ClaimState],
    at: datetime,
    correction: int | None = None,
) -> FactChange:
    """Return the change of a claim; both sides are a version and what was claimed of it."""
    version, state = after
    return FactChange(
        component=component,
        kind=FactChangeKind.CLAIM_CHANGED,
        version=version,
        capability=capability,
        before={"version": before[0], **asdict(before[1])},
        after={"version": version, **asdict(state)},
        source_url=state.source_url,
        at=at,
        correction=correction,
    )


def newest_with_claims(component: Component) -> Release | None:
    return next((release for release in component.releases if release.claims), None)


def _status_change(before: Component, after: Component | None, at: datetime) -> FactChange:
    return FactChange(
        component=before.slug,
        kind=FactChangeKind.STATUS_CHANGED,
        before={"project_status": before.project_status},
        after={"project_status": after.project_status if after else ""},
        source_url=after.status_source if after else "",
        at=at,
    )


def _new_releases(before: Component, after: Component, at: datetime) -> Iterator[FactChange]:
    known = {release.version for release in before.releases}
    for release in after.releases:
        if release.version not in known:
            yield FactChange(
                component=after.slug,
                kind=FactChangeKind.NEW_RELEASE,
                version=release.version,
                before=_newest(before),
                after=_newest(after),
                source_url=release.source_url,
                at=at,
            )


def _newest(component: Component) -> dict[str, str]:
    newest = component.releases[0] if component.releases else Release(version="")
    return {"newest": newest.version, "released": newest.released}


def _changed_claims(before: Component, after: Component, at: datetime) -> Iterator[FactChange]:
    """Hold each release that both know against itself, and the newest claims against the last."""
    last, newest = newest_with_claims(before), newest_with_claims(after)
    known = {release.version: release for release in before.releases}
    for release in after.releases:
        earlier = known.get(release.version)
        if release == newest and (last is None or release.version != last.version):
            earlier = last or earlier or Release(version="")
        if earlier:
            yield from _differing_claims(after.slug, earlier, release, at)


def _differing_claims(
    slug: str, before: Release, after: Release, at: datetime
) -> Iterator[FactChange]:
    old, new = _states(before), _states(after)
    for capability in sorted(old | new):
        was, says = old.get(capability, ClaimState()), new.get(capability, ClaimState())
        if was != says:
            yield claim_change(
                slug, capability, before=(before.version, was), after=(after.version, says), at=at
            )


def _states(release: Release) -> dict[str, ClaimState]:
    return {claim.capability: state_of_facts(claim) for claim in release.claims}
