"""The queue of corrections, and how many accepted records rest on what each is about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.utils import timezone

from selection.corrections.models import Correction, CorrectionQuerySet, TargetKind
from selection.corrections.targets import split_claim_key
from selection.directory.reliance import Reliance, RelianceRow


@dataclass(frozen=True)
class QueueRow:
    """One correction, and the number of accepted records that rest on its target."""

    correction: Correction
    records: int


def list_queue(filters: Mapping[str, Any]) -> list[QueueRow]:
    """Return the corrections that `filters`, the values of a QueueForm, ask for, in their order."""
    corrections = list(_filtered(filters))
    counts = count_records(corrections)
    rows = [QueueRow(correction, counts[correction.pk]) for correction in corrections]
    match filters.get("order"):
        case "oldest":
            return rows
        case "newest":
            return rows[::-1]
    return sorted(rows, key=lambda row: -row.records)  # Of equal numbers the oldest stays first.


def count_records(corrections: Iterable[Correction]) -> dict[int, int]:
    """Return for each correction, by its key, how many accepted records rest on its target.

    A record rests on a claim where it names the same version, or whatever the version is.
    """
    places = {correction.pk: _place_of(correction) for correction in corrections}
    rows = Reliance.objects.filter(
        accepted=True, component__in={place.component for place in places.values()}
    )
    records: defaultdict[RelianceRow, set[str]] = defaultdict(set)
    for component, version, capability, record in rows.values_list(
        "component", "version", "capability", "record_key"
    ):
        records[RelianceRow(component, version, capability)].add(record)
        records[RelianceRow(component)].add(record)
    return {
        pk: len(records[place] | records[replace(place, version="")])
        for pk, place in places.items()
    }


def _place_of(correction: Correction) -> RelianceRow:
    """Return what the correction is about, as records rely on it; empty where none can."""
    if correction.target_kind == TargetKind.COMPONENT:
        return RelianceRow(correction.target_key)
    parts = split_claim_key(correction.target_key) if correction.is_about_claim else None
    return RelianceRow(*parts) if parts else RelianceRow("")


def _filtered(filters: Mapping[str, Any]) -> CorrectionQuerySet:
    corrections = Correction.objects.all()
    state = filters.get("state")
    if not state:
        corrections = corrections.open()
    elif state != "all":
        corrections = corrections.filter(state=state)
    if filters.get("about"):
        corrections = corrections.filter(target_kind=filters["about"])
    if filters.get("older_than"):
        oldest = timezone.now() - timedelta(days=filters["older_than"])
        corrections = corrections.filter(created_at__lt=oldest)
    return corrections
