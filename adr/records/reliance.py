"""Tells `selection` which facts a record relies on, and lets the record watch them.

Called whenever the text or the status of a record changes.
"""

from collections.abc import Iterator

from adr.records.content import AlternativeRow, ChosenRow, RecordContent
from adr.records.models import Record, Status
from adr.records.page import record_url
from adr.triggers.arming import keep_watch
from selection.public import RelianceRow, RelyingRecord, load_vocabulary, replace_reliances


def note_reliances(record: Record, content: RecordContent) -> None:
    """Store what `content` relies on and watches, under the record's title and status of now."""
    replace_reliances(_name(record), _rows(content))
    keep_watch(record, content)


def forget_reliances(record: Record) -> None:
    """Call before a record is deleted."""
    replace_reliances(_name(record), ())


def _name(record: Record) -> RelyingRecord:
    return RelyingRecord(
        key=f"record-{record.pk}",
        url=record_url(record),
        title=f"{record.number}. {record.title}",
        team=record.team,
        accepted=record.status == Status.ACCEPTED,
    )


def _rows(content: RecordContent) -> Iterator[RelianceRow]:
    """What was chosen, what was not, each gate with a claim, and each watched capability."""
    named_ones: tuple[ChosenRow | AlternativeRow, ...] = (*content.chosen, *content.alternatives)
    for named in named_ones:
        if named.component:
            yield RelianceRow(named.component, named.version)
    for gate in content.gates:
        if gate.component and gate.requirement in load_vocabulary().capabilities:
            yield RelianceRow(gate.component, gate.version, gate.requirement)
    for trigger in content.triggers:
        if trigger.component:
            yield RelianceRow(trigger.component, capability=trigger.capability)
