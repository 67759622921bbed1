"""The published JSON Schema of exported records, made from the dataclasses that write them.

`python -m adr.transfer.export.json_schema` writes the files beside this module, which the site
serves.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from adr.transfer.export.json_format import LIBRARY, RECORD

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = Path(__file__).parent
SCHEMAS: dict[str, TypeAdapter[Any]] = {"record-1": RECORD, "library-1": LIBRARY}


def schema_file(name: str) -> Path:
    return FOLDER / f"{name}.schema.json"


def schema_text(name: str) -> str:
    """Return the schema as its file holds it."""
    schema = SCHEMAS[name].json_schema()
    schema["required"] = ["format", *schema["required"]]
    for shape in (schema, *schema["$defs"].values()):
        if "properties" in shape:
            shape["additionalProperties"] = False  # The reader refuses what it would lose.
    head = {"$schema": DIALECT, "$id": f"urn:aruntime:schema:{name}"}
    schema = {**head, **schema}
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for name in SCHEMAS:
        schema_file(name).write_text(schema_text(name), encoding="utf-8")
