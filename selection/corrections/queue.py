"""The queue of corrections, and how many accepted records rest on what each is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from selection.corrections.models import Correction, CorrectionQuerySet, TargetKind
from selection.corrections.targets import split_claim_key
from selection.directory.reliance import Reliance


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
    """Return for each correction, by its key, how many accepted records rest on its target."""
    places = {correction.pk: _place_of(correction) for correction in corrections}
    components = {component for component, _ in places.values() if component}
    on_claims = _count_by("component", "capability", components=components)
    on_components = _count_by("component", components=components)
    return {
        pk: on_claims.get((component, capability), 0)
        if capability
        else on_components.get((component,), 0)
        for pk, (component, capability) in places.items()
    }


def _count_by(*fields: str, components: set[str]) -> dict[tuple[str, ...], int]:
    rows = (
        Reliance.objects.filter(accepted=True, component__in=components)
        .order_by()
        .values_list(*fields)
        .annotate(records=Count("record_key", distinct=True))
    )
    return {row[:-1]: row[-1] for row in rows}


def _place_of(correction: Correction) -> tuple[str, str]:
    """Return component and capability; empty where the target has none."""
    if correction.target_kind == TargetKind.COMPONENT:
        return correction.target_key, ""
    parts = split_claim_key(correction.target_key) if correction.is_about_claim else None
    return (parts[0], parts[2]) if parts else ("", "")


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
