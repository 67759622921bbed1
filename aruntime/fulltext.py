"""Full-text search, as far as every search of this site shares it.

What a person typed becomes terms that no search engine can misread, in the query languages of
SQLite's FTS5 and of PostgreSQL; what was found becomes HTML with the words marked.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db.models import FloatField, Func, Lookup, TextField
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

MOST_TERMS = 20
LONGEST_WORD = 60
SHORTEST_PREFIX = 3
# Marks that no person types, so that what is between them can be escaped before it is shown.
BEGIN, END = "\x02", "\x03"

WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


@dataclass(frozen=True)
class Term:
    """Words that must stand side by side; the last one may be the beginning of a longer word.

    With a `root`, a word that begins with it will do instead of the last word.
    """

    words: tuple[str, ...]
    is_prefix: bool
    root: str = ""


def read_terms(query: str, *, shortest_prefix: int = SHORTEST_PREFIX) -> list[Term]:
    """Return the terms of a query: each has to be found. Text in double quotes is one term.

    A term such as `llama.cpp` is two words side by side. All else but letters and digits goes.
    """
    terms = []
    for match in _TERM.finditer(without_accents(query)):
        quoted, plain = match.groups()
        words = tuple(word[:LONGEST_WORD] for word in WORD.findall(quoted or plain or ""))
        if words:
            # Behind another word even one letter is a beginning that few words share.
            is_long_enough = len(words) > 1 or len(words[-1]) >= shortest_prefix
            is_prefix = plain is not None and is_long_enough
            terms.append(Term(words[:MOST_TERMS], is_prefix))
    return terms[:MOST_TERMS]


def without_accents(text: str) -> str:
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", text))


def to_fts5(terms: list[Term]) -> str:
    """Return the terms in the query language of SQLite's FTS5."""
    return " AND ".join(_either(term, " OR ", _to_fts5_phrase) for term in terms)


def _to_fts5_phrase(words: tuple[str, ...], is_prefix: bool) -> str:
    return f'"{" ".join(words)}"{"*" if is_prefix else ""}'


def to_tsquery(terms: list[Term]) -> str:
    """Return the terms in the query language of PostgreSQL's `to_tsquery`."""
    return " & ".join(_either(term, " | ", _to_ts_phrase) for term in terms)


def to_any_word_tsquery(terms: list[Term]) -> str:
    """Return a query for any word of the terms, to rank by what `to_tsquery` has found.

    `ts_rank` multiplies by the repetitions of words that must stand together; for alternatives
    the sum over all repetitions is bounded, so that a weight cannot be outdone by many words.
    """
    words = [(word, False) for term in terms for word in term.words[:-1]]
    words += [(term.root or term.words[-1], term.is_prefix or bool(term.root)) for term in terms]
    return " | ".join(_to_ts_phrase((word,), is_prefix) for word, is_prefix in words)


def _to_ts_phrase(words: tuple[str, ...], is_prefix: bool) -> str:
    # Words are letters and digits only, so there is no quote in them to escape.
    phrase = " <-> ".join(f"'{word}'" for word in words)
    return f"{phrase}:*" if is_prefix else phrase


def _either(term: Term, or_: str, to_phrase: Any) -> str:
    phrases = [to_phrase(term.words, term.is_prefix)]
    if term.root:
        phrases.append(to_phrase((*term.words[:-1], term.root), True))
    return f"({or_.join(phrases)})"


def mark(passage: str) -> SafeString:
    """Return the passage as safe HTML, with `<mark>` around what stands from BEGIN to END."""
    escaped = escape(passage).replace(BEGIN, "<mark>").replace(END, "</mark>")
    # Everything but our own two tags has been escaped.
    return mark_safe(escaped)  # noqa: S308


@TextField.register_lookup
class Fts5Lookup(Lookup):
    """`terms__fts5`: the column is the hidden one of an FTS5 table, the value an FTS5 query."""

    lookup_name = "fts5"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, column_params = self.process_lhs(compiler, connection)
        value, value_params = self.process_rhs(compiler, connection)
        return f"{column} MATCH {value}", (*column_params, *value_params)


class Bm25(Func):
    """How badly a row of an FTS5 table matches: the smaller the better.

    The weights are those of its columns, in their order.
    """

    function = "bm25"
    output_field = FloatField()

    def __init__(self, terms: Any, *weights: float) -> None:
        numbers = ", ".join(map(str, weights))
        super().__init__(terms, template=f"%(function)s(%(expressions)s, {numbers})")
