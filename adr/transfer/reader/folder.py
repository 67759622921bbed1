"""Reading files together: what one file says of another, and what only shows among several."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from adr.transfer.reader.decoding import UnreadableFileError
from adr.transfer.reader.found import Kind, ReadFile
from adr.transfer.reader.reading import look_beside, read_file


@dataclass(frozen=True)
class UnreadableFile:
    """A file that is no text that we read; `reason` is a sentence."""

    path: str
    reason: str


@dataclass(frozen=True)
class ReadFolder:
    files: tuple[ReadFile, ...]
    unreadable: tuple[UnreadableFile, ...]


def read_folder(contents: Mapping[str, bytes]) -> ReadFolder:
    """Read files by their paths, which are relative and have slashes; sorted by path."""
    beside = look_beside(contents)
    files, unreadable = [], []
    for path, data in sorted(contents.items()):
        try:
            files.append(read_file(data, path, beside))
        except UnreadableFileError as error:
            unreadable.append(UnreadableFile(path, str(error)))
    return ReadFolder(_with_warnings(files), tuple(unreadable))


def _with_warnings(files: Sequence[ReadFile]) -> tuple[ReadFile, ...]:
    """Add to each record what it has in common with others and should not."""
    by_number: dict[tuple[str, str | None, int], list[ReadFile]] = defaultdict(list)
    by_title: dict[str, list[ReadFile]] = defaultdict(list)
    for file in files:
        if file.kind is not Kind.RECORD:
            continue
        if file.number is not None:
            by_number[(file.folder, file.series, file.number)].append(file)
        if file.title:
            by_title[file.title.casefold()].append(file)
    return tuple(
        replace(file, warnings=(*file.warnings, *_shared(file, by_number, by_title)))
        for file in files
    )


def _shared(
    file: ReadFile,
    by_number: Mapping[tuple[str, str | None, int], Sequence[ReadFile]],
    by_title: Mapping[str, Sequence[ReadFile]],
) -> Iterator[str]:
    if file.kind is not Kind.RECORD:
        return
    if file.number is not None:
        same_number = by_number[(file.folder, file.series, file.number)]
        if others := _others(file, same_number):
            yield f"The number {file.number} is also that of {others}."
    if file.title and (others := _others(file, by_title[file.title.casefold()])):
        yield f"The title is also that of {others}."


def _others(file: ReadFile, alike: Sequence[ReadFile]) -> str:
    others = [other.path for other in alike if other is not file]
    if len(others) > 2:
        return f"{others[0]} and {len(others) - 1} more"
    return " and ".join(others)
