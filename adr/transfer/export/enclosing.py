"""The files that lie inside the PDF of a record: its data as JSON, its text as Markdown."""

from adr.records.models import Record
from adr.records.pdf_claims import Enclosure
from adr.transfer.export.documents import RecordDocument
from adr.transfer.export.gathering import document_of
from adr.transfer.export.json_format import write_record
from adr.transfer.export.markdown import markdown_of


def enclosures_of(record: Record) -> tuple[Enclosure, ...]:
    document = document_of(record)
    return enclose_json(document), enclose_markdown(document)


def enclose_json(record: RecordDocument) -> Enclosure:
    return Enclosure(
        name=record.file_name.removesuffix(".md") + ".json",
        data=write_record(record),
        content_type="application/json",
        relationship="Source",
        description=f"Decision record {record.number} as data",
        at=record.updated_at,
    )


def enclose_markdown(record: RecordDocument) -> Enclosure:
    return Enclosure(
        name=record.file_name,
        data=markdown_of(record),
        content_type="text/markdown",
        relationship="Alternative",
        description=f"Decision record {record.number} as Markdown",
        at=record.updated_at,
    )
