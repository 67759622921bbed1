"""Stored revisions as contents."""

from adr.records.content import RecordContent, from_json
from adr.records.models import Record
from adr.revisions.comparison import SectionChange, compare_contents


def contents_at(record: Record, *numbers: int) -> tuple[RecordContent, ...]:
    """Return what the record held at each of these revisions, in one query.

    Raises LookupError for a revision that there is not.
    """
    stored = dict(record.revisions.filter(number__in=numbers).values_list("number", "content"))
    return tuple(from_json(stored[number]) for number in numbers)


def changes_between(record: Record, before: int, after: int) -> tuple[SectionChange, ...]:
    """Return what changed from one revision to another; LookupError for an unknown one."""
    old, new = contents_at(record, before, after)
    return compare_contents(old, new)
