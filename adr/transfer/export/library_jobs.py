"""PDFs of libraries that are being made, are ready, or failed: each a few files in one folder.

Every process of this installation sees them there, whichever of them draws. The newest are kept.
"""

import json
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db.models import QuerySet

from adr.records.models import Record
from adr.records.pdf_renderer import MissingLibrariesError
from adr.transfer.export.library_drawing import LONGEST_SECONDS, begin_drawing
from aruntime.teams.models import Team

MOST_RECORDS = 100
MOST_AT_ONCE = 2  # of one team; each may take a gigabyte
KEPT = 6  # of one team
# Whatever is not done by then went down with its process.
LOST_AFTER = timedelta(seconds=2 * LONGEST_SECONDS)


class JobState(StrEnum):
    BEING_MADE = "being-made"
    READY = "ready"
    FAILED = "failed"
    NO_LIBRARIES = "no-libraries"


class TooManyJobsError(Exception):
    """The team waits for as many documents as it may."""


@dataclass(frozen=True)
class LibraryJob:
    """One document. `chosen_by` says in words by what its records were chosen."""

    id: UUID
    records: int
    chosen_by: tuple[str, ...]
    begun_at: datetime
    state: JobState
    size: int = 0  # bytes, once it is ready


def begin_job(
    team: Team, records: QuerySet[Record], chosen_by: Sequence[str], *, now: datetime
) -> UUID:
    """Start to make the document; raise TooManyJobsError while others are being made."""
    jobs = _jobs_of(team, now)
    if sum(job.state is JobState.BEING_MADE for job in jobs) >= MOST_AT_ONCE:
        raise TooManyJobsError
    _forget_old(team, jobs)
    job = uuid4()
    path = _folder(team) / f"{job}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = {"records": records.count(), "chosen_by": list(chosen_by), "begun_at": now.isoformat()}
    path.write_text(json.dumps(begun), encoding="utf-8")
    begin_drawing(team, records, chosen_by).add_done_callback(partial(_finish, path))
    return job


def find_job(team: Team, job: UUID, *, now: datetime) -> LibraryJob | None:
    path = _folder(team) / f"{job}.json"
    try:
        begun = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    begun_at = datetime.fromisoformat(begun["begun_at"])
    state, size = _state_of(path, is_late=now > begun_at + LOST_AFTER)
    return LibraryJob(job, begun["records"], tuple(begun["chosen_by"]), begun_at, state, size)


def pdf_of(team: Team, job: UUID) -> Path:
    """Return where the document lies once it is ready."""
    return _folder(team) / f"{job}.pdf"


def _finish(path: Path, future: "Future[bytes]") -> None:
    """Leave the document, or why there is none, beside the file that began it."""
    error = CancelledError() if future.cancelled() else future.exception()
    if error is None:
        part = path.with_suffix(".part")
        part.write_bytes(future.result())
        part.replace(path.with_suffix(".pdf"))
    else:
        missing = isinstance(error, MissingLibrariesError)
        state = JobState.NO_LIBRARIES if missing else JobState.FAILED
        path.with_suffix(".failed").write_text(state, encoding="utf-8")


def _state_of(path: Path, *, is_late: bool) -> tuple[JobState, int]:
    with suppress(FileNotFoundError):
        return JobState.READY, path.with_suffix(".pdf").stat().st_size
    with suppress(FileNotFoundError):
        return JobState(path.with_suffix(".failed").read_text(encoding="utf-8")), 0
    return (JobState.FAILED if is_late else JobState.BEING_MADE), 0


def _jobs_of(team: Team, now: datetime) -> list[LibraryJob]:
    """Return all jobs of the team, the newest first."""
    found = (find_job(team, UUID(path.stem), now=now) for path in _folder(team).glob("*.json"))
    return sorted((job for job in found if job), key=lambda job: job.begun_at, reverse=True)


def _forget_old(team: Team, jobs: Sequence[LibraryJob]) -> None:
    for job in jobs[KEPT - 1 :]:
        for path in _folder(team).glob(f"{job.id}.*"):
            path.unlink(missing_ok=True)


def _folder(team: Team) -> Path:
    folder: Path = settings.DATA_DIR / "pdf" / "libraries" / str(team.pk)
    return folder
