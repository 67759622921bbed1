"""How an observation stands to all that is watched under its name, before it is kept or after."""

from collections.abc import Iterable
from dataclasses import dataclass

from adr.records.models import Record
from adr.records.page import record_url
from adr.triggers.bounds import parse_bound
from adr.triggers.matching import Observed, Verdict, amount_of, judge
from adr.triggers.models import FiredTrigger, Watch
from aruntime.teams.models import Team

MOST_LISTED = 50
NOT_HELD = {
    Verdict.OTHER_PERCENTILE: "measured at another percentile",
    Verdict.OTHER_UNIT: "measured in another kind of unit",
    Verdict.NO_NUMBER: "not a number",
}


Remarked = tuple[Watch, str]


@dataclass(frozen=True)
class Held:
    """One trigger of an accepted record, and how the observation stands to it."""

    record: str
    url: str
    words: str
    bound: str
    remark: str


@dataclass(frozen=True)
class Group:
    """Triggers to which an observation stands alike; the first of them, and how many there are.

    Those that it would fire stand below the heading of the whole.
    """

    heading: str
    held: tuple[Held, ...]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.held)


@dataclass(frozen=True)
class Outlook:
    groups: tuple[Group, ...]
    fires: int


def outlook(team: Team, observed: Observed, *, is_kept: bool = False) -> Outlook:
    """Return what an observation fires, or has fired, and what it leaves as it is."""
    watches = list(Watch.objects.on_observations(team, [observed.name]))
    is_open = _open_conditions(team)
    fires: list[Remarked] = []
    known: list[Remarked] = []
    kept: list[Remarked] = []
    unheld: list[Remarked] = []
    for watch in watches:
        verdict = judge(watch.condition, observed)
        if verdict is Verdict.BROKEN:
            group = known if (watch.record_id, watch.key) in is_open else fires
            group.append((watch, _distance(watch, observed)))
        elif verdict is Verdict.KEPT:
            kept.append((watch, _distance(watch, observed)))
        else:
            unheld.append((watch, NOT_HELD[verdict]))
    lists = (
        ("", [] if is_kept else fires),
        ("Open until a review", known),
        ("Outside, and closed by a review", fires if is_kept else []),
        ("Inside the bound, or the same", kept),
        ("Not comparable", unheld),
    )
    return Outlook(
        groups=tuple(_group(heading, found) for heading, found in lists if found),
        fires=0 if is_kept else len(fires),
    )


def _open_conditions(team: Team) -> set[tuple[int, str]]:
    is_open = FiredTrigger.objects.filter(
        team=team, closed_at__isnull=True, observation__isnull=False
    )
    return set(is_open.order_by().values_list("record_id", "watch_key"))


def _group(heading: str, found: list[Remarked]) -> Group:
    listed = found[:MOST_LISTED]
    records = _records(watch for watch, _remark in listed)
    held = tuple(
        Held(
            record=str(records[watch.record_id]),
            url=record_url(records[watch.record_id]),
            words=watch.words,
            bound=watch.bound,
            remark=remark,
        )
        for watch, remark in listed
    )
    return Group(heading, held, len(found))


def _records(watches: Iterable[Watch]) -> dict[int, Record]:
    keys = {watch.record_id for watch in watches}
    return {r.pk: r for r in Record.objects.select_related("team").filter(pk__in=keys)}


def _distance(watch: Watch, observed: Observed) -> str:
    amount = amount_of(observed)
    if watch.kind != "workload" or amount is None:
        return ""
    return parse_bound(watch.bound).distance(amount, observed.unit)
