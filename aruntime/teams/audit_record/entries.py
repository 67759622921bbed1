"""Which entries of a team's audit record a page or a file shows."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from aruntime.teams.models import AuditEntry, Team, User

NOBODY = "-"  # no user name is a single hyphen by itself


def filter_entries(team: Team, filters: Mapping[str, Any]) -> QuerySet[AuditEntry]:
    """Return what the filters leave of the team's record, newest first.

    `person` is a user name or NOBODY, `deed` a deed or the noun that it begins with, `since` and
    `until` the first and the last day.
    """
    entries = AuditEntry.objects.filter(team=team).select_related("by").order_by("-pk")
    if person := filters.get("person"):
        by: dict[str, Any] = {"by": None} if person == NOBODY else {"by__username": person}
        entries = entries.filter(**by)
    if deed := filters.get("deed"):
        whole = "." in deed
        entries = (
            entries.filter(deed=deed) if whole else entries.filter(deed__startswith=f"{deed}.")
        )
    if since := filters.get("since"):
        entries = entries.filter(at__gte=start_of(since))
    if until := filters.get("until"):
        entries = entries.filter(at__lt=start_of(until + timedelta(days=1)))
    return entries


def start_of(day: date) -> datetime:
    """Return the first moment of a day in the time zone of the installation."""
    return timezone.make_aware(datetime.combine(day, time.min))


def people_in(team: Team) -> list[User]:
    """Return everybody who did something in the team, by user name."""
    doers = AuditEntry.objects.filter(team=team).order_by().values("by").distinct()
    return list(User.objects.filter(pk__in=doers).order_by("username"))


def deeds_in(team: Team) -> list[str]:
    """Return every deed that the record of the team holds, sorted."""
    deeds = AuditEntry.objects.filter(team=team).order_by().values_list("deed", flat=True)
    return sorted(deeds.distinct())


def in_words(key: str) -> str:
    """Return a deed, or the name of a detail, as people read it: `role.changed`, Role changed."""
    words = key.replace(".", " ").replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
