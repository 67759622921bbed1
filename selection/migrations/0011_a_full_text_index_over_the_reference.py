"""The full-text index: FTS5 with triggers on SQLite, a generated column on PostgreSQL."""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE selection_searchmatch USING fts5(
        title, headings, body,
        content='selection_searchentry', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2', prefix='2 3'
    )
    """,
    "INSERT INTO selection_searchmatch(selection_searchmatch) VALUES ('rebuild')",
    """
    CREATE TRIGGER selection_searchentry_inserted AFTER INSERT ON selection_searchentry BEGIN
        INSERT INTO selection_searchmatch(rowid, title, headings, body)
        VALUES (new.id, new.title, new.headings, new.body);
    END
    """,
    """
    CREATE TRIGGER selection_searchentry_deleted AFTER DELETE ON selection_searchentry BEGIN
        INSERT INTO selection_searchmatch(selection_searchmatch, rowid, title, headings, body)
        VALUES ('delete', old.id, old.title, old.headings, old.body);
    END
    """,
    """
    CREATE TRIGGER selection_searchentry_updated AFTER UPDATE ON selection_searchentry BEGIN
        INSERT INTO selection_searchmatch(selection_searchmatch, rowid, title, headings, body)
        VALUES ('delete', old.id, old.title, old.headings, old.body);
        INSERT INTO selection_searchmatch(rowid, title, headings, body)
        VALUES (new.id, new.title, new.headings, new.body);
    END
    """,
]
SQLITE_REVERSE = [
    "DROP TRIGGER selection_searchentry_updated",
    "DROP TRIGGER selection_searchentry_deleted",
    "DROP TRIGGER selection_searchentry_inserted",
    "DROP TABLE selection_searchmatch",
]


def words_of(column):
    """SQL for the text without accents and without punctuation.

    Both go because PostgreSQL would read `llama.cpp` as the name of a host, one word that a search
    for `cpp` does not find, and because the search folds accents on SQLite.
    """
    plain = rf"regexp_replace(normalize({column}, NFD), '[\u0300-\u036f]', '', 'g')"
    return rf"regexp_replace({plain}, '[\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+', ' ', 'g')"


def vector_of(column, weight):
    return f"setweight(to_tsvector('pg_catalog.simple', {words_of(column)}), '{weight}')"


POSTGRESQL = [
    f"""
    ALTER TABLE selection_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        {vector_of("title", "A")} || {vector_of("headings", "B")} || {vector_of("body", "D")}
    ) STORED
    """,
    "CREATE INDEX selection_searchentry_vector ON selection_searchentry USING gin (vector)",
]
POSTGRESQL_REVERSE = [
    "DROP INDEX selection_searchentry_vector",
    "ALTER TABLE selection_searchentry DROP COLUMN vector",
]


def run(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement)


def make_index(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    run(schema_editor, SQLITE if sqlite else POSTGRESQL)


def drop_index(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    run(schema_editor, SQLITE_REVERSE if sqlite else POSTGRESQL_REVERSE)


class Migration(migrations.Migration):
    dependencies = [("selection", "0010_words_of_the_reference_for_search")]

    operations = [migrations.RunPython(make_index, drop_index)]
