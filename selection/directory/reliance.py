"""Which records rely on which facts: a table that `adr` fills, for nothing here knows records."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models, transaction

from aruntime.teams.models import Team, User


class RelianceQuerySet(models.QuerySet["Reliance"]):
    def visible_to(self, user: object) -> "RelianceQuerySet":
        """Those of the teams of `user`; none for a person who is not signed in."""
        if not isinstance(user, User):
            return self.none()
        return self.filter(team__memberships__user=user)


class Reliance(models.Model):
    """One record relies on a component, or on one claim of it. The words are the record's own."""

    record_key = models.CharField(max_length=80)  # the same for all rows of one record
    record_url = models.CharField(max_length=300)
    record_title = models.CharField(max_length=300)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    accepted = models.BooleanField(default=False)
    component = models.SlugField(max_length=80)
    version = models.CharField(max_length=80, blank=True)
    capability = models.CharField(max_length=120, blank=True)  # empty: the component as a whole

    objects = RelianceQuerySet.as_manager()

    class Meta:
        ordering = ["record_title", "record_key", "capability"]
        constraints = [
            models.UniqueConstraint(
                fields=["record_key", "component", "version", "capability"],
                name="reliance_is_unique",
            ),
        ]
        indexes = [models.Index(fields=["component", "capability"], name="reliance_by_claim")]

    def __str__(self) -> str:
        return f"{self.record_title}: {self.component} {self.version} {self.capability}".strip()


@dataclass(frozen=True)
class RelianceRow:
    """What a record relies on. Without a capability, it is the component as a whole."""

    component: str
    version: str = ""
    capability: str = ""


@dataclass(frozen=True)
class RelyingRecord:
    """A record, as others may name it; `key` stays the same for as long as the record exists."""

    key: str
    url: str
    title: str
    team: Team
    accepted: bool


@transaction.atomic
def replace_reliances(record: RelyingRecord, rows: Iterable[RelianceRow]) -> None:
    """Make `rows` all that the record relies on; with none, it relies on nothing here."""
    Reliance.objects.filter(record_key=record.key).delete()
    Reliance.objects.bulk_create(
        Reliance(
            record_key=record.key,
            record_url=record.url,
            record_title=record.title,
            team=record.team,
            accepted=record.accepted,
            component=row.component,
            version=row.version,
            capability=row.capability,
        )
        for row in dict.fromkeys(rows)
    )
