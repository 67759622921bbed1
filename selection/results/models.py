"""Recommendations as they were worked out, with all that is needed to work them out again."""

from django.conf import settings
from django.db import models

from selection.directory.models import DirectoryEdition
from selection.engine.canonical import from_bytes
from selection.engine.recommendation import Recommendation
from selection.questionnaire.models import Assessment


class StoredResult(models.Model):
    """One recommendation, its exact inputs, and the hash of its canonical bytes. Never changed."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="results", null=True, blank=True
    )
    questionnaire_version = models.PositiveIntegerField()
    rules_version = models.CharField(max_length=40)
    edition = models.ForeignKey(DirectoryEdition, on_delete=models.PROTECT, related_name="+")
    answers = models.TextField()  # canonical JSON of the engine's answers
    content = models.TextField()  # canonical JSON of the recommendation
    digest = models.CharField(max_length=64, db_index=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "digest"], name="one_stored_result_per_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.digest[:12]}"

    @property
    def recommendation(self) -> Recommendation:
        return from_bytes(Recommendation, self.content)
