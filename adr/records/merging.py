"""Two contents that were written on top of the same one, as one. Pure."""

from dataclasses import dataclass, fields, replace
from typing import Any

from adr.records.content import RecordContent


@dataclass(frozen=True)
class Merge:
    """`content` holds every change of both; in the fields of `conflicts`, which both changed
    differently, it holds mine. `taken_over` are the fields that only the other one changed.
    """

    content: RecordContent
    conflicts: tuple[str, ...]
    taken_over: tuple[str, ...]


def merge_contents(base: RecordContent, theirs: RecordContent, mine: RecordContent) -> Merge:
    """Put my changes of `base` on top of theirs, field by field."""
    changes: dict[str, Any] = {}
    conflicts, taken_over = [], []
    for field in fields(RecordContent):
        was, is_now, would_be = (getattr(c, field.name) for c in (base, theirs, mine))
        if would_be == is_now:
            continue
        if would_be == was:
            taken_over.append(field.name)
            continue
        if is_now != was:
            conflicts.append(field.name)
        changes[field.name] = would_be
    return Merge(replace(theirs, **changes), tuple(conflicts), tuple(taken_over))
