"""What an import found in each file, for scripts and for people."""

from collections.abc import Iterator, Mapping
from typing import Any

from adr.transfer.planning import ImportPlan, Outcome, PlannedFile
from adr.transfer.reader.dates import is_iso
from adr.transfer.reader.folder import UnreadableFile
from adr.transfer.reader.found import ReadFile, ReadStatus


def report_of(plan: ImportPlan, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return the report as JSON data; `numbers` are those of the records made, by path."""
    files = [_planned(file, numbers.get(file.read.path)) for file in plan.files]
    files += [_unreadable(file) for file in plan.unreadable]
    return {"imported": len(numbers), "files": sorted(files, key=lambda file: file["path"])}


def describe(file: ReadFile) -> dict[str, Any]:
    """Return what a file says, in the words of the report."""
    return {
        "path": file.path,
        "kind": file.kind,
        "format": file.format,
        "title": file.title,
        "status": file.status,
        "status_raw": file.status_raw or None,
        "date": file.date.isoformat() if file.date else None,
        "date_raw": None if is_iso(file.date_raw) and file.date else file.date_raw or None,
        "number": file.number,
        "series": file.series,
        "supersedes": list(file.supersedes),
        "superseded_by": list(file.superseded_by),
        "amends": list(file.amends),
        "amended_by": list(file.amended_by),
        "related": list(file.related),
        "deciders": list(file.deciders),
        "consulted": list(file.consulted),
        "informed": list(file.informed),
        "tags": list(file.tags),
        "headings": list(file.headings),
    }


def lines_of(report: Mapping[str, Any]) -> Iterator[str]:
    """The report for people: a line for each file, and its warnings below."""
    for file in report["files"]:
        what = f"record {file['record']}" if file["record"] is not None else file["outcome"]
        facts = [file["kind"], file["status_raw"] or file["status"], file["date"]]
        known = ", ".join(str(fact) for fact in facts if fact and fact != ReadStatus.NONE)
        yield f"{file['path']}: {what}" + (f" ({known})" if known else "")
        if file["title"]:
            yield f"    {file['title']}"
        yield from (f"    - {warning}" for warning in file["warnings"])


def _planned(file: PlannedFile, record: int | None) -> dict[str, Any]:
    outcome = "imported" if record is not None else str(file.outcome)
    reasons = [file.reason] if file.reason else []
    if file.outcome is Outcome.KNOWN:
        reasons.append(f"The same text was imported before, as record {file.earlier}.")
    elif file.outcome is Outcome.CHANGED:
        reasons.append(f"It has changed since it was imported as record {file.earlier}.")
    return {
        **describe(file.read),
        "warnings": [*file.warnings, *reasons],
        "outcome": outcome,
        "record": record,
    }


def _unreadable(file: UnreadableFile) -> dict[str, Any]:
    """A file that is no text: every key is there, and nothing is claimed."""
    lists = (
        *("supersedes", "superseded_by", "amends", "amended_by", "related"),
        *("deciders", "consulted", "informed", "tags", "headings"),
    )
    facts = ("kind", "format", "title", "status", "status_raw", "date", "date_raw", "number")
    return {
        "path": file.path,
        **dict.fromkeys((*facts, "series")),
        **{name: [] for name in lists},
        "warnings": [file.reason],
        "outcome": str(Outcome.UNREADABLE),
        "record": None,
    }
