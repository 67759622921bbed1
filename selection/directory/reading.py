"""Reads the files of reference facts, and says of every mistake where it stands."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from selection.directory.schema import ComponentEntry, fields_at
from selection.marked_yaml import Mistake, Place, UnreadableYamlError, read_marked_yaml

ENTRIES = Path(__file__).parent / "entries"


class BadFactsError(Exception):
    """The files cannot be used; carries every mistake of every file."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


def read_entries(folder: Path = ENTRIES, *, today: date) -> tuple[ComponentEntry, ...]:
    """Return the entries of all files in `folder`, by slug; raise BadFactsError if any is bad."""
    files = sorted(folder.glob("*.yaml"), key=lambda file: file.stem)
    if not files:
        raise BadFactsError([Mistake(1, "", "There is no .yaml file here.", str(folder))])
    entries: list[ComponentEntry] = []
    mistakes: list[Mistake] = []
    for file in files:
        entry, found = read_entry(file, today=today)
        mistakes += found
        if entry:
            entries.append(entry)
    if mistakes:
        raise BadFactsError(mistakes)
    return tuple(entries)


def read_entry(file: Path, *, today: date) -> tuple[ComponentEntry | None, list[Mistake]]:
    """Return the entry of a file, or none, and every mistake in it in the order of its lines."""
    try:
        marked = read_marked_yaml(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return None, [Mistake(1, "", "This file is not UTF-8 text.", file.name)]
    except UnreadableYamlError as error:
        return None, [Mistake(error.mistake.line, "", error.mistake.message, file.name)]
    found = [*_doubled_claims(marked.content)]
    entry = None
    try:
        context = {"today": today, "slug": file.stem}
        entry = ComponentEntry.model_validate(marked.content, context=context)
    except ValidationError as error:
        found += [(detail["loc"], _in_words(detail)) for detail in error.errors()]
    mistakes = [marked.mistake(place, message, file=file.name) for place, message in found]
    return entry, sorted(mistakes, key=lambda mistake: mistake.line)


def _doubled_claims(content: Any) -> Iterator[tuple[Place, str]]:
    claims = content.get("capabilities") if isinstance(content, dict) else None
    seen: set[str] = set()
    for index, claim in enumerate(claims if isinstance(claims, list) else []):
        capability = claim.get("is") if isinstance(claim, dict) else None
        if not isinstance(capability, str):
            continue
        if capability in seen:
            yield ("capabilities", index, "is"), f"There is a claim on {capability} already."
        seen.add(capability)


def _in_words(detail: ErrorDetails) -> str:
    match detail["type"]:
        case "missing":
            return "This field is missing."
        case "extra_forbidden":
            allowed = ", ".join(fields_at(detail["loc"][:-1]))
            return f"This field is not known. Allowed: {allowed}."
        case _:
            message = detail["msg"].replace("Input should be", "This should be")
            return message if message.endswith(".") else f"{message}."
