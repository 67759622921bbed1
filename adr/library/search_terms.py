"""What a person typed into the search, as terms that no search engine can misread."""

import re
import unicodedata
from dataclasses import dataclass

MOST_TERMS = 20
LONGEST_WORD = 60
SHORTEST_PREFIX = 3

_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Term:
    """Words that must stand side by side; the last one may be the beginning of a longer word."""

    words: tuple[str, ...]
    is_prefix: bool


def read_terms(query: str) -> list[Term]:
    """Return the terms of a query: each has to be found. Text in double quotes is one term.

    A term such as `llama.cpp` is two words side by side. All else but letters and digits goes.
    """
    terms = []
    for match in _TERM.finditer(_without_accents(query)):
        quoted, plain = match.groups()
        words = tuple(word[:LONGEST_WORD] for word in _WORD.findall(quoted or plain or ""))
        if words:
            is_prefix = plain is not None and len(words[-1]) >= SHORTEST_PREFIX
            terms.append(Term(words[:MOST_TERMS], is_prefix))
    return terms[:MOST_TERMS]


def _without_accents(text: str) -> str:
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", text))


def to_fts5(terms: list[Term]) -> str:
    """Return the terms in the query language of SQLite's FTS5."""
    return " ".join(f'"{" ".join(term.words)}"{"*" if term.is_prefix else ""}' for term in terms)


def to_tsquery(terms: list[Term]) -> str:
    """Return the terms in the query language of PostgreSQL's `to_tsquery`."""
    return " & ".join(f"({_to_phrase(term)})" for term in terms)


def _to_phrase(term: Term) -> str:
    # Words are letters and digits only, so there is no quote in them to escape.
    phrase = " <-> ".join(f"'{word}'" for word in term.words)
    return f"{phrase}:*" if term.is_prefix else phrase
