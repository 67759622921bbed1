"""Whether content that did not come through a form can be stored: from the API, from a file."""

from collections.abc import Iterator
from dataclasses import asdict, fields, is_dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from adr.records.content import RecordContent
from adr.records.models import Record
from adr.records.parts import TABLES, VALIDATION
from adr.records.reading import PLAIN_FIELDS

Mistake = tuple[str, str]  # the place, such as `chosen[0].layer`, and what to do


def find_mistakes(content: RecordContent) -> list[Mistake]:
    """Return what the database would refuse, or what no form would let pass, by place."""
    plain = {name: getattr(content, name) for name in PLAIN_FIELDS}
    mistakes = list(_of_model(Record(**plain, tags=list(content.tags)), plain, ""))
    for table in TABLES:
        for index, row in enumerate(getattr(content, table.field)):
            place = f"{table.field}[{index}]."
            values = {name: value for name, value in asdict(row).items() if name != "gate"}
            mistakes += _of_model(table.model(**values), values, place)
    mistakes += _unproven(content)
    return mistakes + list(_with_nul(content, ""))


def find_unknown_keys(data: Any, row: type[Any], place: str = "") -> list[str]:
    """Return the places in parsed JSON whose keys `row`, a dataclass of content.py, has not."""
    if not isinstance(data, dict):
        return []
    tables = {table.field: table.row for table in TABLES} if row is RecordContent else {}
    known = {field.name for field in fields(row)}
    unknown = [f"{place}{key}" for key in data if key not in known]
    for name, inner in tables.items():
        for index, each in enumerate(data.get(name) or ()):
            unknown += find_unknown_keys(each, inner, f"{name}[{index}].")
    return unknown


def _of_model(row: Model, values: dict[str, Any], place: str) -> Iterator[Mistake]:
    """Yield what the model's fields refuse of `values`."""
    others = {field.name for field in row._meta.fields} - values.keys()
    try:
        row.clean_fields(exclude=others)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield f"{place}{name}", " ".join(messages)


def _unproven(content: RecordContent) -> Iterator[Mistake]:
    for index, row in enumerate(getattr(content, VALIDATION.field)):
        if row.outcome != "open" and not (row.source and row.measured_on):
            yield (
                f"validation[{index}]",
                "Give source and measured_on of a result, or leave its outcome open.",
            )


def _with_nul(value: Any, place: str) -> Iterator[Mistake]:
    """Yield the texts with a NUL, which PostgreSQL cannot store."""
    if isinstance(value, str) and "\x00" in value:
        yield place, "Take the NUL character out."
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _with_nul(part, f"{place}[{index}]")
    elif is_dataclass(value):
        for field in fields(value):
            inner = f"{place}.{field.name}" if place else field.name
            yield from _with_nul(getattr(value, field.name), inner)
