"""The texts of the selection guide: its pages, categories, layers, terms and use cases."""

from math import ceil

from django.db import models
from django.db.models import Q

WORDS_PER_MINUTE = 200


class Kind(models.TextChoices):
    """What an entry is. The value is its folder in the files, and the first part of its path."""

    GUIDE = "guide", "Selection guide"
    CATEGORY = "categories", "Category"
    LAYER = "layers", "Layer"
    TERM = "glossary", "Term"
    USE_CASE = "use-cases", "Use case"


class GuideStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    PRODUCTION_GUIDANCE = "production-guidance", "Production guidance"
    UNDER_REVIEW = "under-review", "Under review"
    RETIRED = "retired", "Retired"


class GuideEntry(models.Model):
    """One page of the guide. Fields that only one kind has are empty in the others."""

    kind = models.CharField(max_length=12, choices=Kind.choices)
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=120)
    summary = models.TextField()
    takeaways = models.JSONField(default=list)
    audience = models.CharField(max_length=120)
    status = models.CharField(max_length=20, choices=GuideStatus.choices)
    reviewed = models.DateField()
    text = models.TextField()
    related = models.JSONField(default=list, blank=True)
    questions = models.JSONField(default=list, blank=True)
    sources = models.JSONField(default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    # Of a term
    also = models.JSONField(default=list, blank=True)
    # Of a category
    layer = models.PositiveSmallIntegerField(null=True, blank=True)
    responsibility = models.TextField(blank=True)
    execution_unit = models.TextField(blank=True)
    not_provided = models.JSONField(default=list, blank=True)
    # Of a use case
    categories = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["kind", "order", "title"]
        verbose_name_plural = "guide entries"
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="guide_entry_is_unique"),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="guide_entry_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=GuideStatus.values), name="guide_entry_status_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def path(self) -> str:
        """The name of this entry in files and links, such as `glossary/kv-cache`."""
        return f"{self.kind}/{self.slug}"

    @property
    def reading_minutes(self) -> int:
        """Whole minutes that reading takes, at least one."""
        words = len(" ".join([self.summary, *self.takeaways, self.text]).split())
        return max(1, ceil(words / WORDS_PER_MINUTE))
