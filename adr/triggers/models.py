"""What records watch, what people and scripts observed, and which triggers have fired.

The rows of a record's own triggers are written anew on each save. What is stored here names a
trigger by its words, and by a key that is made from what it waits for.
"""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from adr.records.models import Record, RevisitTrigger, Status
from adr.triggers.conditions import Condition, Origin, Sense
from adr.triggers.matching import Observed
from aruntime.teams.models import Team
from selection.public import DirectoryEdition

KINDS = RevisitTrigger.Kind.choices


class WatchQuerySet(models.QuerySet["Watch"]):
    def on_observations(self, team: Team, names: Iterable[str]) -> "WatchQuerySet":
        """The watches of the team's accepted records on values of these names."""
        return self.filter(team=team, name__in=names, is_armed=True)

    def on_fact(self, component: str, capability: str) -> "WatchQuerySet":
        """The watches of accepted records on a claim, or on the component as a whole."""
        return self.filter(is_armed=True, component=component, capability__in={"", capability})


class Watch(models.Model):
    """One condition of a record, with the facts as they stood when it began to watch.

    That of an accepted record is armed: it fires. That of a draft or a proposed record only tells
    what has changed below it. A record of any other status has none.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="watches")
    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, choices=KINDS)
    words = models.CharField(max_length=300)
    origin = models.CharField(max_length=12, choices=[(o.value, o.value) for o in Origin])
    name = models.CharField(max_length=120, blank=True)  # of a metric or a value, in lower case
    bound = models.CharField(max_length=120, blank=True)
    component = models.SlugField(max_length=80, blank=True)
    version = models.CharField(max_length=80, blank=True)
    capability = models.CharField(max_length=120, blank=True)
    sense = models.CharField(max_length=24, choices=[(s.value, s.value) for s in Sense])
    is_armed = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)
    # The reference facts that the record stands on; none where none were loaded.
    edition = models.ForeignKey(
        DirectoryEdition, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects = WatchQuerySet.as_manager()

    class Meta:
        ordering = ["record", "pk"]
        verbose_name_plural = "watches"
        constraints = [
            models.UniqueConstraint(fields=["record", "key"], name="watch_is_unique"),
        ]
        indexes = [
            models.Index(fields=["team", "name"], name="watch_by_name"),
            models.Index(fields=["component", "capability"], name="watch_by_fact"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def condition(self) -> Condition:
        return Condition(
            kind=self.kind,
            words=self.words,
            origin=Origin(self.origin),
            name=self.name,
            bound=self.bound,
            component=self.component,
            version=self.version,
            capability=self.capability,
            sense=Sense(self.sense),
        )


class Observation(models.Model):
    """A value of a metric, a model or hardware that somebody saw; it is never changed."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="observations")
    # The same for the same name, value and time, however the unit is written.
    key = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)
    percentile = models.CharField(max_length=8, blank=True)
    value = models.CharField(max_length=120)
    unit = models.CharField(max_length=40, blank=True)
    observed_at = models.DateTimeField()
    source = models.CharField(max_length=500, blank=True)
    note = models.TextField(blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    reported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-observed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["team", "key"], name="observation_is_unique"),
        ]
        indexes = [
            models.Index(fields=["team", "-observed_at", "-id"], name="observation_by_time"),
            models.Index(
                fields=["team", "name_key", "percentile", "-observed_at"],
                name="observation_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}{f' {self.percentile}' if self.percentile else ''}: {self.quantity}"

    @property
    def quantity(self) -> str:
        return f"{self.value} {self.unit}".strip()

    @property
    def source_url(self) -> str:
        """The source where it is an address."""
        return self.source if self.source.startswith(("https://", "http://")) else ""

    @property
    def observed(self) -> Observed:
        return Observed(self.name_key, self.value, self.unit, self.percentile, self.observed_at)


class FiredTriggerQuerySet(models.QuerySet["FiredTrigger"]):
    def open(self) -> "FiredTriggerQuerySet":
        """Those that make a record due: of an accepted record, and not closed by a review."""
        return self.filter(closed_at__isnull=True, record__status=Status.ACCEPTED)


class FiredTrigger(models.Model):
    """A trigger that fired, with what changed; open until a review of the record closes it.

    One condition is open at most once, and one cause fires it at most once.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="fired_triggers")
    key = models.CharField(max_length=64)
    watch_key = models.CharField(max_length=64)
    kind = models.CharField(max_length=12, choices=KINDS)
    words = models.CharField(max_length=300)
    before = models.TextField()
    after = models.TextField()
    since = models.DateTimeField("since when it is so")
    source = models.CharField(max_length=500, blank=True)
    observation = models.ForeignKey(
        Observation, on_delete=models.PROTECT, related_name="fired_triggers", null=True
    )
    # The changed fact by its keys: component, kind, version, capability, correction.
    change: models.JSONField = models.JSONField(null=True)
    fired_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    outcome = models.CharField("outcome of the review", max_length=40, blank=True)

    objects = FiredTriggerQuerySet.as_manager()

    class Meta:
        ordering = ["-fired_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "key"], name="cause_fires_once"),
            models.UniqueConstraint(
                fields=["record", "watch_key"],
                condition=Q(closed_at__isnull=True),
                name="condition_is_open_once",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="")
                | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="fired_trigger_is_closed_by_an_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["team", "closed_at", "-fired_at"], name="fired_of_team"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def source_url(self) -> str:
        """The source where it is an address; a person may have named anything."""
        return self.source if self.source.startswith(("https://", "http://")) else ""
