"""Somebody reports an observation: it is kept once, and fires what it breaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from adr.records.page import record_url
from adr.triggers.firing import Cause, cause_key, fire
from adr.triggers.matching import breaks
from adr.triggers.models import FiredTrigger, Observation, Watch, WatchQuerySet
from adr.triggers.reports import CheckedReport, Report, check_report, watched_name
from aruntime.teams.audit import note_deed
from aruntime.teams.models import Team, User


@dataclass(frozen=True)
class FiredWords:
    """A trigger that an observation fired, in words."""

    record: int
    title: str
    url: str
    words: str
    before: str
    after: str


@dataclass(frozen=True)
class ReportedObservation:
    """What came of a report. `is_new` is false where the same was reported before."""

    id: int
    name: str
    percentile: str
    value: str
    unit: str
    observed_at: datetime
    source: str
    note: str
    reported_at: datetime
    url: str
    is_new: bool
    fired: tuple[FiredWords, ...]


def report_observation(
    *,
    team: Team,
    by: User | None,
    name: str,
    value: str | int | float | Decimal,
    observed_at: datetime,
    unit: str = "",
    percentile: str = "",
    source: str = "",
    note: str = "",
) -> ReportedObservation:
    """Keep an observation and fire the triggers of accepted records that it breaks.

    The percentile may stand in the name instead, as in `TTFT p95`. A report of the same name,
    value and time is the same observation: nothing fires again. Raises BadReportError, whose
    `errors` say by field how to mend the report. Whether `by` may write is asked before.
    """
    report = Report(name, value, observed_at, unit, percentile, source, note)
    with transaction.atomic():
        observation, is_new = keep_observation(team, report, by=by)
    return _describe(observation, is_new=is_new)


@transaction.atomic
def keep_observation(team: Team, report: Report, *, by: User | None) -> tuple[Observation, bool]:
    """Store a report once and fire what it breaks; return it, and whether it is new."""
    watches = list(watches_on(team, report))
    checked = check_report(report, watches, now=timezone.now())
    observation, is_new = _store(team, checked, by=by)
    if is_new:
        note_deed(
            team,
            by=by,
            deed="observation.reported",
            subject=str(observation),
            url=observation_url(observation, team),
        )
        fire(causes_of(observation, watches))
    return observation, is_new


def watches_on(team: Team, report: Report) -> WatchQuerySet:
    """The watches of accepted records on what the report names."""
    return Watch.objects.on_observations(team, [watched_name(report.name)])


def causes_of(observation: Observation, watches: Iterable[Watch]) -> list[Cause]:
    """Return why the watches fire that the observation breaks."""
    at = f" at {observation.percentile}" if observation.percentile else ""
    return [
        Cause(
            watch=watch,
            key=cause_key(watch.key, observation.key),
            before=watch.bound,
            after=f"{observation.quantity}{at}",
            since=observation.observed_at,
            source=observation.source,
            observation=observation,
        )
        for watch in watches
        if breaks(watch.condition, observation.observed)
    ]


def observation_url(observation: Observation, team: Team) -> str:
    return reverse("adr:observation", args=[team.slug, observation.pk])


def _store(team: Team, checked: CheckedReport, *, by: User | None) -> tuple[Observation, bool]:
    observed = checked.observed
    return Observation.objects.get_or_create(
        team=team,
        key=checked.key,
        defaults={
            "name": checked.name,
            "name_key": observed.name,
            "percentile": observed.percentile,
            "value": observed.value,
            "unit": observed.unit,
            "observed_at": observed.observed_at,
            "source": checked.source,
            "note": checked.note,
            "reported_by": by,
        },
    )


def _describe(observation: Observation, *, is_new: bool) -> ReportedObservation:
    fired = FiredTrigger.objects.filter(observation=observation).select_related("record__team")
    return ReportedObservation(
        id=observation.pk,
        name=observation.name,
        percentile=observation.percentile,
        value=observation.value,
        unit=observation.unit,
        observed_at=observation.observed_at,
        source=observation.source,
        note=observation.note,
        reported_at=observation.reported_at,
        url=observation_url(observation, observation.team),
        is_new=is_new,
        fired=tuple(
            FiredWords(
                record=trigger.record.number,
                title=trigger.record.title,
                url=record_url(trigger.record),
                words=trigger.words,
                before=trigger.before,
                after=trigger.after,
            )
            for trigger in fired.order_by("record__number", "pk")
        ),
    )
