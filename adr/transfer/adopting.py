"""What a file that was exported from here brings along beyond what other files have."""

from collections.abc import Sequence
from dataclasses import replace

from adr.records.content import RecordContent
from adr.records.models import Record, Revision
from adr.transfer.madr.front_matter import identifier
from adr.transfer.models import ImportedText
from adr.transfer.placing.placing import PlacedFile
from adr.transfer.reader.relations import SUPERSEDES
from aruntime.teams.models import Team


def content_for(team: Team, placed: PlacedFile, *, owner: str) -> RecordContent:
    """Return the content to store: the file's own owner counts if that is a member of the team.

    Which record it is to supersede is known once all records of the import are there.
    """
    named = placed.content.owner
    is_member = named and team.members.filter(username=named).exists()
    return replace(placed.content, owner=named if is_member else owner, successor_of=None)


def successor_reference(placed: PlacedFile) -> list[tuple[str, str]]:
    """Return the record to be superseded as a reference, in the way of those that files name."""
    number = placed.content.successor_of
    return [] if number is None else [(SUPERSEDES, identifier(number))]


def adopt(stored: Sequence[tuple[ImportedText, PlacedFile]]) -> None:
    """Restore the day on which each record was recorded, and which record it is to supersede."""
    for text, placed in stored:
        if placed.recorded_on:
            Record.objects.filter(pk=text.record_id).update(recorded_on=placed.recorded_on)
        if placed.content.successor_of is not None:
            _name_predecessor(text)


def _name_predecessor(text: ImportedText) -> None:
    text.refresh_from_db(fields=["references"])
    numbers = (r["number"] for r in text.references if r["kind"] == SUPERSEDES)
    number = next((number for number in numbers if number is not None), None)
    if number is None:
        return
    old = Record.objects.get(team=text.record.team, number=number)
    Record.objects.filter(pk=text.record_id).update(successor_of=old)
    text.content["successor_of"] = number
    text.save(update_fields=["content"])
    Revision.objects.filter(record=text.record_id).update(content=text.content)
