"""What an import keeps: the text as it came beside each record, and uploads that wait."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from adr.records.models import Record
from adr.transfer.reader.found import ReadStatus
from aruntime.teams.models import Team


class ImportedText(models.Model):
    """The file that a record came from, byte for byte, and what was read in it.

    `content` is the record's content as imported: what differs from it now was edited here.
    """

    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="imported")
    path = models.CharField(max_length=300)
    format = models.CharField(max_length=20)
    original = models.BinaryField()
    digest = models.CharField(max_length=64, db_index=True)  # SHA-256 of `original`

    number = models.PositiveIntegerField(null=True)
    series = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=12, choices=[(s.value, s.value) for s in ReadStatus])
    status_raw = models.TextField(blank=True)
    date_raw = models.TextField(blank=True)

    content = models.JSONField()
    # Sections that have no field of ours: heading and text, in their order.
    free = models.JSONField(default=list)
    # Other records that the file names: kind, name as written, and our number where it is known.
    references = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.path

    @property
    def identifier(self) -> str:
        """The number in the file's own series, such as `API-002`, or nothing."""
        if self.number is None:
            return ""
        return f"{self.series}-{self.number:03}" if self.series else str(self.number)


class RecordImport(models.Model):
    """One upload of a person: files that wait to be looked through, then what became of them."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)  # of what was uploaded
    others = models.PositiveIntegerField(default=0)  # files in it that are no Markdown
    begun_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    # Once finished: path, number and title of each record that was made.
    made = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "by"],
                condition=Q(finished_at__isnull=True),
                name="one_import_waits_per_person",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WaitingFile(models.Model):
    """One file of an import that is not finished; it goes with the import, or after a day."""

    of = models.ForeignKey(RecordImport, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=300)
    data = models.BinaryField()

    class Meta:
        ordering = ["path"]

    def __str__(self) -> str:
        return self.path
