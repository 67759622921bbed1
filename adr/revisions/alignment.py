"""Which row of a table became which. Knows nothing of Django or of records."""

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

Row = TypeVar("Row", bound=Hashable)

# Two rows of different names are taken for one if they share so much of their words.
LEAST_ALIKE = 0.4
SAME_NAME = 2.0
# Above so many pairs, only rows of the same name are paired.
MOST_PAIRS = 40_000


@dataclass(frozen=True)
class Pair(Generic[Row]):
    """A row before and after; None where it was not there yet, or is gone."""

    before: Row | None
    after: Row | None


def align_rows(
    before: Sequence[Row], after: Sequence[Row], *, name_of: Callable[[Row], Hashable]
) -> tuple[Pair[Row], ...]:
    """Pair the rows of two tables, both in their order: equal ones, those of one name, then those
    that share most of their words. A row that moved past another is removed here and added there.
    """
    pairs: list[Pair[Row]] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pairs.extend(Pair(row, row) for row in before[i1:i2])
        else:
            pairs.extend(_align_changed(before[i1:i2], after[j1:j2], name_of))
    return tuple(pairs)


def _align_changed(
    before: Sequence[Row], after: Sequence[Row], name_of: Callable[[Row], Hashable]
) -> Iterator[Pair[Row]]:
    if len(before) * len(after) > MOST_PAIRS:
        partners = _partners_by_name(before, after, name_of)
    else:
        partners = _partners_by_likeness(_likeness(before, after, name_of))
    following = 0
    for row, partner in zip(before, partners, strict=True):
        if partner is None:
            yield Pair(row, None)
            continue
        yield from (Pair(None, added) for added in after[following:partner])
        yield Pair(row, after[partner])
        following = partner + 1
    yield from (Pair(None, added) for added in after[following:])


def _partners_by_name(
    before: Sequence[Row], after: Sequence[Row], name_of: Callable[[Row], Hashable]
) -> list[int | None]:
    partners: list[int | None] = [None] * len(before)
    matcher = SequenceMatcher(
        None, [name_of(row) for row in before], [name_of(row) for row in after], autojunk=False
    )
    for block in matcher.get_matching_blocks():
        partners[block.a : block.a + block.size] = range(block.b, block.b + block.size)
    return partners


def _partners_by_likeness(likeness: list[list[float]]) -> list[int | None]:
    """Return for each row its partner, in order, so that the pairs are as alike as can be."""
    height, width = len(likeness), len(likeness[0]) if likeness else 0
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in reversed(range(height)):
        for j in reversed(range(width)):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    partners: list[int | None] = []
    i = j = 0
    while i < height:
        if j < width and likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            partners.append(j)
            i, j = i + 1, j + 1
        elif j < width and best[i][j] == best[i][j + 1]:
            j += 1
        else:
            partners.append(None)
            i += 1
    return partners


def _likeness(
    before: Sequence[Row], after: Sequence[Row], name_of: Callable[[Row], Hashable]
) -> list[list[float]]:
    """Return for each row before and each row after how alike they are; 0 where they are not."""
    old = [(name_of(row), _words(row)) for row in before]
    new = [(name_of(row), _words(row)) for row in after]
    return [[_rate(mine, other) for other in new] for mine in old]


def _rate(mine: tuple[Hashable, set[str]], other: tuple[Hashable, set[str]]) -> float:
    shared = len(mine[1] & other[1]) / (len(mine[1] | other[1]) or 1)
    if mine[0] and mine[0] == other[0]:
        return SAME_NAME + shared
    return shared if shared >= LEAST_ALIKE else 0.0


def _words(row: Hashable) -> set[str]:
    return set(re.findall(r"\w+", " ".join(str(value) for value in vars(row).values())))
