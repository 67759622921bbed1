"""From stored records to the documents that leave the library."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from adr.records.models import Record, StatusChange
from adr.records.parts import TABLES
from adr.records.reading import content_of
from adr.transfer.export.documents import (
    LibraryDocument,
    RecordDocument,
    Relation,
    ResultOrigin,
    StatusStep,
    TeamDocument,
)
from adr.transfer.export.names import file_name
from aruntime.teams.models import Team
from selection.public import StoredResult

AT_ONCE = 200  # so many records are read together; the number of queries for them is constant
PREFETCHED: tuple[Any, ...] = (
    *(table.related_name for table in TABLES),
    *("team", "owner", "successor_of", "superseded_by", "supersedes", "status_changes__by"),
    "imported",
    Prefetch(
        "result",
        StoredResult.objects.defer("content", "edition__content").select_related(
            "edition", "assessment"
        ),
    ),
)


def library_of(team: Team, records: QuerySet[Record]) -> LibraryDocument:
    """Return the records in the order of their numbers."""
    documents = documents_of(records.order_by("number"))
    return LibraryDocument(team=TeamDocument(team.name, team.slug), records=tuple(documents))


def documents_of(records: QuerySet[Record]) -> Iterator[RecordDocument]:
    """Yield each record, in the order given."""
    for record in records.prefetch_related(*PREFETCHED).iterator(AT_ONCE):
        yield document_from(record)


def document_of(record: Record) -> RecordDocument:
    prefetch_related_objects([record], *PREFETCHED)
    return document_from(record)


def document_from(record: Record) -> RecordDocument:
    """Return the document of a record whose PREFETCHED is there; asks the database nothing."""
    return RecordDocument(
        number=record.number,
        file_name=file_name(record.number, record.title),
        status=record.status,
        recorded_on=record.recorded_on,
        updated_at=record.updated_at,
        revision=record.revision,
        content=content_of(record),
        history=tuple(_step(change) for change in record.status_changes.all()),
        relations=tuple(_relations(record)),
        result=_origin(record.result) if record.result else None,
    )


def _step(change: StatusChange) -> StatusStep:
    by = change.by.username if change.by else ""
    return StatusStep(change.before, change.after, by, change.at, change.reason)


def _relations(record: Record) -> Iterator[Relation]:
    for old in sorted(record.supersedes.all(), key=lambda old: old.number):
        yield Relation("supersedes", old.number, old.title)
    if record.superseded_by:
        yield Relation("superseded-by", record.superseded_by.number, record.superseded_by.title)


def _origin(result: StoredResult) -> ResultOrigin:
    return ResultOrigin(
        questionnaire=result.questionnaire_version,
        rules=result.rules_version,
        directory=result.edition.digest,
        digest=result.digest,
        worked_out_at=result.created_at,
        answers=json.loads(result.answers),
        assessment=str(result.assessment) if result.assessment else "",
    )


def names_of(team: Team) -> dict[int, str]:
    """Return the file name of every record of the library, by number."""
    return {
        number: file_name(number, title)
        for number, title in team.records.values_list("number", "title")
    }
