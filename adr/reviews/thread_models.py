"""Comments on a record, in threads that are resolved."""

from django.conf import settings
from django.db import models

from adr.records.models import Record


class Thread(models.Model):
    """What is said about one section of a record, or about the whole of it (no section)."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="threads")
    # The anchor on the record's page, and what the section was called there.
    section = models.SlugField(max_length=40, blank=True)
    title = models.CharField(max_length=80, blank=True)
    revision = models.PositiveIntegerField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.title or 'The whole record'}: {self.record}"


class Comment(models.Model):
    """One comment. When its author deletes it, the text goes and the trace stays."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.author} at {self.at:%Y-%m-%d %H:%M}"


class EarlierText(models.Model):
    """What a comment said before its author changed it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="earlier_texts")
    text = models.TextField()
    until = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.comment}, until {self.until:%Y-%m-%d %H:%M}"
