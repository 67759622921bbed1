"""Values and rows as cells of a Markdown table, readable for people and for programs."""

import json
import re
from collections.abc import Sequence
from dataclasses import MISSING, Field, fields
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter

from adr.transfer.madr.text import exact_json

EXACT = "exact: "
ODD = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")  # unseen, or ends a line
BETWEEN_PARTS = " · "
BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
# Headings of columns, where the name of the field would not do.
LABELS = {
    ("ChosenRow", "name"): "Component",
    ("ChosenRow", "component"): "Directory entry",
    ("VersionRow", "name"): "What",
    ("SourceRow", "url"): "Address",
    ("AssumptionRow", "text"): "Assumption",
    ("AssumptionRow", "outcome"): "Found out",
    ("RiskRow", "text"): "Risk",
    ("RiskRow", "source_url"): "Source",
    ("GateRow", "label"): "In words",
    ("GateRow", "source_url"): "Source",
    ("ConfirmationRow", "who"): "By whom",
    ("TriggerRow", "text"): "What would change",
}


class CellError(ValueError):
    """A cell that holds something else than its column asks for."""


def encode(value: Any, kind: Any) -> str:
    """Return the value of this type as a cell."""
    plain = _plain(value)
    try:
        if plain == (plain or "").strip(" ") and decode(plain, kind) == value:
            return plain
    except CellError:
        pass
    return encode_exact(value, kind)


def encode_exact(value: Any, kind: Any) -> str:
    """Return the value as JSON, for what people's way of writing cannot carry."""
    return EXACT + exact_json(_adapter(kind).dump_python(value, mode="json"))


def decode(cell: str, kind: Any) -> Any:
    """Return the value of a cell; raise CellError where it is not of this type."""
    if cell.startswith(EXACT):
        return _decode_exact(cell.removeprefix(EXACT), kind)
    if kind is str:
        return re.sub(
            r"<br>|\\\|", lambda found: {"<br>": "\n"}.get(found[0], "|"), cell.strip(" ")
        )
    if get_origin(kind) is UnionType:
        inner = next(part for part in get_args(kind) if part is not type(None))
        return decode(cell, inner) if cell else None
    if kind is bool:
        if cell in ("yes", "no"):
            return cell == "yes"
        raise CellError(f"enter yes or no, not “{cell}”")
    if get_origin(kind) is tuple and get_args(kind) == (str, ...):
        return tuple(decode(part, str) for part in cell.split(BETWEEN_PARTS)) if cell else ()
    if get_origin(kind) is tuple and len(get_args(kind)) == 2:
        first, separator, second = cell.partition(BETWEEN_PARTS)
        if separator:
            return decode(first, str), decode(second, str)
    try:
        return _adapter(kind).validate_strings(cell)
    except ValueError as error:
        raise CellError(f"“{cell}” is not {_in_words(kind)}") from error


def label_of(row: type[Any], field: Field[Any]) -> str:
    words = field.name.replace("_", " ")
    return LABELS.get((row.__name__, field.name), words[:1].upper() + words[1:])


def write_table(rows: Sequence[Any]) -> str:
    """Return the rows, of one dataclass, as a table without the columns that say nothing."""
    kind: Any = type(rows[0])
    hints = _hints(kind)
    shown = [f for f in fields(kind) if any(getattr(row, f.name) != f.default for row in rows)]
    lines = [[label_of(kind, f) for f in shown], ["---"] * len(shown)]
    lines += [[encode(getattr(row, f.name), hints[f.name]) for f in shown] for row in rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def read_table(text: str, kind: type[Any]) -> tuple[Any, ...]:
    """Return the rows of the first table in the text; raise CellError that names row and column."""
    lines = [line.strip(" ") for line in text.split("\n")]
    begin = next((index for index, line in enumerate(lines) if line.startswith("|")), None)
    if begin is None:
        return ()
    labels = _cells(lines[begin])
    by_label = {label_of(kind, field): field for field in fields(kind)}
    rows = []
    for number, line in enumerate(lines[begin + 2 :], start=1):
        if not line.startswith("|"):
            break
        named = zip(labels, _cells(line), strict=False)
        given = {by_label[label].name: (label, cell) for label, cell in named if label in by_label}
        rows.append(_read_row(kind, given, number))
    return tuple(rows)


def _read_row(kind: Any, given: dict[str, tuple[str, str]], number: int) -> Any:
    hints = _hints(kind)
    values: dict[str, Any] = {}
    for field in fields(kind):
        label, cell = given.get(field.name, (label_of(kind, field), ""))
        if field.name not in given and field.default is not MISSING:
            continue
        try:
            values[field.name] = decode(cell, hints[field.name])
        except CellError as error:
            raise CellError(f"row {number}, {label}: {error}") from error
    return kind(**values)


def _cells(line: str) -> list[str]:
    inner = line.strip(" ").removeprefix("|").removesuffix("|")
    return [cell.strip(" ") for cell in BETWEEN_CELLS.split(inner)]


def _plain(value: Any) -> str | None:
    """Return the value as people write it; None where there is no such way."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return None if ODD.search(value) else value.replace("|", r"\|").replace("\n", "<br>")
    if isinstance(value, (int, date)):
        return str(value)
    if isinstance(value, tuple) and all(isinstance(part, str) for part in value):
        return BETWEEN_PARTS.join(_plain(part) or "" for part in value)
    return None


def _decode_exact(text: str, kind: Any) -> Any:
    try:
        return _adapter(kind).validate_python(json.loads(text))
    except ValueError as error:
        raise CellError(f"“{text}” cannot be read") from error


def _in_words(kind: Any) -> str:
    return {int: "a number", date: "a date such as 2027-03-31"}.get(kind, "what belongs here")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


@cache
def _hints(row: Any) -> dict[str, Any]:
    return get_type_hints(row)
