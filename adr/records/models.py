"""Decision records: what a team decided, why, on which facts, and when to look again.

The text fields hold Markdown. What comes in rows (alternatives, consequences, sources …) is a
table of its own, ordered by `order`. `content.py` gathers all of it as plain data.
"""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from aruntime.teams.models import Team
from selection.public import Recommendation, StoredResult


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    PROPOSED = "proposed", "Proposed"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"
    SUPERSEDED = "superseded", "Superseded"
    DEPRECATED = "deprecated", "Deprecated"
    # Came from a file with no status, or with a word of its own, and nobody has chosen one yet.
    IMPORTED = "imported", "Imported, no status"


class NumberCounter(models.Model):
    """The last record number given in a team's library; numbers are never given twice."""

    team = models.OneToOneField(Team, on_delete=models.PROTECT, primary_key=True, related_name="+")
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.team}: {self.last}"


class Record(models.Model):
    """One architecture decision record of a team's library."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="records")
    number = models.PositiveIntegerField(editable=False)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="owned_records",
        null=True,
        blank=True,
    )
    consequence_level = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(3)]
    )
    tags = models.JSONField(default=list, blank=True)
    ticket = models.URLField(max_length=500, blank=True)

    context = models.TextField(blank=True)
    drivers = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    workload = models.TextField(blank=True)
    migration = models.TextField("migration and exit", blank=True)

    deciders = models.CharField(max_length=500, blank=True)
    consulted = models.CharField(max_length=500, blank=True)
    informed = models.CharField(max_length=500, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    in_force_from = models.DateField(null=True, blank=True)
    recorded_on = models.DateField(auto_now_add=True)
    review_date = models.DateField(null=True, blank=True, db_index=True)
    # The earliest open date of whatever kind, and its kind; only `adr/watch/dates.py` writes them.
    next_due_on = models.DateField(null=True, blank=True, editable=False)
    next_due_kind = models.CharField(max_length=12, blank=True, default="", editable=False)
    # Since when a revisit trigger has fired that no review has closed yet.
    fired_at = models.DateTimeField(null=True, blank=True, editable=False)

    result = models.ForeignKey(
        StoredResult, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="supersedes", null=True, blank=True
    )
    # The accepted record that becomes superseded when this one is accepted.
    successor_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="successors", null=True, blank=True
    )
    revision = models.PositiveIntegerField(default=1)
    # The one-time key of the form that made this record: a form sent twice makes one record.
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["team", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["team", "number"], name="record_number_is_unique"),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="record_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(consequence_level__isnull=True) | Q(consequence_level__lte=3),
                name="record_level_is_0_to_3",
            ),
        ]
        indexes = [
            models.Index(fields=["team", "status"], name="record_by_status"),
            models.Index(fields=["team", "next_due_on"], name="record_by_next_due"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @cached_property
    def recommendation(self) -> Recommendation | None:
        """What the record was drafted from, if it was."""
        return self.result.recommendation if self.result else None


class Part(models.Model):
    """What all rows of a record share."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="%(class)ss")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]


class ChosenComponent(Part):
    """Layer ownership: which component, at which version, owns what on which layer, and who
    answers for it. `component` is the directory's slug where it is in the directory."""

    layer = models.PositiveSmallIntegerField(validators=[MaxValueValidator(6)])
    category = models.SlugField(max_length=60, blank=True, db_index=True)
    component = models.SlugField(max_length=80, blank=True, db_index=True)
    name = models.CharField(max_length=120)
    version = models.CharField(max_length=80, blank=True)
    responsibility = models.CharField(max_length=300, blank=True)
    owner = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.version}".strip()


class Alternative(Part):
    """What was considered and not chosen, with the reason against it."""

    name = models.CharField(max_length=200)
    component = models.SlugField(max_length=80, blank=True, db_index=True)
    version = models.CharField(max_length=80, blank=True)
    reason = models.TextField("reason against it", blank=True)
    # The capabilities that it lacks; once it has one of them, the record is due.
    requirements = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.name


class Consequence(Part):
    class Kind(models.TextChoices):
        GOOD = "good", "Good"
        NEUTRAL = "neutral", "Neutral"
        BAD = "bad", "Bad"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"


class PinnedVersion(Part):
    """An exact version that the decision rests on: a model revision, a driver, an image."""

    name = models.CharField(max_length=120)
    version = models.CharField(max_length=120)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class RecordSource(Part):
    """What the decision relies on; a book or an inner document has no address."""

    url = models.URLField(max_length=500, blank=True)
    title = models.CharField(max_length=300)
    version = models.CharField(max_length=80, blank=True)
    checked = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class Assumption(Part):
    """What was taken for granted. Open until somebody has found out."""

    text = models.TextField()
    question = models.SlugField(max_length=60, blank=True)
    who_finds_out = models.CharField(max_length=120, blank=True)
    by_when = models.DateField(null=True, blank=True)
    outcome = models.TextField("what was found out", blank=True)

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return not self.outcome.strip()


class Risk(Part):
    text = models.TextField()
    mitigation = models.TextField("what is done about it", blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.text


class RecordGate(Part):
    """A requirement as it stood against a component that was chosen, on the day of drafting."""

    requirement = models.CharField(max_length=120)
    label = models.CharField(max_length=300)
    component = models.SlugField(max_length=80)
    version = models.CharField(max_length=80)
    mandatory = models.BooleanField()
    status = models.CharField(
        max_length=14,
        choices=[("met", "Met"), ("not-met", "Not met"), ("not-verified", "Not verified")],
    )
    claim_status = models.CharField(max_length=12)
    source_url = models.URLField(max_length=500, blank=True)
    checked = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.label}: {self.get_status_display()}"


class ValidationResult(Part):
    """What an evaluation found, entered by hand with its source and date; it may settle a gate."""

    gate = models.ForeignKey(
        RecordGate, on_delete=models.CASCADE, related_name="results", null=True, blank=True
    )
    what = models.CharField("what was tested", max_length=300)
    outcome = models.CharField(
        max_length=8, choices=[("open", "Open"), ("passed", "Passed"), ("failed", "Failed")]
    )
    finding = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)
    measured_on = models.DateField(null=True, blank=True)

    class Meta(Part.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="open") | (~Q(source="") & Q(measured_on__isnull=False)),
                name="validation_result_has_source_and_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.get_outcome_display()}"


class Confirmation(Part):
    """How it will be seen that the decision is carried out."""

    what = models.CharField("what is checked", max_length=300)
    how = models.CharField(max_length=300, blank=True)
    who = models.CharField("by whom", max_length=120, blank=True)
    until = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.what


class RevisitTrigger(Part):
    """A named change that makes the record due for review."""

    class Kind(models.TextChoices):
        WORKLOAD = "workload", "Workload"
        MODEL = "model", "Model"
        HARDWARE = "hardware", "Hardware"
        CAPABILITY = "capability", "Product capability"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.CharField("what would change", max_length=300)
    metric = models.CharField(max_length=120, blank=True)
    bound = models.CharField(max_length=120, blank=True)
    component = models.SlugField(max_length=80, blank=True, db_index=True)
    capability = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.text


class StatusChange(models.Model):
    """One step in the life of a record; steps are only ever added."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="status_changes")
    before = models.CharField(max_length=12, blank=True)
    after = models.CharField(max_length=12, choices=Status.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class Revision(models.Model):
    """A saved state of a record: the whole content as JSON, who saved it, and when."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="revision_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.record}, revision {self.number}"
