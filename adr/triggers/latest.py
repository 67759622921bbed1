"""The last observation of each metric and value of a team."""

from collections.abc import Iterable

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from adr.triggers.matching import Verdict, judge
from adr.triggers.models import Observation, Watch
from aruntime.teams.models import Team


def last_observations(team: Team, names: Iterable[str]) -> list[Observation]:
    """Return the newest observation of each name at each percentile, in one query."""
    wanted = set(names)
    if not wanted:
        return []
    newest_first = [F("observed_at").desc(), F("pk").desc()]
    row = Window(RowNumber(), partition_by=["name_key", "percentile"], order_by=newest_first)
    named = Observation.objects.filter(team=team, name_key__in=wanted).annotate(row=row)
    return list(named.filter(row=1))


def last_seen(watch: Watch, observations: Iterable[Observation]) -> Observation | None:
    """Return the one of these observations that can be held against the watch, if there is one."""
    held = {Verdict.BROKEN, Verdict.KEPT}
    condition = watch.condition
    named = (o for o in observations if condition.name and o.name_key == condition.name)
    fitting = [o for o in named if judge(condition, o.observed) in held]
    return max(fitting, key=lambda o: (o.observed_at, o.pk), default=None)
