"""The reference facts: components, their releases, and claims with sources."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Capability(models.Model):
    """A word of the controlled vocabulary, `dimension/value`."""

    dimension = models.SlugField(max_length=40)
    value = models.SlugField(max_length=60)
    label = models.CharField(max_length=80, blank=True)
    meaning = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["dimension", "value"]
        verbose_name_plural = "capabilities"
        constraints = [
            models.UniqueConstraint(fields=["dimension", "value"], name="capability_is_unique"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        return f"{self.dimension}/{self.value}"


class Source(models.Model):
    """A public document that was read: its address and the title of the part."""

    url = models.URLField(max_length=500)
    title = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["url", "title"], name="source_is_unique"),
            models.CheckConstraint(
                condition=Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="source_is_a_web_address",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url


class ProjectStatus(models.TextChoices):
    ACTIVE = "active", "Active"
    MAINTENANCE = "maintenance", "Maintenance only"
    QUIET = "quiet", "Quiet"
    SUPERSEDED = "superseded", "Superseded"
    DEPRECATED = "deprecated", "Deprecated"
    ARCHIVED = "archived", "Archived"


class Component(models.Model):
    """One entry of the runtime directory."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    category = models.SlugField(max_length=60, db_index=True)
    also = models.JSONField(default=list, blank=True)
    layers = models.JSONField(default=list)
    maintainer = models.CharField(max_length=200)
    license = models.CharField(max_length=120)
    homepage = models.URLField(max_length=500)
    repository = models.URLField(max_length=500, blank=True)
    summary = models.TextField()
    execution_unit = models.TextField()
    not_provided = models.JSONField(default=list)
    deployment = models.JSONField(default=list)
    project_status = models.CharField(max_length=20, choices=ProjectStatus.choices)
    status_source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(project_status__in=ProjectStatus.values),
                name="component_status_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def answered_categories(self) -> tuple[str, ...]:
        """The categories that it answers for, the main one first."""
        return (self.category, *self.also)


class Release(models.Model):
    """One exact version of a component. `order` rises with age: 0 is the newest known."""

    component = models.ForeignKey(Component, on_delete=models.CASCADE, related_name="releases")
    version = models.CharField(max_length=80)
    released = models.DateField(null=True, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    revision = models.CharField(max_length=80, blank=True)
    checked = models.DateField()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["component", "order"]
        constraints = [
            models.UniqueConstraint(fields=["component", "version"], name="release_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.component} {self.version}"


class ClaimStatus(models.TextChoices):
    SUPPORTED = "supported", "Supported"
    PARTIAL = "partial", "Partial"
    UNSUPPORTED = "unsupported", "Not supported"
    PLANNED = "planned", "Not supported (planned)"
    UNKNOWN = "unknown", "Unknown"


class Claim(models.Model):
    """What a source says of one capability of one release."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="claims")
    capability = models.ForeignKey(Capability, on_delete=models.PROTECT, related_name="claims")
    status = models.CharField(max_length=12, choices=ClaimStatus.choices)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="claims", null=True, blank=True
    )
    note = models.TextField(blank=True)
    since = models.CharField(max_length=80, blank=True)
    # When its source was read, where that is another day than the release's.
    checked = models.DateField(null=True, blank=True)
    # What the file said when an accepted correction changed the claim; see corrected.py.
    corrected_from = models.JSONField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["capability__dimension", "capability__value"]
        constraints = [
            models.UniqueConstraint(fields=["release", "capability"], name="claim_is_unique"),
            models.CheckConstraint(
                condition=Q(status__in=ClaimStatus.values), name="claim_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status=ClaimStatus.UNKNOWN) | Q(source__isnull=False),
                name="claim_has_a_source_unless_unknown",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release}: {self.capability} {self.status}"

    @property
    def read_on(self) -> date:
        """The day on which its source was read."""
        return self.checked or self.release.checked


class Caveat(models.Model):
    """A known limit that a chooser must know."""

    component = models.ForeignKey(Component, on_delete=models.CASCADE, related_name="caveats")
    text = models.TextField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["component", "order"]

    def __str__(self) -> str:
        return self.text


class DirectoryEdition(models.Model):
    """All reference facts as they stood after one load, in the engine's canonical JSON.

    Results name the edition that they came from, so that they can be computed again after the
    facts have changed. The content of an edition is written once and never changed; facts that
    come back after a change make their old edition the current one again.
    """

    digest = models.CharField(max_length=64, unique=True)
    content = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    current_since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-current_since", "-pk"]

    def __str__(self) -> str:
        return self.version

    @property
    def version(self) -> str:
        """The short name that people see."""
        return self.digest[:12]
