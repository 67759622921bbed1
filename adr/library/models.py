"""The text of records as the full-text search reads it.

Two indexes hang on `RecordText` that Django does not know, made by migration
`a_full_text_index_over_records`: on SQLite a virtual table kept by triggers (`RecordMatch`), on
PostgreSQL a generated column `vector`. A migration that alters `RecordText` on SQLite drops the
triggers with the old table, and has to make them again.
"""

from django.db import models

from adr.records.models import Record


class RecordText(models.Model):
    """All words of one record; `search.index_record` writes it."""

    # A key of its own: on SQLite only such a key is the row number that the index refers to.
    id = models.BigAutoField(primary_key=True)
    record = models.OneToOneField(Record, on_delete=models.CASCADE, related_name="text")
    title = models.CharField(max_length=220)  # with the number before it
    body = models.TextField()

    def __str__(self) -> str:
        return self.title


class RecordMatch(models.Model):
    """The virtual table of SQLite's FTS5 over `RecordText`; it does not exist on PostgreSQL."""

    text = models.OneToOneField(
        RecordText,
        on_delete=models.DO_NOTHING,  # The triggers follow a deletion.
        primary_key=True,
        db_column="rowid",
        db_constraint=False,
        related_name="match",
    )
    # FTS5 gives its table a hidden column of the same name, which MATCH and ranking refer to.
    terms = models.TextField(db_column="adr_recordmatch")

    class Meta:
        managed = False
        db_table = "adr_recordmatch"

    def __str__(self) -> str:
        return str(self.text)
