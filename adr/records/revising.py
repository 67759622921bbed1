"""Saving a record's content so that no text is ever lost, whoever saves at the same time."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db import transaction

from adr.library.search import index_record
from adr.records.content import RecordContent, from_json, to_json
from adr.records.deeds import note_record_deed
from adr.records.gates import with_gates
from adr.records.merging import Merge, merge_contents
from adr.records.models import Record, Revision, Status
from adr.records.parts import TABLES, VALIDATION
from adr.records.reading import PLAIN_FIELDS, content_of
from adr.records.reliance import note_reliances
from aruntime.teams.models import User

EDITABLE = {Status.DRAFT, Status.PROPOSED, Status.IMPORTED}


class FrozenRecordError(Exception):
    """The text of a record that is accepted, rejected, superseded or deprecated stays as it is."""


@dataclass(eq=False)
class EditConflictError(Exception):
    """Somebody else changed the same fields meanwhile; nothing was saved."""

    merge: Merge
    theirs: RecordContent
    revision: int
    by: str
    at: datetime | None


def is_frozen(record: Record) -> bool:
    return record.status not in EDITABLE


@transaction.atomic
def revise(
    *, record: Record, content: RecordContent, by: User | None, expected_revision: int
) -> Record:
    """Store `content`, written on top of `expected_revision`, as the next revision.

    What others changed meanwhile in other fields is kept. Raises EditConflictError when they
    changed the same field differently, and FrozenRecordError when the text is fixed.
    """
    current_record = lock_record(record)
    if is_frozen(current_record):
        raise FrozenRecordError
    current = content_of(current_record)
    merged = _merge(current_record, current, content, expected_revision)
    if merged.chosen != current.chosen:
        merged = with_gates(merged, current_record.recommendation)
    if merged == current:
        return current_record
    store_revision(current_record, merged, before=current, by=by)
    return Record.objects.select_related("team").get(pk=record.pk)


@transaction.atomic
def set_aside(*, record: Record, content: RecordContent, by: User) -> None:
    """Keep `content` in the history, and what is stored now as the text of the record."""
    current_record = lock_record(record)
    if is_frozen(current_record):
        raise FrozenRecordError
    current = content_of(current_record)
    store_revision(current_record, content, before=current, by=by)
    store_revision(current_record, current, before=content, by=by)


def lock_record(record: Record) -> Record:
    """Return the record as it is stored now, locked until the transaction ends."""
    return Record.objects.select_for_update(of=("self",)).select_related("team").get(pk=record.pk)


def store_revision(
    record: Record, content: RecordContent, *, before: RecordContent, by: User | None
) -> None:
    """Write `content` over `before` in a locked record and remember it as the next revision."""
    record.revision += 1
    write_content(record, content, before=before)
    remember_revision(record, content, by=by)
    note_record_deed(record, by=by, deed="record.revised", revision=record.revision)


def remember_revision(record: Record, content: RecordContent, *, by: User | None) -> None:
    Revision.objects.create(
        record=record, number=record.revision, content=to_json(content), author=by
    )


def write_content(
    record: Record, content: RecordContent, *, before: RecordContent | None = None
) -> None:
    """Write everything of `content` that differs from `before` into the record and its parts."""
    for name in PLAIN_FIELDS:
        setattr(record, name, getattr(content, name))
    record.tags = list(content.tags)
    if content.owner != (record.owner.username if record.owner else ""):
        record.owner = record.team.members.filter(username=content.owner).first()
    record.successor_of = (
        record.team.records.filter(number=content.successor_of).first()
        if content.successor_of is not None
        else None
    )
    record.save()
    for table in TABLES:
        rows = getattr(content, table.field)
        if before is None or rows != getattr(before, table.field):
            table.write(record, rows)
    if before is not None and before.gates != content.gates:
        # Results of a gate went with it.
        VALIDATION.write(record, content.validation)
    index_record(record, content)
    note_reliances(record, content)


def _merge(
    record: Record, current: RecordContent, mine: RecordContent, expected_revision: int
) -> RecordContent:
    if record.revision == expected_revision:
        return mine
    merge = merge_contents(_content_at(record, expected_revision), current, mine)
    if merge.conflicts:
        last = _last_change(record, merge.conflicts, since=expected_revision)
        raise EditConflictError(
            merge=merge,
            theirs=current,
            revision=record.revision,
            by=str(last.author) if last and last.author else "somebody",
            at=last.at if last else None,
        )
    return merge.content


def _content_at(record: Record, number: int) -> RecordContent:
    return from_json(Revision.objects.get(record=record, number=number).content)


def _last_change(record: Record, names: tuple[str, ...], *, since: int) -> Revision | None:
    """Return the newest revision after `since` that changed one of the fields."""
    revisions = record.revisions.filter(number__gte=since).select_related("author")
    for newer, older in pairwise(revisions):
        if any(newer.content.get(name) != older.content.get(name) for name in names):
            return newer
    return None
