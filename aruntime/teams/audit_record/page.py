"""What the page of the audit record shows, as plain data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator

from aruntime.teams.audit_record.entries import filter_entries, in_words
from aruntime.teams.models import AuditEntry, Team

PAGE_LENGTH = 50


@dataclass(frozen=True)
class AuditRow:
    at: datetime
    by: str
    deed: str
    subject: str
    url: str
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AuditPage:
    rows: tuple[AuditRow, ...]
    page: Page
    found: str


def audit_page(team: Team, filters: Mapping[str, Any], *, page_number: str) -> AuditPage:
    """Return one page of the record; the number of queries does not depend on its length."""
    page = Paginator(filter_entries(team, filters), PAGE_LENGTH).get_page(page_number)
    count = page.paginator.count
    return AuditPage(
        rows=tuple(_row(entry) for entry in page.object_list),
        page=page,
        found=f"{count} entr{'y' if count == 1 else 'ies'}",
    )


def _row(entry: AuditEntry) -> AuditRow:
    return AuditRow(
        at=entry.at,
        by=str(entry.by) if entry.by else "",
        deed=in_words(entry.deed),
        subject=entry.subject,
        url=entry.url,
        details=tuple((in_words(key), _value(value)) for key, value in entry.detail.items()),
    )


def _value(value: object) -> str:
    """Return a detail as text: words as they are, anything else as it stands in the file."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
