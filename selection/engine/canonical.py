"""One spelling in bytes for every recommendation, so that equal results have equal hashes."""

import hashlib
import json
from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")


def to_bytes(value: Any) -> bytes:
    """Return the canonical JSON of a dataclass or of plain data: sorted keys, UTF-8, no spaces."""
    plain = _adapter(type(value)).dump_python(value, mode="json")
    return json.dumps(
        plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def from_bytes(kind: type[T], data: bytes | str) -> T:
    """Return the `kind` that was written by `to_bytes`; raise ValueError if it is not one."""
    value: T = _adapter(kind).validate_json(data)
    return value


def digest(value: Any) -> str:
    """Return the SHA-256 of the canonical bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(to_bytes(value)).hexdigest()


# To build the adapter of a recommendation takes five times as long as to read one.
_adapters: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]
