"""Search over the reference, on SQLite and PostgreSQL alike.

The index holds words as they are written, without stemming: a word that is being typed is then
the beginning of the word that is meant, at every letter. Other forms of a word are found by its
root, which is cut off the query's word.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db import connection
from django.db.models import Case, Count, F, QuerySet, Value, When
from django.db.models.expressions import RawSQL
from django.utils.safestring import SafeString

from aruntime.fulltext import Bm25, Term, read_terms, to_any_word_tsquery, to_fts5, to_tsquery
from selection.guide.links import address_of, component_address
from selection.search.models import HitKind, SearchEntry
from selection.search.passages import find_passage, has_any, mark_words

FEWEST_CHARACTERS = 2
LONGEST_TITLE = 120
# So much apart that no repetition in the text outweighs a heading, nor in a heading the title.
TITLE_WEIGHT, HEADING_WEIGHT, TEXT_WEIGHT = 1e6, 1e3, 1.0
LANGUAGE = "pg_catalog.simple"
ENDINGS = ("ing", "ies", "ed", "es", "s", "e", "y")
SHORTEST_ROOT = 4


@dataclass(frozen=True)
class Hit:
    """One page that was found; `title` and `passage` are safe HTML with the words in `<mark>`."""

    kind: HitKind
    key: str
    address: str
    title: SafeString
    passage: SafeString


def search_reference(query: str, limit: int) -> list[Hit]:
    """Return at most `limit` pages of the reference that hold every word of the query, best first.

    The page that the query names comes first, then those with its words in the title, in a
    heading, in the text. A query of fewer than two characters finds nothing.
    """
    return describe_hits(find_entries(query)[:limit], query)


def is_long_enough(query: str) -> bool:
    """Tell whether there is something to search for."""
    return len(query.strip()) >= FEWEST_CHARACTERS and bool(read_reference_terms(query))


def find_entries(query: str) -> QuerySet[SearchEntry]:
    """Return the entries that hold every word of the query, best first."""
    if not is_long_enough(query):
        return SearchEntry.objects.none()
    terms = read_reference_terms(query)
    found: Any = SearchEntry.objects.all()
    if connection.vendor == "sqlite":
        weights = (TITLE_WEIGHT, HEADING_WEIGHT, TEXT_WEIGHT)
        found = found.filter(match__terms__fts5=to_fts5(terms)).annotate(
            rank=Bm25(F("match__terms"), *weights)
        )
    else:
        asked = SearchQuery(to_tsquery(terms), search_type="raw", config=LANGUAGE)
        words = SearchQuery(to_any_word_tsquery(terms), search_type="raw", config=LANGUAGE)
        found = (
            found.annotate(vector=_VECTOR)
            .filter(vector=asked)
            .annotate(rank=-SearchRank(_VECTOR, words, weights=_WEIGHTS))
        )
    title = query.replace("\x00", "").strip()[:LONGEST_TITLE]
    is_named = Case(When(title__iexact=title, then=Value(0)), default=Value(1))
    return found.order_by(is_named, "rank", "title", "pk")


def count_kinds(found: QuerySet[SearchEntry]) -> dict[HitKind, int]:
    """Return how many of the entries are of each kind, in the order of the kinds. One query."""
    counts = dict(found.order_by().values_list("kind").annotate(Count("pk")))
    return {kind: counts[kind.value] for kind in HitKind if kind.value in counts}


def describe_hits(entries: Iterable[SearchEntry], query: str) -> list[Hit]:
    """Return what a page shows of the entries."""
    terms = read_reference_terms(query)
    return [_hit(entry, terms) for entry in entries]


def _hit(entry: SearchEntry, terms: list[Term]) -> Hit:
    in_heading = not has_any(entry.body, terms) and has_any(entry.headings, terms)
    return Hit(
        kind=HitKind(entry.kind),
        key=entry.key,
        address=_address_of(entry),
        title=mark_words(entry.title, terms),
        passage=find_passage(entry.headings if in_heading else entry.body, terms),
    )


def _address_of(entry: SearchEntry) -> str:
    if entry.kind == HitKind.COMPONENT:
        return component_address(entry.key)
    return address_of(f"{entry.kind}/{entry.key}")


def read_reference_terms(query: str) -> list[Term]:
    """Return the terms of a query, each with the root of its word where that is shorter."""
    return [_with_root(term) for term in read_terms(query, shortest_prefix=FEWEST_CHARACTERS)]


def _with_root(term: Term) -> Term:
    word = term.words[-1]
    if not term.is_prefix:
        return term
    for ending in ENDINGS:
        root = word.removesuffix(ending)
        if root != word and len(root) >= SHORTEST_ROOT:
            return replace(term, root=root)
    return term


# PostgreSQL: Django does not know the generated column.
_VECTOR = RawSQL('"selection_searchentry"."vector"', [], output_field=SearchVectorField())
_WEIGHTS = [TEXT_WEIGHT / TITLE_WEIGHT, 0.0, HEADING_WEIGHT / TITLE_WEIGHT, 1.0]  # D, C, B, A
