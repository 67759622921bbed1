"""What a record has to do with other records of its library.

That one supersedes another stands in the records themselves: `successor_of` says so from the draft
on, `superseded_by` once the successor is accepted.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from adr.records.models import Record


class RelationKind(models.TextChoices):
    AMENDS = "amends", "Amends"
    DEPENDS_ON = "depends-on", "Depends on"
    RELATES_TO = "relates-to", "Relates to"


class Relation(models.Model):
    """`record` amends, depends on or relates to `other`; the last one holds both ways, and is
    stored once, with the record that was there first in front."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=10, choices=RelationKind.choices)
    other = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="inverse_relations")
    note = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "kind", "other"], name="relation_is_unique"),
            models.CheckConstraint(
                condition=~Q(record=F("other")), name="no_relation_of_a_record_to_itself"
            ),
            models.CheckConstraint(
                condition=~Q(kind="relates-to") | Q(record__lt=F("other")),
                name="relates_to_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RelationKind.values), name="relation_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.get_kind_display().lower()} {self.other}"
