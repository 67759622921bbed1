"""Two texts side by side, where two people changed the same fields of a section."""

from dataclasses import dataclass
from datetime import datetime

from adr.records.revising import EditConflictError
from adr.records.sections import Section
from adr.revisions.comparison import SectionChange, compare_contents, names_of_fields
from aruntime.teams.models import User


@dataclass(frozen=True)
class ConflictInWords:
    """What the second person is shown; in `differences`, before is theirs and after one's own."""

    by: str
    at: datetime | None
    revision: int
    differences: tuple[SectionChange, ...]
    taken_over: tuple[str, ...]


def describe_conflict(
    conflict: EditConflictError, section: Section, reader: User
) -> ConflictInWords:
    names, merge = names_of_fields(section), conflict.merge
    return ConflictInWords(
        by="The other window" if conflict.by == str(reader) else conflict.by,
        at=conflict.at,
        revision=conflict.revision,
        differences=compare_contents(conflict.theirs, merge.content, only=merge.conflicts),
        taken_over=tuple(names[name] for name in merge.taken_over if name in names),
    )
