"""The part of a text that shows the words of a query, with those words marked.

The index holds words as they are written, so what matched can be told from the text alone, the
same way for both databases.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from aruntime.fulltext import BEGIN, END, WORD, Term, mark, without_accents

PASSAGE_WORDS = 28
WORDS_BEFORE = 6


@dataclass(frozen=True)
class Place:
    """Where a term stands: from the word `first` up to but without the word `end`."""

    term: Term
    first: int
    end: int


@dataclass(frozen=True)
class Text:
    """A text with its words, as the index reads them."""

    text: str
    words: tuple[re.Match[str], ...]
    places: tuple[Place, ...]

    def part(self, first: int, end: int) -> str:
        """Return the text from the word `first` up to but without the word `end`, marked."""
        beginning, after = self._offset(first), self._offset(end)
        parts, at = [], beginning
        for place in self.places:
            if place.first < first or place.end > end:
                continue
            start, stop = self.words[place.first].start(), self.words[place.end - 1].end()
            if start >= at:
                parts += [self.text[at:start], BEGIN, self.text[start:stop], END]
                at = stop
        parts.append(self.text[at:after])
        return f"{'… ' if beginning else ''}{''.join(parts).strip()}{self._ellipsis(after)}"

    def _offset(self, word: int) -> int:
        if word == 0:
            return 0
        return self.words[word].start() if word < len(self.words) else len(self.text)

    def _ellipsis(self, after: int) -> str:
        return " …" if after < len(self.text) else ""


def mark_words(text: str, terms: list[Term]) -> SafeString:
    """Return the whole text as safe HTML with the words of the query in `<mark>`."""
    read = _read(text, terms)
    return mark(read.part(0, len(read.words)))


def find_passage(text: str, terms: list[Term]) -> SafeString:
    """Return the part of the text that shows most of the terms, or else its beginning."""
    read = _read(text, terms)
    first = max(0, _richest_place(read) - WORDS_BEFORE)
    return mark(read.part(first, min(first + PASSAGE_WORDS, len(read.words))))


def has_any(text: str, terms: list[Term]) -> bool:
    return bool(_read(text, terms).places)


def _richest_place(read: Text) -> int:
    """Return the word from which on a passage holds the most terms; the first of equals."""

    def terms_from(word: int) -> int:
        reach = word + PASSAGE_WORDS - WORDS_BEFORE
        return len({place.term for place in read.places if word <= place.first < reach})

    return max((place.first for place in read.places), key=terms_from, default=0)


def _read(text: str, terms: list[Term]) -> Text:
    text = text.translate({ord(BEGIN): None, ord(END): None})
    words = tuple(WORD.finditer(text))
    folded = [without_accents(word.group()).casefold() for word in words]
    return Text(text, words, tuple(_places(folded, terms)))


def _places(folded: list[str], terms: list[Term]) -> Iterator[Place]:
    wanted = [
        (term, tuple(word.casefold() for word in term.words), term.root.casefold())
        for term in terms
    ]
    for first in range(len(folded)):
        for term, words, root in wanted:
            end = first + len(words)
            *before, last = words
            if end > len(folded) or folded[first : end - 1] != before:
                continue
            if (
                folded[end - 1] == last
                or (term.is_prefix and folded[end - 1].startswith(last))
                or (root and folded[end - 1].startswith(root))
            ):
                yield Place(term, first, end)
