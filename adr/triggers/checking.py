"""Every accepted record held against the facts and observations of now, for what nobody heard."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from adr.records.models import (
    Alternative,
    Record,
    RecordGate,
    RevisitTrigger,
    Status,
)
from adr.records.reading import content_of
from adr.triggers.arming import WATCHING, keep_watch
from adr.triggers.firing import fire
from adr.triggers.models import FiredTrigger, Observation, Watch
from adr.triggers.observing import causes_of
from adr.triggers.waking import causes_of_change
from selection.public import DirectoryEdition, changes_since


@dataclass(frozen=True)
class Checked:
    """What a check found: records that began to watch, and triggers that fired only now."""

    records: int
    began: int
    fired: tuple[FiredTrigger, ...]


def check_triggers() -> Checked:
    """Fire what should have fired. A second run finds nothing more."""
    began = _begin_to_watch()
    fired = [*_check_facts(), *_check_observations()]
    accepted = Record.objects.filter(status=Status.ACCEPTED).count()
    return Checked(accepted, began, tuple(fired))


def _begin_to_watch() -> int:
    """Let those records watch that came here on another way than by a step of their life."""
    parts = Q(Exists(RevisitTrigger.objects.filter(record=OuterRef("pk"))))
    parts |= Q(Exists(RecordGate.objects.filter(record=OuterRef("pk"))))
    parts |= Q(Exists(Alternative.objects.filter(record=OuterRef("pk")).exclude(component="")))
    watches = Watch.objects.filter(record=OuterRef("pk"))
    unwatched = Q(status__in=WATCHING) & ~Q(Exists(watches))
    unarmed = Q(status=Status.ACCEPTED) & ~Q(Exists(watches.filter(is_armed=True)))
    records = Record.objects.filter(parts, unwatched | unarmed)
    began = 0
    for record in records.select_related("team", "result"):
        keep_watch(record, content_of(record))
        began += record.watches.exists()
    return began


def _check_facts() -> Iterator[FiredTrigger]:
    """Hold what was known when each record began to watch against the facts of today."""
    armed = Watch.objects.filter(is_armed=True).exclude(component="").order_by()
    editions = DirectoryEdition.objects.filter(pk__in=armed.values("edition")).defer("content")
    for edition in editions:
        for change in changes_since(edition):
            watches = Watch.objects.on_fact(change.component, change.capability)
            yield from fire(causes_of_change(change, watches.filter(edition=edition)))


def _check_observations() -> Iterator[FiredTrigger]:
    """Hold what was reported since each record began to watch against its bounds."""
    armed = Watch.objects.filter(is_armed=True).exclude(name="")
    by_name: dict[tuple[int, str], list[Watch]] = defaultdict(list)
    for watch in armed.order_by("pk"):
        by_name[watch.team_id, watch.name].append(watch)
    for (team, name), watches in by_name.items():
        since = min(watch.since for watch in watches)
        reported = Observation.objects.filter(
            team=team, name_key=name, reported_at__gte=since
        ).order_by("observed_at", "pk")
        for observation in reported.iterator(chunk_size=1000):
            later = [watch for watch in watches if watch.since <= observation.reported_at]
            yield from fire(causes_of(observation, later))
