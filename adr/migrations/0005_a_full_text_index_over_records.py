"""The full-text index: FTS5 with triggers on SQLite, a generated column on PostgreSQL."""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE adr_recordmatch USING fts5(
        title, body,
        content='adr_recordtext', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
    "INSERT INTO adr_recordmatch(adr_recordmatch) VALUES ('rebuild')",
    """
    CREATE TRIGGER adr_recordtext_inserted AFTER INSERT ON adr_recordtext BEGIN
        INSERT INTO adr_recordmatch(rowid, title, body) VALUES (new.id, new.title, new.body);
    END
    """,
    """
    CREATE TRIGGER adr_recordtext_deleted AFTER DELETE ON adr_recordtext BEGIN
        INSERT INTO adr_recordmatch(adr_recordmatch, rowid, title, body)
        VALUES ('delete', old.id, old.title, old.body);
    END
    """,
    """
    CREATE TRIGGER adr_recordtext_updated AFTER UPDATE ON adr_recordtext BEGIN
        INSERT INTO adr_recordmatch(adr_recordmatch, rowid, title, body)
        VALUES ('delete', old.id, old.title, old.body);
        INSERT INTO adr_recordmatch(rowid, title, body) VALUES (new.id, new.title, new.body);
    END
    """,
]
SQLITE_REVERSE = [
    "DROP TRIGGER adr_recordtext_updated",
    "DROP TRIGGER adr_recordtext_deleted",
    "DROP TRIGGER adr_recordtext_inserted",
    "DROP TABLE adr_recordmatch",
]


def words_of(column: str) -> str:
    """SQL for the text without accents and without punctuation.

    Both go because PostgreSQL would read `llama.cpp` as the name of a host, one word that a search
    for `cpp` does not find, and because the search folds accents on SQLite.
    """
    plain = rf"regexp_replace(normalize({column}, NFD), '[\u0300-\u036f]', '', 'g')"
    return rf"regexp_replace({plain}, '[\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+', ' ', 'g')"


POSTGRESQL = [
    f"""
    ALTER TABLE adr_recordtext ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('pg_catalog.english', {words_of("title")}), 'A') ||
        setweight(to_tsvector('pg_catalog.english', {words_of("body")}), 'D')
    ) STORED
    """,
    "CREATE INDEX adr_recordtext_vector ON adr_recordtext USING gin (vector)",
]
POSTGRESQL_REVERSE = [
    "DROP INDEX adr_recordtext_vector",
    "ALTER TABLE adr_recordtext DROP COLUMN vector",
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
    dependencies = [("adr", "0004_text_of_records_for_search")]

    operations = [migrations.RunPython(make_index, drop_index)]
