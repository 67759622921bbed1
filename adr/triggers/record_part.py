"""What the page of a record shows of its triggers: what has fired, and what is watched."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import localtime

from adr.records.content import RecordContent, TriggerRow
from adr.records.models import Record, RevisitTrigger, Status
from adr.triggers.arming import WATCHING
from adr.triggers.basis import BasisChange, changes_in_basis
from adr.triggers.bounds import parse_bound, split_percentile
from adr.triggers.conditions import Origin, reason_it_cannot_fire
from adr.triggers.latest import last_observations, last_seen
from adr.triggers.matching import amount_of, breaks
from adr.triggers.models import FiredTrigger, Observation, Watch
from aruntime.teams.models import Membership, Role


@dataclass(frozen=True)
class WatchedTrigger:
    """One revisit trigger: what it waits for, what was seen last, and how that stands to it."""

    kind: str
    words: str
    bound: str
    last: Observation | None
    state: str
    tone: str
    remark: str
    report: str  # where it can be reported, empty where there is nothing to report


@dataclass(frozen=True)
class TriggersPart:
    """`claims` and `alternatives` count what is watched without a trigger of its own."""

    fired: tuple[FiredTrigger, ...]
    closed: tuple[FiredTrigger, ...]
    basis: tuple[BasisChange, ...]
    watched: tuple[WatchedTrigger, ...]
    claims: int
    alternatives: int
    is_watching: bool
    is_armed: bool
    names: tuple[str, ...]

    @property
    def is_shown(self) -> bool:
        return bool(self.watched or self.claims or self.alternatives or self.closed)


def may_report_on(record: Record, membership: Membership) -> bool:
    """Tell whether the page of a record offers the form: only an accepted one can become due."""
    return record.status == Status.ACCEPTED and membership.may_act_as(Role.AUTHOR)


def triggers_part(record: Record, content: RecordContent) -> TriggersPart:
    """Return the part of a record's page; the number of queries is constant."""
    watches = list(record.watches.all())
    related = ("observation__team", "closed_by")
    fired = list(record.fired_triggers.select_related(*related))
    is_open = [trigger for trigger in fired if trigger.closed_at is None]
    basis = changes_in_basis(record)
    observations = last_observations(record.team, {w.name for w in watches if w.name})
    changed = {change.words for change in basis} | {trigger.words for trigger in is_open}
    origins = [watch.origin for watch in watches]
    return TriggersPart(
        fired=tuple(is_open),
        closed=tuple(trigger for trigger in fired if trigger.closed_at),
        basis=basis,
        watched=tuple(
            _watched(row, watches, observations, changed, record) for row in content.triggers
        ),
        claims=origins.count(Origin.GATE.value),
        alternatives=origins.count(Origin.ALTERNATIVE.value),
        is_watching=record.status in WATCHING,
        is_armed=record.status == Status.ACCEPTED,
        names=tuple(dict.fromkeys(row.metric for row in content.triggers if row.metric)),
    )


def _watched(
    row: TriggerRow,
    watches: Iterable[Watch],
    observations: list[Observation],
    changed: set[str],
    record: Record,
) -> WatchedTrigger:
    own = [w for w in watches if (w.origin, w.words) == (Origin.TRIGGER, row.text)]
    seen = next((s for watch in own if (s := last_seen(watch, observations))), None)
    state, tone, remark = _state(row, own, seen)
    if own and {row.text, row.text.rstrip(".")} & changed:
        state, tone = ("Fired", "bad") if record.status == Status.ACCEPTED else ("Changed", "warn")
    return WatchedTrigger(
        kind=str(RevisitTrigger.Kind(row.kind).label),
        words=row.text,
        bound=row.bound,
        last=seen,
        state=state,
        tone=tone,
        remark=remark,
        report=_report(row, own, record),
    )


def _state(row: TriggerRow, own: list[Watch], seen: Observation | None) -> tuple[str, str, str]:
    """Return a word, its tone, and what is to be said beside it."""
    if reason := reason_it_cannot_fire(row):
        return "Cannot fire", "warn", f"{reason[0].upper()}{reason[1:]}."
    if not own:
        return "Not watched", "quiet", ""
    if row.kind == "capability":
        return "No change", "good", f"Since {_day(own[0])}"
    if seen is None:
        return "Not observed yet", "quiet", ""
    if breaks(own[0].condition, seen.observed):
        return "Outside", "warn", _distance(own[0], seen)
    return "Inside" if row.kind == "workload" else "The same", "good", _distance(own[0], seen)


def _distance(watch: Watch, seen: Observation) -> str:
    amount = amount_of(seen.observed)
    if watch.kind != "workload" or amount is None:
        return ""
    distance = parse_bound(watch.bound).distance(amount, seen.unit)
    return f"{distance[0].upper()}{distance[1:]}"


def _report(row: TriggerRow, own: list[Watch], record: Record) -> str:
    """Return where an observation is reported, with what is known of it filled in."""
    if not own or row.kind == "capability":
        return ""
    bound = parse_bound(own[0].bound) if row.kind == "workload" else None
    values = {
        "name": split_percentile(row.metric)[0],
        "unit": bound.unit if bound else "",
        "percentile": bound.percentile if bound else "",
        "record": str(record.number),
    }
    asked = urlencode({name: value for name, value in values.items() if value})
    return f"{reverse('adr:observation_new', args=[record.team.slug])}?{asked}"


def _day(watch: Watch) -> str:
    return date_format(localtime(watch.since), "j F Y")
