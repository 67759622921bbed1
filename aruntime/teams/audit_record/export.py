"""The audit record as files, line by line, so that its length does not matter."""

import csv
import json
import re
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.db.models import QuerySet

from aruntime.mail import absolute_url
from aruntime.teams.models import AuditEntry

COLUMNS = ("at", "by", "deed", "subject", "url", "detail")
CHUNK = 2_000
# What a spreadsheet takes for the beginning of a formula, at the start of a cell or of what some
# regional settings take for one: there a semicolon or a tab ends a cell.
FORMULA = re.compile(r"(^|[;\t\r\n])(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20])")
BYTE_ORDER_MARK = "\ufeff"  # Without it some spreadsheets take UTF-8 for something else.


def write_lines(entries: QuerySet[AuditEntry]) -> Iterator[str]:
    """Yield the entries as JSON Lines."""
    for entry in entries.iterator(CHUNK):
        yield json.dumps(as_plain(entry), ensure_ascii=False) + "\n"


def write_csv(entries: QuerySet[AuditEntry]) -> Iterator[str]:
    """Yield the entries as CSV for a spreadsheet; no cell is taken for a formula."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    for entry in entries.iterator(CHUNK):
        plain = as_plain(entry)
        plain["detail"] = json.dumps(plain["detail"], ensure_ascii=False)
        yield writer.writerow([as_cell(plain[column]) for column in COLUMNS])


def as_plain(entry: AuditEntry) -> dict[str, Any]:
    """Return the entry as plain data; `by` is the user name, and empty where no person acted."""
    return {
        "at": entry.at.astimezone(UTC).isoformat(timespec="seconds"),
        "by": entry.by.username if entry.by else "",
        "deed": entry.deed,
        "subject": entry.subject,
        "url": absolute_url(entry.url) if entry.url else "",
        "detail": entry.detail,
    }


def as_cell(text: str) -> str:
    """Return a text that a spreadsheet shows instead of computing it."""
    return FORMULA.sub(r"\1'", text)


class _Echo:
    """What `csv.writer` writes to, so that each row comes back as text."""

    def write(self, text: str) -> str:
        return text
