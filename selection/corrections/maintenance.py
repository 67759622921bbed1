"""The maintenance record: what was changed, declined or loaded, and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from selection.corrections.models import (
    Correction,
    CorrectionState,
    MaintenanceEntry,
    TargetKind,
)
from selection.corrections.targets import split_claim_key
from selection.directory.models import ClaimStatus, Release

LABELS = {
    "status": "Status",
    "note": "Note",
    "since": "Since",
    "source_url": "Source",
    "source_title": "Part of the source",
    "text": "Text",
}


@dataclass(frozen=True)
class Change:
    """One value that changed, in words."""

    label: str
    before: str
    after: str


def record_releases_loaded(releases: Iterable[Release]) -> None:
    """Add an entry for each release that the directory did not know before; the last is newest.

    Their components, sources and claims are read; load them with the releases.
    """
    MaintenanceEntry.objects.bulk_create(map(_release_loaded, releases))


def _release_loaded(release: Release) -> MaintenanceEntry:
    component, claims = release.component, len(release.claims.all())
    with_claims = f"with {claims} claim{'' if claims == 1 else 's'}" if claims else "without claims"
    return MaintenanceEntry(
        kind=MaintenanceEntry.Kind.RELEASE_LOADED,
        target_kind=TargetKind.COMPONENT,
        target_key=component.slug,
        target_title=component.name,
        component=component.slug,
        what=f"Release {release.version} was loaded {with_claims}.",
        source_url=release.source.url,
        source_title=release.source.title,
    )


def record_decision(
    correction: Correction,
    *,
    before: Mapping[str, str] | None = None,
    after: Mapping[str, str] | None = None,
    source: tuple[str, str] = ("", ""),
) -> MaintenanceEntry:
    """Add the entry for a decided correction.

    Of a declined one it shows neither the text nor the source nor the name that the sender gave:
    nobody has vouched for them.
    """
    is_declined = correction.state == CorrectionState.DECLINED
    return MaintenanceEntry.objects.create(
        kind=MaintenanceEntry.Kind(correction.state),
        target_kind=correction.target_kind,
        target_key=correction.target_key,
        target_title=correction.target_title,
        component=_component_of(correction),
        what=correction.reason,
        before=dict(before or {}),
        after=dict(after or {}),
        source_url=source[0],
        source_title=source[1],
        reported_by="" if is_declined else correction.sender_name,
        by=correction.decided_by,
        correction=correction,
    )


def changes_of(entry: MaintenanceEntry) -> list[Change]:
    """Return the values that differ before and after, in the words that pages show."""
    return [
        Change(label, _in_words(name, entry.before), _in_words(name, entry.after))
        for name, label in LABELS.items()
        if entry.before.get(name, "") != entry.after.get(name, "")
    ]


def _in_words(name: str, values: Mapping[str, str]) -> str:
    value = values.get(name, "")
    if name == "status" and value in ClaimStatus.values:
        return ClaimStatus(value).label
    return value


def _component_of(correction: Correction) -> str:
    if correction.target_kind == TargetKind.COMPONENT:
        return correction.target_key
    parts = split_claim_key(correction.target_key) if correction.is_about_claim else None
    return parts[0] if parts else ""
