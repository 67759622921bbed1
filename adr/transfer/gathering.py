"""Markdown files from a place on this machine: a folder, one file, or a ZIP."""

import os
from dataclasses import dataclass
from pathlib import Path

from adr.transfer.archive import Unpacked, is_hidden, is_markdown, unpack
from adr.transfer.limits import LARGEST_FILE, LONGEST_PATH, ON_COMMAND


@dataclass(frozen=True)
class Gathered:
    """Bytes by path below the place, how many other files are there, and links not followed."""

    contents: dict[str, bytes]
    others: int = 0
    links: tuple[str, ...] = ()
    is_single: bool = False


def gather(place: Path) -> Gathered:
    """Read all Markdown files at a place; raises ArchiveError or OSError."""
    if place.is_dir():
        return _gather_folder(place)
    if place.suffix.lower() == ".zip":
        with place.open("rb") as source:
            unpacked = unpack(source, ON_COMMAND)
        return Gathered(unpacked.files, unpacked.others)
    return Gathered({place.name: _read(place)}, is_single=True)


def _gather_folder(place: Path) -> Gathered:
    """Walk through a folder without following links, which may lead out of it."""
    found, links = Unpacked(ON_COMMAND), []
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        for name in sorted(names):
            file = Path(folder, name)
            path = file.relative_to(place).as_posix()
            if not is_markdown(name) or is_hidden(name) or not _is_storable(path):
                found.others += 1
            elif file.is_symlink():
                links.append(path)
            else:
                found.add(path, _read(file))
    return Gathered(found.files, found.others, tuple(links))


def _read(file: Path) -> bytes:
    """Read a file, but no more of it than shows that it is too long."""
    with file.open("rb") as source:
        return source.read(LARGEST_FILE + 1)


def _is_storable(path: str) -> bool:
    """Tell a path that is no longer than we keep, and text in UTF-8."""
    return len(path) <= LONGEST_PATH and not any("\ud800" <= c <= "\udfff" for c in path)
