"""The front matter of a MADR file: MADR's keys, and those of ours for what has no heading."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, get_type_hints

import yaml
from pydantic import TypeAdapter

from adr.records.content import RecordContent
from adr.transfer.madr.layout import FRONT_MATTER, PROFILE, PROFILE_VERSION, RECORDED_ON

FENCE = "---\n"
IDENTIFIER = re.compile(r"ADR-0*(\d{1,6})")
HINTS = get_type_hints(RecordContent)


class FrontMatterError(ValueError):
    """A front matter that does not say what its keys ask for."""


def identifier(number: int) -> str:
    return f"ADR-{number:04}"


def write_front_matter(
    content: RecordContent, *, status: str, recorded_on: date | None, title: str
) -> str:
    """Return the front matter; `title` only where the heading cannot carry it."""
    values: dict[str, Any] = {"status": status}
    for field, key in FRONT_MATTER.items():
        values[key] = getattr(content, field)
    if content.successor_of is not None:
        values["supersedes"] = identifier(content.successor_of)
    values |= {RECORDED_ON: recorded_on, "title": title, PROFILE: PROFILE_VERSION}
    lines = [f"{key}: {_scalar(value)}\n" for key, value in values.items() if _says(value)]
    return "".join([FENCE, *lines, FENCE])


def split_front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    """Return the values of the front matter, and the text after it."""
    end = text.find(f"\n{FENCE}")
    if not text.startswith(FENCE) or end < 0:
        return {}, text
    try:
        values = yaml.safe_load(text[len(FENCE) : end + 1])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # ValueError: a day that no month has, or a number of thousands of digits.
        raise FrontMatterError(f"The front matter is no YAML: {error}") from error
    return values if isinstance(values, dict) else {}, text[end + 1 + len(FENCE) :]


def read_fields(values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the fields of the content that the front matter gives."""
    for field, key in FRONT_MATTER.items():
        if (value := values.get(key)) is not None:
            yield field, _read(field, key, value)


def read_day(key: str, value: Any) -> date | None:
    return _validated(key, value, date | None)


def _read(field: str, key: str, value: Any) -> Any:
    if field == "successor_of":
        found = IDENTIFIER.fullmatch(str(value))
        if not found:
            raise FrontMatterError(f"{key}: enter a number such as ADR-0012, not “{value}”")
        return int(found[1])
    if HINTS[field] is str and isinstance(value, list):
        value = ", ".join(map(str, value))
    if field == "tags" and isinstance(value, str):
        value = [word.strip() for word in value.split(",")]
    return _validated(key, value, HINTS[field])


def _validated(key: str, value: Any, kind: Any) -> Any:
    try:
        return _adapter(kind).validate_python(value)
    except ValueError as error:
        raise FrontMatterError(f"{key}: “{value}” does not belong here") from error


def _says(value: Any) -> bool:
    return value not in (None, "", ())


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_quoted, value))}]"
    return str(value)


def _quoted(text: str) -> str:
    """Return the text as a YAML scalar between double quotes, on one line."""
    return "".join(['"', *map(_spelt, text), '"'])


def _spelt(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    return f"\\U{ord(character):08x}" if ord(character) > 0xFFFF else f"\\u{ord(character):04x}"


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
