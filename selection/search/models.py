"""The reference as the search reads it: one row for each page that can be found.

Two indexes hang on `SearchEntry` that Django does not know, made by migration
`a_full_text_index_over_the_reference`: on SQLite a virtual table kept by triggers (`SearchMatch`),
on PostgreSQL a generated column `vector`. A migration that alters `SearchEntry` on SQLite drops
the triggers with the old table, and has to make them again.
"""

from django.db import models


class HitKind(models.TextChoices):
    """What is found, in the order of the filter. The guide's kinds have the guide's own values."""

    COMPONENT = "components", "Component"
    CATEGORY = "categories", "Category"
    LAYER = "layers", "Layer"
    TERM = "glossary", "Term"
    GUIDE = "guide", "Guide page"
    USE_CASE = "use-cases", "Use case"


class SearchEntry(models.Model):
    """The words of one page, the weightier first; `indexing.index_reference` writes it."""

    kind = models.CharField(max_length=12, choices=HitKind.choices)
    key = models.SlugField(max_length=80)
    title = models.CharField(max_length=120)
    headings = models.TextField(blank=True)
    body = models.TextField()

    class Meta:
        verbose_name_plural = "search entries"
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="search_entry_is_unique"),
            models.CheckConstraint(
                condition=models.Q(kind__in=HitKind.values), name="search_entry_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SearchMatch(models.Model):
    """The virtual table of SQLite's FTS5 over `SearchEntry`; it does not exist on PostgreSQL."""

    entry = models.OneToOneField(
        SearchEntry,
        on_delete=models.DO_NOTHING,  # The triggers follow a deletion.
        primary_key=True,
        db_column="rowid",
        db_constraint=False,
        related_name="match",
    )
    # FTS5 gives its table a hidden column of the same name, which MATCH and ranking refer to.
    terms = models.TextField(db_column="selection_searchmatch")

    class Meta:
        managed = False
        db_table = "selection_searchmatch"

    def __str__(self) -> str:
        return str(self.entry)
