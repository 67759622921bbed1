"""Places records in columns from left to right, each to the right of the older ones that it is
connected with, so that few lines cross. Pure: the same records always stand in the same places.

A line that passes a column where neither of its ends stands gets a lane of its own there, so that
it does not run through a record.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Place = tuple[int, int]  # column, and height of the middle
Pair = tuple[int, int]

BOX = 96  # height of a record, with the space to the next one
LANE = 20
SWEEPS = 4


@dataclass(frozen=True)
class Layout:
    """Where each record stands, and through which places each pair's line runs, older end first."""

    places: Mapping[int, Place]
    ways: Mapping[Pair, tuple[Place, ...]]
    columns: int
    height: int


def lay_out(keys: Sequence[int], pairs: Iterable[Pair], *, widest: int = 4) -> Layout:
    """Place the records, which stand in `keys` from the oldest to the newest.

    Groups that nothing connects stand side by side as long as they fit into so many columns.
    """
    order = {key: index for index, key in enumerate(keys)}
    older_first = {
        (a, b) if order[a] < order[b] else (b, a) for a, b in pairs if a in order and b in order
    }
    edges = sorted(older_first, key=lambda pair: (order[pair[0]], order[pair[1]]))
    groups = [_place_group(group, edges) for group in _groups(keys, edges)]
    return _set_side_by_side(groups, max([widest, *(group.columns for group in groups)]))


def _groups(keys: Sequence[int], edges: Sequence[Pair]) -> list[list[int]]:
    """Split the records into those that are connected; the group of the oldest one first."""
    leader = {key: key for key in keys}

    def find(key: int) -> int:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for older, newer in edges:
        leader[find(newer)] = find(older)
    groups: dict[int, list[int]] = {}
    for key in keys:
        groups.setdefault(find(key), []).append(key)
    return list(groups.values())


def _place_group(keys: Sequence[int], all_edges: Sequence[Pair]) -> Layout:
    members = set(keys)
    edges = [pair for pair in all_edges if pair[0] in members]
    column = _columns(keys, edges)
    chains = {pair: _chain(pair, column) for pair in edges}
    rows = _order_rows(keys, column, chains.values())
    middle, height = _heights(rows)
    places = {key: (column[key], middle[key]) for key in keys}
    ways = {
        pair: tuple((column[pair[0]] + step, middle[item]) for step, item in enumerate(chain))
        for pair, chain in chains.items()
    }
    return Layout(places, ways, len(rows), height)


def _columns(keys: Sequence[int], edges: Sequence[Pair]) -> dict[int, int]:
    """Each record stands one column to the right of the last older one that it is connected with.

    One without an older one stands as near as it can to the next newer one.
    """
    column = dict.fromkeys(keys, 0)
    for older, newer in sorted(edges, key=lambda pair: keys.index(pair[1])):
        column[newer] = max(column[newer], column[older] + 1)
    has_older = {newer for _, newer in edges}
    for key in keys:
        newer_ones = [column[newer] for older, newer in edges if older == key]
        if key not in has_older and newer_ones:
            column[key] = min(newer_ones) - 1
    return column


def _chain(pair: Pair, column: Mapping[int, int]) -> tuple[Hashable, ...]:
    """What the line runs through: its ends, and a lane in each column between them."""
    older, newer = pair
    lanes = [(older, newer, step) for step in range(column[older] + 1, column[newer])]
    return (older, *lanes, newer)


def _order_rows(
    keys: Sequence[int], column: Mapping[int, int], chains: Iterable[tuple[Hashable, ...]]
) -> list[list[Hashable]]:
    """Order each column by the middle of what it is connected with, from left to right and back."""
    rows: list[list[Hashable]] = [[] for _ in range(max(column.values()) + 1)]
    for key in keys:
        rows[column[key]].append(key)
    beside: dict[Hashable, list[Hashable]] = {}
    for chain in chains:
        for step, (left, right) in enumerate(pairwise(chain)):
            beside.setdefault(left, []).append(right)
            beside.setdefault(right, []).append(left)
            if step:
                rows[column[chain[0]] + step].append(left)  # type: ignore[index]
    for sweep in range(SWEEPS):
        _sweep(rows, beside, forward=sweep % 2 == 0)
    return rows


def _sweep(
    rows: list[list[Hashable]], beside: Mapping[Hashable, list[Hashable]], *, forward: bool
) -> None:
    columns = list(range(len(rows)))
    if not forward:
        columns.reverse()
    for before, now in pairwise(columns):
        at = _positions(rows[before])
        own = _positions(rows[now])
        middle = {}
        for item in rows[now]:
            found = [at[other] for other in beside.get(item, ()) if other in at]
            middle[item] = sum(found) / len(found) if found else own[item]
        rows[now].sort(key=middle.__getitem__)


def _positions(row: Sequence[Hashable]) -> dict[Hashable, float]:
    """Where each item stands in its column, from 0 to 1."""
    return {item: index / len(row) for index, item in enumerate(row)}


def _heights(rows: Sequence[Sequence[Hashable]]) -> tuple[dict[Hashable, int], int]:
    """The middle of each item when the columns are centred, and the height of the highest one."""
    heights = [sum(_height(item) for item in row) for row in rows]
    middle: dict[Hashable, int] = {}
    for row, height in zip(rows, heights, strict=True):
        top = (max(heights) - height) // 2
        for item in row:
            middle[item] = top + _height(item) // 2
            top += _height(item)
    return middle, max(heights)


def _height(item: Hashable) -> int:
    return LANE if isinstance(item, tuple) else BOX


def _set_side_by_side(groups: Sequence[Layout], widest: int) -> Layout:
    places: dict[int, Place] = {}
    ways: dict[Pair, tuple[Place, ...]] = {}
    left = top = shelf = columns = 0
    for group in groups:
        if left + group.columns > widest:
            left, top, shelf = 0, top + shelf, 0
        for key, (column, middle) in group.places.items():
            places[key] = (left + column, top + middle)
        for pair, way in group.ways.items():
            ways[pair] = tuple((left + column, top + middle) for column, middle in way)
        left += group.columns
        shelf = max(shelf, group.height)
        columns = max(columns, left)
    return Layout(places, ways, columns, top + shelf)
