"""What changed between two texts, word by word. Knows nothing of Django or of records."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import groupby

# Every character belongs to exactly one token, so that the tokens joined are the text.
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Finding the words that two passages share takes time with the product of their lengths. Longer
# passages with nothing in common but their place are shown as one removed and one added.
MOST_COMPARISONS = 4_000_000
# Of a long passage that did not change, so many words are shown on either side of a change.
WORDS_AROUND = 30


class Kind(Enum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    LEFT_OUT = "left out"  # Stands for a long passage that both texts have, and says how long.


@dataclass(frozen=True)
class Piece:
    """A passage that both texts have, or only one of them."""

    kind: Kind
    text: str


def compare_texts(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts as one sequence of pieces.

    Without what is added the pieces are `before`, without what is removed they are `after`.
    """
    pieces: list[Piece] = []
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for is_same, removed, added in _matches(old, new):
        if is_same:
            pieces.append(Piece(Kind.SAME, removed))
        else:
            pieces.extend(_compare_words(removed, added))
    return tuple(_joined(pieces))


def without(kind: Kind, pieces: Sequence[Piece]) -> str:
    """Return the text that is left when the pieces of one kind are taken out."""
    return "".join(piece.text for piece in pieces if piece.kind is not kind)


def shorten(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with the middle of every long passage that did not change left out."""
    shown: list[Piece] = []
    for index, piece in enumerate(pieces):
        words = list(re.finditer(r"\S+", piece.text))
        head = WORDS_AROUND if index else 0
        tail = WORDS_AROUND if index < len(pieces) - 1 else 0
        left_out = len(words) - head - tail
        if piece.kind is not Kind.SAME or left_out <= WORDS_AROUND:
            shown.append(piece)
            continue
        start, end = words[head].start(), words[len(words) - tail - 1].end()
        middle = Piece(Kind.LEFT_OUT, f"{left_out} words")
        ends = Piece(Kind.SAME, piece.text[:start]), Piece(Kind.SAME, piece.text[end:])
        shown.extend(part for part in (ends[0], middle, ends[1]) if part.text)
    return tuple(shown)


def _compare_words(before: str, after: str) -> Iterator[Piece]:
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if len(old) * len(new) > MOST_COMPARISONS:
        yield from _replaced(before, after)
        return
    for is_same, removed, added in _matches(old, new):
        if is_same:
            yield Piece(Kind.SAME, removed)
        else:
            yield from _replaced(removed, added)


def _matches(old: list[str], new: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Yield the passages of two lists, equal and different ones in turn, each joined."""
    # Blank space alone is no reason to call two passages alike.
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        yield tag == "equal", "".join(old[i1:i2]), "".join(new[j1:j2])


def _replaced(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece(Kind.REMOVED, before)
    if after:
        yield Piece(Kind.ADDED, after)


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Join neighbours of one kind; between two equal passages the removed text comes first."""
    for is_same, group in groupby(pieces, key=lambda piece: piece.kind is Kind.SAME):
        neighbours = list(group)
        if is_same:
            yield Piece(Kind.SAME, "".join(piece.text for piece in neighbours))
            continue
        yield from _replaced(without(Kind.ADDED, neighbours), without(Kind.REMOVED, neighbours))
