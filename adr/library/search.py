"""Full-text search over the records of a team, on SQLite and PostgreSQL alike."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchRank,
    SearchVectorField,
)
from django.db import connection
from django.db.models import CharField, F, Func
from django.db.models.expressions import RawSQL
from django.utils.safestring import SafeString

from adr.library.models import RecordText
from adr.library.queries import RecordQuerySet, records_of
from adr.records.content import RecordContent
from adr.records.models import Record
from adr.records.reading import content_of
from adr.transfer.models import ImportedText
from aruntime.fulltext import BEGIN, END, Bm25, Term, mark, read_terms, to_fts5, to_tsquery
from aruntime.teams.models import Team

LANGUAGE = "pg_catalog.english"
# So much more that no repetition in the text outweighs one word in the title.
TITLE_WEIGHT, TEXT_WEIGHT = 100.0, 1.0
SNIPPET_WORDS = 24
# Fields with words of ours; every record has them, so nobody searches for them.
NOT_SEARCHED = {"kind", "status", "claim_status"}


def index_record(record: Record, content: RecordContent | None = None) -> None:
    """Make the words of the record findable; to be called whenever its content is written.

    `content` saves reading it again where the caller has it at hand.
    """
    content = content or content_of(record)
    # Prose first: a passage is shown from the beginning where nothing better is found.
    words = [*_words_in(replace(content, title="", owner="")), *_words_without_a_field(record)]
    body = "\n".join([*words, content.owner])
    title = f"{record.number} {content.title}"
    RecordText.objects.update_or_create(record=record, defaults={"title": title, "body": body})


def _words_without_a_field(record: Record) -> Iterator[str]:
    """The words of an imported record that stand in no field of ours."""
    for sections in ImportedText.objects.filter(record=record).values_list("free", flat=True):
        for section in sections:
            yield from section.values()


def _words_in(value: Any) -> Iterator[str]:
    """Yield every text in nested plain data, but no address of a page."""
    if isinstance(value, str):
        if value and not value.startswith(("http://", "https://")):
            yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _words_in(part)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name in NOT_SEARCHED:
                continue
            yield from _words_in(getattr(value, field.name))


def search_records(team: Team, query: str) -> RecordQuerySet:
    """Return the team's records that hold every word of the query, the best match first.

    A word of three letters or more also finds longer words that begin with it, and a word in the
    title counts more than one in the text. A query without any word finds nothing.
    """
    terms = read_terms(query)
    records = records_of(team)
    if not terms:
        return records.none()
    if connection.vendor == "sqlite":
        # A sum has no index: else SQLite goes through the team's records and asks for each alone.
        found: Any = (
            RecordQuerySet(Record)
            .annotate(of_team=F("team_id") + 0)
            .filter(of_team=team.pk, text__match__terms__fts5=to_fts5(terms))
            .annotate(rank=Bm25(F("text__match__terms"), TITLE_WEIGHT, TEXT_WEIGHT))
        )
    else:
        # The join to the text comes from the annotation before it.
        found = (
            records.annotate(body=F("text__body"), vector=_VECTOR)
            .filter(text__isnull=False, vector=_postgres_query(terms))
            .annotate(rank=-SearchRank(_VECTOR, _postgres_query(terms), weights=_WEIGHTS))
        )
    return found.order_by("rank", "-number")


def find_snippets(records: Iterable[Record], query: str) -> dict[int, SafeString]:
    """Return, by primary key, the passage of each record that shows the words of the query.

    The passage is safe HTML; the words found stand in `<mark>`.
    """
    terms = read_terms(query)
    if not terms:
        return {}
    texts = RecordText.objects.filter(record__in=[record.pk for record in records])
    if connection.vendor == "sqlite":
        texts = texts.filter(match__terms__fts5=to_fts5(terms))
        passage: Any = _Snippet(F("match__terms"))
    else:
        passage = SearchHeadline(
            "body",
            _postgres_query(terms),
            config=LANGUAGE,
            start_sel=BEGIN,
            stop_sel=END,
            max_words=SNIPPET_WORDS,
            min_words=SNIPPET_WORDS // 2,
        )
    passages = texts.annotate(passage=passage).values_list("record_id", "passage")
    return {pk: mark(passage) for pk, passage in passages}


# PostgreSQL: Django does not know the generated column.
_VECTOR = RawSQL('"adr_recordtext"."vector"', [], output_field=SearchVectorField())
_WEIGHTS = [TEXT_WEIGHT / TITLE_WEIGHT, 0.0, 0.0, 1.0]  # of D, C, B and A


def _postgres_query(terms: list[Term]) -> SearchQuery:
    return SearchQuery(to_tsquery(terms), search_type="raw", config=LANGUAGE)


# SQLite


class _Snippet(Func):
    function = "snippet"
    output_field = CharField()
    template = f"%(function)s(%(expressions)s, 1, char(2), char(3), '…', {SNIPPET_WORDS})"
