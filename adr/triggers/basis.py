"""What has changed below a record that is still being written: shown to its authors as it is now.

It is worked out whenever the record is shown, so that it is never out of date.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from adr.records.gaps import Gap
from adr.records.models import Record
from adr.records.revising import EDITABLE
from adr.triggers.conditions import Origin
from adr.triggers.firing import Cause
from adr.triggers.latest import last_observations, last_seen
from adr.triggers.models import Watch
from adr.triggers.observing import causes_of
from adr.triggers.waking import causes_of_change
from selection.public import changes_since

# Where the form of a record speaks of what has changed.
SECTIONS = {Origin.TRIGGER: "review", Origin.GATE: "decision", Origin.ALTERNATIVE: "alternatives"}


@dataclass(frozen=True)
class BasisChange:
    """One thing that is no longer as it was when the record was drafted."""

    words: str
    section: str
    before: str
    after: str
    since: datetime
    source: str

    @property
    def source_url(self) -> str:
        return self.source if self.source.startswith(("https://", "http://")) else ""


def changes_in_basis(record: Record) -> tuple[BasisChange, ...]:
    """Return what has changed below a draft or a proposed record, in few queries."""
    if record.status not in EDITABLE:
        return ()
    watches = list(record.watches.select_related("edition").defer("edition__content"))
    causes = (*_changed_facts(watches), *_broken_bounds(record, watches))
    return tuple(
        BasisChange(
            words=cause.watch.words.rstrip("."),
            section=SECTIONS[Origin(cause.watch.origin)],
            before=cause.before,
            after=cause.after,
            since=cause.since,
            source=cause.source,
        )
        for cause in causes
    )


def gaps_in_basis(changes: Iterable[BasisChange]) -> tuple[Gap, ...]:
    """Return the changes as gaps: each is to be looked at before the record is proposed."""
    return tuple(
        Gap(
            f"The basis changed. {change.words}. Before: {change.before}. Now: {change.after}.",
            change.section,
        )
        for change in changes
    )


def _changed_facts(watches: list[Watch]) -> Iterator[Cause]:
    for edition in {watch.edition for watch in watches if watch.edition}:
        concerned = [watch for watch in watches if watch.edition_id == edition.pk]
        for change in changes_since(edition):
            yield from causes_of_change(change, concerned)


def _broken_bounds(record: Record, watches: list[Watch]) -> Iterator[Cause]:
    """Yield the bounds that the last observation breaks, where it came after the draft."""
    names = {watch.name for watch in watches if watch.name}
    observations = last_observations(record.team, names)
    for watch in watches:
        seen = last_seen(watch, observations)
        if seen and seen.reported_at >= watch.since:
            yield from causes_of(seen, [watch])
