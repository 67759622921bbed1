"""Whether one more relation would lead in a circle."""

from collections.abc import Iterable
from typing import TypeVar

Node = TypeVar("Node")


def find_way(pairs: Iterable[tuple[Node, Node]], start: Node, end: Node) -> tuple[Node, ...]:
    """Return a shortest way from `start` to `end` along the pairs; nothing where there is none."""
    following: dict[Node, list[Node]] = {}
    for before, after in pairs:
        following.setdefault(before, []).append(after)
    came_from: dict[Node, Node | None] = {start: None}
    queue = [start]
    for node in queue:
        if node == end:
            return _walk_back(came_from, end)
        for after in following.get(node, ()):
            if after not in came_from:
                came_from[after] = node
                queue.append(after)
    return ()


def _walk_back(came_from: dict[Node, Node | None], end: Node) -> tuple[Node, ...]:
    way = [end]
    while (before := came_from[way[-1]]) is not None:
        way.append(before)
    return tuple(reversed(way))
