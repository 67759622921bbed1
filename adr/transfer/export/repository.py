"""The library as files that drop into a Git repository: a folder, or a ZIP with stable bytes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from adr.transfer.export.documents import RecordDocument
from adr.transfer.export.markdown import markdown_of
from adr.transfer.madr.writer import status_words

FOLDER = "docs/decisions"
INDEX = "README"
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
        last = max(last, record.updated_at)
        path = names.get(record.number, record.file_name)
        rows.append(_index_row(record, path))
        yield ArchiveFile(f"{FOLDER}/{path}", markdown_of(record, names), record.updated_at)
    yield ArchiveFile(f"{FOLDER}/{_index_name(names)}", _index(rows, team).encode(), last)


def write_zip(files: Iterable[ArchiveFile], to: IO[bytes]) -> None:
    with ZipFile(to, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files:
            at = max(file.at.astimezone(UTC), EARLIEST)
            info = ZipInfo(file.path, at.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3  # Unix, wherever it is made
            info.external_attr = READABLE_FILE << 16
            archive.writestr(info, file.data)


def write_folder(files: Iterable[ArchiveFile], folder: Path) -> None:
    """Write the files below the folder."""
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)


def _index_name(names: Mapping[int, str]) -> str:
    """Return a name for the index that no record's file has."""
    taken = {name.casefold() for name in names.values()}
    candidates = chain([f"{INDEX}.md"], (f"{INDEX}-{n}.md" for n in count(2)))
    return next(name for name in candidates if name.casefold() not in taken)


def _index_row(record: RecordDocument, path: str) -> str:
    title = re.sub(r"([\\|\[\]])", r"\\\1", " ".join(record.content.title.split())) or "Untitled"
    day = record.content.decided_on or ""
    review = record.content.review_date or ""
    link = f"[{title}](<{path}>)"
    return f"| {record.number} | {link} | {status_words(record)} | {day} | {review} |"


def _index(rows: list[str], team: str) -> str:
    records = f"{len(rows)} record{'' if len(rows) == 1 else 's'}"
    return "\n".join(
        [
            f"# Decision records of {' '.join(team.split())}",
            "",
            f"{records}, in the form of MADR 4.0, or in the form that they were imported in.",
            "",
            "| Number | Decision | Status | Decided on | Review date |",
            "| --: | --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )
