"""Documents of records, as an export makes them, without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from adr.transfer.export.documents import RecordDocument, StatusStep
from adr.transfer.export.names import file_name
from tests.adr.records.pages import make_content

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def make_document(**changes: Any) -> RecordDocument:
    content = changes.pop("content", None) or make_content()
    document = RecordDocument(
        number=12,
        file_name=file_name(12, content.title),
        status="accepted",
        recorded_on=date(2026, 11, 18),
        updated_at=AT,
        revision=4,
        content=content,
        history=(
            StatusStep("", "draft", "ana", AT),
            StatusStep("draft", "accepted", "ana", AT, "Evaluation passed."),
        ),
    )
    return replace(document, **changes)
