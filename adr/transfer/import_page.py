"""What the preview of an import shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adr.records.models import Status
from adr.records.page import STATUS_TONES
from adr.transfer.import_forms import TakeForm
from adr.transfer.importing import STATUSES, in_order
from adr.transfer.origin import shorten
from adr.transfer.planning import ImportPlan, Outcome, PlannedFile
from adr.transfer.reader.found import ReadStatus


@dataclass(frozen=True)
class PreviewRow:
    """One file that may become a record."""

    path: str
    title: str
    status_label: str
    status_tone: str
    date: str
    number: str
    earlier: int | None  # the record that an older text of this file became
    reason: str
    warnings: tuple[str, ...]
    box: Any  # its checkbox


@dataclass(frozen=True)
class ImportPreview:
    """`known` were imported before, `left_out` can be no records, `unreadable` are no text."""

    rows: tuple[PreviewRow, ...]
    known: tuple[PlannedFile, ...]
    left_out: tuple[PlannedFile, ...]
    unreadable: tuple[Any, ...]


def offered_files(plan: ImportPlan, keys: Mapping[str, int]) -> list[tuple[int, str]]:
    """The files that a person may tick, by the key under which each waits."""
    files = in_order(file for file in plan.files if file.may_be_taken)
    return [(keys[file.read.path], file.title) for file in files]


def ticked_at_first(plan: ImportPlan, keys: Mapping[str, int]) -> list[int]:
    return [keys[file.read.path] for file in plan.with_outcome(Outcome.NEW)]


def preview_of(plan: ImportPlan, keys: Mapping[str, int], form: TakeForm) -> ImportPreview:
    boxes = form.boxes
    files = in_order(file for file in plan.files if file.may_be_taken)
    left_out = (
        file for file in plan.files if not file.may_be_taken and file.outcome is not Outcome.KNOWN
    )
    return ImportPreview(
        rows=tuple(_row(file, boxes[keys[file.read.path]]) for file in files),
        known=plan.with_outcome(Outcome.KNOWN),
        left_out=tuple(left_out),
        unreadable=plan.unreadable,
    )


def _row(file: PlannedFile, box: Any) -> PreviewRow:
    read = file.read
    status = STATUSES[read.status]
    label = status.label
    if status is Status.IMPORTED:
        label = f"“{shorten(read.status_raw)}”" if read.status is ReadStatus.OTHER else "No status"
    number = "" if read.number is None else str(read.number)
    return PreviewRow(
        path=read.path,
        title=file.title,
        status_label=label,
        status_tone=STATUS_TONES[status],
        date=read.date.isoformat() if read.date else "",
        number=f"{read.series}-{number}" if read.series else number,
        earlier=file.earlier,
        reason=file.reason,
        warnings=file.warnings,
        box=box,
    )
