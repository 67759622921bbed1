"""Markdown files out of a ZIP that may be hostile.

Nothing is written to disk. The list of entries is measured before it is read, each file is unpacked
only as far as a record may be long, and what names a place outside the archive is refused.
"""

import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import IO

from adr.transfer.limits import LARGEST_FILE, LONGEST_PATH, MB, Limits

MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown")
END_OF_LIST = b"PK\x05\x06"
LENGTH_OF_END = 22
LONGEST_COMMENT = 0xFFFF
ZIP64_LOCATOR = b"PK\x06\x07"
MOST_ENTRIES = 20_000  # of any kind: a whole repository may be sent
LONGEST_LIST = 4 * MB
KNOWN_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1


class ArchiveError(Exception):
    """A ZIP that is refused as a whole; the message says why, and how to mend it."""


@dataclass
class Unpacked:
    """The Markdown files by path, and how many other files were passed over."""

    limits: Limits
    files: dict[str, bytes] = field(default_factory=dict)
    others: int = 0
    size: int = 0
    lines: int = 0

    def add(self, path: str, data: bytes) -> None:
        """Take a file; raises ArchiveError where the limits are reached."""
        if path in self.files:
            raise ArchiveError(f"Two files are called {short(path)}. Rename one of them.")
        self.files[path] = data
        self.size += len(data)
        self.lines += data.count(b"\n") + 1
        if len(self.files) > self.limits.files:
            raise ArchiveError(
                f"There are more than {self.limits.files:,} Markdown files. Import them in parts."
            )
        if self.size > self.limits.size or self.lines > self.limits.lines:
            raise ArchiveError(
                f"The files have more than {self.limits.size // MB} MB or "
                f"{self.limits.lines:,} lines together. Import them in parts, "
                "without files that are no records."
            )

    def without_common_folder(self) -> "Unpacked":
        """Return the same with paths below the folder that holds all files."""
        folders = [PurePosixPath(path).parts[:-1] for path in self.files]
        common = _common_length(folders)
        files = {"/".join(PurePosixPath(p).parts[common:]): d for p, d in self.files.items()}
        return replace(self, files=files)


def unpack(source: IO[bytes], limits: Limits) -> Unpacked:
    """Return the Markdown files of an archive; raises ArchiveError."""
    _measure(source)
    unpacked = Unpacked(limits)
    try:
        with zipfile.ZipFile(source) as archive:
            for info in archive.infolist():
                if _is_passed_over(info):
                    unpacked.others += not info.is_dir()
                else:
                    unpacked.add(info.filename, _read(archive, info))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
        raise ArchiveError(
            "This ZIP is damaged and cannot be unpacked. Make it again and try once more."
        ) from error
    except NotImplementedError as error:
        raise ArchiveError(
            "This ZIP is packed in a way that we do not read. Make it with an ordinary program."
        ) from error
    return unpacked.without_common_folder()


def is_markdown(path: str) -> bool:
    return path.lower().endswith(MARKDOWN_ENDINGS)


def is_hidden(path: str) -> bool:
    """Tell what a system or a tool put there, such as `.git/` or `__MACOSX/`."""
    return any(p.startswith(".") or p == "__MACOSX" for p in PurePosixPath(path).parts)


def short(path: str) -> str:
    """Return a path as a sentence can hold it."""
    printable = "".join(c if c.isprintable() else "?" for c in path)
    return printable if len(printable) <= 80 else f"…{printable[-79:]}"


def _common_length(folders: Sequence[tuple[str, ...]]) -> int:
    """How many folders all paths begin with."""
    length = 0
    for names in zip(*folders, strict=False):
        if len(set(names)) > 1:
            break
        length += 1
    return length


def _measure(source: IO[bytes]) -> None:
    """Refuse a list of entries that would fill the memory before any of them is looked at."""
    source.seek(0, 2)
    size = source.tell()
    source.seek(max(0, size - LENGTH_OF_END - LONGEST_COMMENT - 20))
    tail = source.read()
    source.seek(0)
    if ZIP64_LOCATOR in tail:
        raise ArchiveError("This ZIP is made for more than 4 GB. Make it as an ordinary ZIP.")
    for end in _ends(tail):
        count = int.from_bytes(end[10:12], "little")
        length = int.from_bytes(end[12:16], "little")
        if count > MOST_ENTRIES or length > LONGEST_LIST:
            raise ArchiveError(f"This ZIP holds more than {MOST_ENTRIES:,} files.")


def _ends(tail: bytes) -> Iterator[bytes]:
    """Every place where the list of entries may be described."""
    position = tail.find(END_OF_LIST)
    while position >= 0:
        yield tail[position : position + LENGTH_OF_END]
        position = tail.find(END_OF_LIST, position + 1)


def _is_passed_over(info: zipfile.ZipInfo) -> bool:
    """Tell a folder or a file that is no Markdown; raises ArchiveError for a hostile name."""
    name = info.filename
    _refuse_hostile(info)
    return info.is_dir() or not is_markdown(name) or is_hidden(name)


def _refuse_hostile(info: zipfile.ZipInfo) -> None:
    name = info.filename
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if name.startswith(("/", "\\")) or ".." in parts or name[1:2] == ":":
        raise ArchiveError(
            f"The ZIP names a place outside itself: {short(name)}. Such an archive is not unpacked."
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        raise ArchiveError(
            f"{short(name)} is a link to another file. Make the ZIP with the files themselves."
        )
    if is_markdown(name) and len(name) > LONGEST_PATH:
        raise ArchiveError(f"The path of {short(name)} is longer than {LONGEST_PATH} characters.")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Unpack one file, but no more of it than a record may be long."""
    if info.flag_bits & ENCRYPTED:
        raise ArchiveError(
            f"{short(info.filename)} is locked with a password. Make the ZIP without one."
        )
    if info.compress_type not in KNOWN_PACKINGS:
        raise NotImplementedError
    with archive.open(info) as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise ArchiveError(
            f"{short(info.filename)} is larger than {LARGEST_FILE // MB} MB unpacked, "
            "which no record is."
        )
    return data
