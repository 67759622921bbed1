"""Which records of a library the picture shows: those around one record, or the newest ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Neighbours = Mapping[int, frozenset[int]]


@dataclass(frozen=True)
class Line:
    """What one record has to do with another; both by their primary key."""

    kind: str
    start: int
    end: int
    note: str = ""

    @property
    def has_direction(self) -> bool:
        return self.kind != "relates-to"


def neighbours_in(lines: Iterable[Line]) -> Neighbours:
    found: dict[int, set[int]] = {}
    for line in lines:
        found.setdefault(line.start, set()).add(line.end)
        found.setdefault(line.end, set()).add(line.start)
    return {key: frozenset(others) for key, others in found.items()}


def around(neighbours: Neighbours, start: int, *, steps: int, most: int) -> frozenset[int]:
    """Return the records at most so many steps away, the nearest first, at most so many."""
    chosen = [start]
    seen = {start}
    reach = chosen
    for _ in range(steps):
        reach = sorted({key for each in reach for key in neighbours.get(each, ())} - seen)
        seen.update(reach)
        chosen = [*chosen, *reach]
        if len(chosen) >= most or not reach:
            break
    return frozenset(chosen[:most])


def newest(neighbours: Neighbours, *, most: int) -> frozenset[int]:
    """Return the newest record with all that it is connected with, then the next, at most so many.

    A group that does not fit is cut around its newest record; the last one may be cut, too.
    """
    chosen: set[int] = set()
    for key in sorted(neighbours, reverse=True):
        if len(chosen) >= most:
            break
        if key not in chosen:
            group = around(neighbours, key, steps=len(neighbours), most=most - len(chosen))
            chosen |= group
    return frozenset(chosen)
