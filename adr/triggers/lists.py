"""The lists of a team: what has fired, and what was observed."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, QuerySet, Subquery

from adr.triggers.models import FiredTrigger, Observation, Watch
from aruntime.teams.models import Team

PAGE_LENGTH = 50
LAST = 10


def fired_triggers(team: Team, filters: Mapping[str, Any], *, page: str) -> Page:
    """Return one page of what has fired in the team, the newest first."""
    found = FiredTrigger.objects.filter(team=team)
    state = filters.get("state")
    if not state:
        found = found.open()
    elif state == "closed":
        found = found.filter(closed_at__isnull=False)
    if kind := filters.get("kind"):
        found = found.filter(kind=kind)
    if owner := filters.get("owner"):
        found = found.filter(record__owner__username=owner)
    related = found.select_related("record__team", "record__owner", "observation", "closed_by")
    return Paginator(related, PAGE_LENGTH).get_page(page)


def observations(team: Team, filters: Mapping[str, Any], *, page: str) -> Page:
    """Return one page of what was observed in the team, the newest first."""
    found = Observation.objects.filter(team=team)
    if name := filters.get("name"):
        found = found.filter(name_key=name)
    if filters.get("fired"):
        found = found.filter(pk__in=_that_fired(team))
    return Paginator(with_fired(found), PAGE_LENGTH).get_page(page)


def newest_observations(team: Team) -> list[Observation]:
    return list(with_fired(Observation.objects.filter(team=team))[:LAST])


def with_fired(found: QuerySet[Observation]) -> QuerySet[Observation]:
    """Let each observation tell by `fired_count` how many triggers it fired."""
    fired = FiredTrigger.objects.filter(observation=OuterRef("pk")).order_by()
    count = fired.values("observation").annotate(count=Count("pk")).values("count")
    return found.select_related("reported_by").annotate(fired_count=Subquery(count))


def watched_names(team: Team) -> list[str]:
    """Return the names under which accepted records of the team wait for a report."""
    watches = Watch.objects.filter(team=team, is_armed=True).exclude(name="")
    return sorted(watches.order_by().values_list("name", flat=True).distinct())


def _that_fired(team: Team) -> QuerySet:
    fired = FiredTrigger.objects.filter(team=team, observation__isnull=False)
    return fired.order_by().values("observation")
