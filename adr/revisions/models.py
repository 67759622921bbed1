"""Text beside the record: typed, kept from being lost, and not saved."""

from django.conf import settings
from django.db import models

from adr.records.models import Record


class SectionDraft(models.Model):
    """One section of the form as a person typed it. It is never part of the record."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    section = models.SlugField(max_length=40)
    sent = models.JSONField()  # names and values, in the order in which the browser sent them
    revision = models.PositiveIntegerField()  # the one that the form was filled from
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "person", "section"], name="one_draft_of_a_section_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} of {self.record}, not saved"
