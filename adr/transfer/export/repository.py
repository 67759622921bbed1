"""The library as files that drop into a Git repository: a folder, or a ZIP with stable bytes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from adr.transfer.export.documents import RecordDocument
from adr.transfer.madr.writer import status_words, write_madr

FOLDER = "docs/decisions"
INDEX = "README.md"
# ZIP knows no time before this.
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
READABLE_FILE = 0o100644


@dataclass(frozen=True)
class ArchiveFile:
    """One file; its time follows from the record, so that the same library has the same bytes."""

    path: str
    data: bytes
    at: datetime


def decision_files(
    records: Iterable[RecordDocument], *, team: str, names: Mapping[int, str]
) -> Iterator[ArchiveFile]:
    """Yield the file of each record, and the index of all of them at the end.

    `names` gives the file name of every record of the library, by number.
    """
    rows, last = [], EARLIEST
    for record in records:
        rows.append(_index_row(record))
        last = max(last, record.updated_at)
        text = write_madr(record, names)
        yield ArchiveFile(f"{FOLDER}/{record.file_name}", text.encode(), record.updated_at)
    yield ArchiveFile(f"{FOLDER}/{INDEX}", _index(rows, team).encode(), last)


def write_zip(files: Iterable[ArchiveFile], to: IO[bytes]) -> None:
    with ZipFile(to, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files:
            at = max(file.at.astimezone(UTC), EARLIEST)
            info = ZipInfo(file.path, at.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3  # Unix, wherever it is made
            info.external_attr = READABLE_FILE << 16
            archive.writestr(info, file.data)


def write_folder(files: Iterable[ArchiveFile], folder: Path) -> int:
    """Write the files below the folder; return how many."""
    count = 0
    for count, file in enumerate(files, start=1):  # noqa: B007
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    return count


def _index_row(record: RecordDocument) -> str:
    title = " ".join(record.content.title.split()).replace("|", r"\|") or "Untitled"
    day = record.content.decided_on or ""
    review = record.content.review_date or ""
    link = f"[{title}](<{record.file_name}>)"
    return f"| {record.number} | {link} | {status_words(record)} | {day} | {review} |"


def _index(rows: list[str], team: str) -> str:
    count = f"{len(rows)} record{'' if len(rows) == 1 else 's'}"
    return "\n".join(
        [
            f"# Decision records of {' '.join(team.split())}",
            "",
            f"{count}, in the form of MADR 4.0.",
            "",
            "| Number | Decision | Status | Decided on | Review date |",
            "| --: | --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )
