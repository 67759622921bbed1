"""The operations of the API as its page shows them, read from its OpenAPI description."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ninja import NinjaAPI


@dataclass(frozen=True)
class Parameter:
    name: str
    place: str  # path or query
    is_required: bool
    meaning: str


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    summary: str
    description: str
    needs_token: bool
    parameters: tuple[Parameter, ...]
    takes: str  # the name of the body's schema; empty where there is no body


@dataclass(frozen=True)
class Group:
    name: str
    operations: tuple[Operation, ...]


def describe(api: NinjaAPI) -> tuple[Group, ...]:
    """Return all operations by subject, in the order of their addresses."""
    schema = api.get_openapi_schema()
    found = [
        (details.get("tags", ["Other"])[0], _operation(method, path, details))
        for path, methods in schema["paths"].items()
        for method, details in methods.items()
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].path))
    return tuple(
        Group(name, tuple(operation for _, operation in pairs))
        for name, pairs in groupby(found, key=lambda pair: pair[0])
    )


def _operation(method: str, path: str, details: dict[str, Any]) -> Operation:
    body = details.get("requestBody", {}).get("content", {}).get("application/json", {})
    return Operation(
        method=method.upper(),
        path=path,
        summary=_plain(details.get("summary", "")),
        description=_plain(details.get("description", "")),
        needs_token=bool(details.get("security")),
        parameters=tuple(
            Parameter(
                name=each["name"],
                place=each["in"],
                is_required=each.get("required", False),
                meaning=each.get("description") or each["schema"].get("description", ""),
            )
            for each in details.get("parameters", ())
        ),
        takes=body.get("schema", {}).get("$ref", "").rpartition("/")[2],
    )


def _plain(text: str) -> str:
    """Take the marks of Markdown's code away, which the page does not render."""
    return text.replace("`", "")
