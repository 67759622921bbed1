"""Records as JSON: one, or a library. The dataclasses of `documents` are the format."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from adr.transfer.export.documents import LibraryDocument, RecordDocument, TeamDocument

RECORD = TypeAdapter(RecordDocument)
LIBRARY = TypeAdapter(LibraryDocument)
LARGEST_FILE = 100 * 1024 * 1024  # bytes
MOST_MISTAKES = 20


class JsonFileError(ValueError):
    """The file holds no records in this format; carries every mistake with its place."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def write_record(record: RecordDocument) -> bytes:
    return _write(RECORD.dump_python(record, mode="json"))


def write_library(library: LibraryDocument) -> bytes:
    return _write(LIBRARY.dump_python(library, mode="json"))


def read_json(data: bytes) -> LibraryDocument:
    """Return the library that a file holds; one record is a library of one, of no team.

    Raises JsonFileError.
    """
    if len(data) > LARGEST_FILE:
        raise JsonFileError([f"A file has at most {LARGEST_FILE // 1024**2} MiB."])
    try:
        values = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise JsonFileError([f"This is no JSON: {error}."]) from error
    match values:
        case {"format": "aruntime-record/1"}:
            records = (_read(RECORD, values),)
            return LibraryDocument(team=TeamDocument("", ""), records=records)
        case {"format": "aruntime-library/1"}:
            library: LibraryDocument = _read(LIBRARY, values)
            return library
    raise JsonFileError(
        ["format: this version of ARuntime reads “aruntime-record/1” and “aruntime-library/1”."]
    )


def _write(values: Any) -> bytes:
    return (json.dumps(values, indent=2, ensure_ascii=False) + "\n").encode()


def _read(adapter: TypeAdapter[Any], values: dict[str, Any]) -> Any:
    try:
        document = adapter.validate_python(values)
    except ValidationError as error:
        mistakes = [f"{_place(m['loc'])}: {m['msg']}." for m in error.errors()[:MOST_MISTAKES]]
        raise JsonFileError(mistakes) from error
    known = adapter.dump_python(document, mode="json")
    if unknown := list(_unknown(values, known)):
        raise JsonFileError(
            [f"{place}: there is no such key." for place in unknown[:MOST_MISTAKES]]
        )
    return document


def _unknown(given: Any, known: Any, place: tuple[str | int, ...] = ()) -> Iterator[str]:
    """Yield the place of each key that was read but not understood."""
    if isinstance(given, dict) and isinstance(known, dict):
        for key, value in given.items():
            if key not in known:
                yield _place((*place, key))
            else:
                yield from _unknown(value, known[key], (*place, key))
    elif isinstance(given, list) and isinstance(known, list):
        for index, (inner, known_inner) in enumerate(zip(given, known, strict=True)):
            yield from _unknown(inner, known_inner, (*place, index))


def _place(location: tuple[str | int, ...]) -> str:
    """Return a place as people count: `records[3].content.title` is the title of the third."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in location)
    return "".join(parts).removeprefix(".") or "file"
