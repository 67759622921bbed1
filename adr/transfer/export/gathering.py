"""From stored records to the documents that leave the library."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from adr.records.content import from_json
from adr.records.models import Record, StatusChange
from adr.records.parts import TABLES
from adr.records.reading import content_of
from adr.transfer.export.documents import (
    FileReference,
    FileSection,
    ImportedFile,
    LibraryDocument,
    RecordDocument,
    Relation,
    ResultOrigin,
    StatusStep,
    TeamDocument,
)
from adr.transfer.export.names import name_files, own_name
from adr.transfer.models import ImportedText
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
    text: ImportedText | None = getattr(record, "imported", None)
    return RecordDocument(
        number=record.number,
        file_name=own_name(record.number, record.title, text.path if text else ""),
        status=record.status,
        recorded_on=record.recorded_on,
        updated_at=record.updated_at,
        revision=record.revision,
        content=content_of(record),
        history=tuple(_step(change) for change in record.status_changes.all()),
        relations=tuple(_relations(record)),
        result=_origin(record.result) if record.result else None,
        imported=_file(text) if text else None,
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


def _file(text: ImportedText) -> ImportedFile:
    return ImportedFile(
        path=text.path,
        format=text.format,
        original=bytes(text.original).decode(),
        number=text.number,
        series=text.series,
        status=text.status,
        status_raw=text.status_raw,
        date_raw=text.date_raw,
        content=from_json(text.content),
        free=tuple(FileSection(**section) for section in text.free),
        references=tuple(FileReference(**reference) for reference in text.references),
        warnings=tuple(text.warnings),
    )


def names_of(team: Team) -> dict[int, str]:
    """Return the path of every record's file in an export of the library, by number.

    An imported file keeps its name, and its folder below the one that all of them have in common.
    """
    rows = team.records.order_by("number").values_list("number", "title", "imported__path")
    return name_files(rows)
