"""The JSON Schema of answers files, for editors and other programs.

It is made from the questionnaire, so that both cannot drift apart:
`python -m selection.questionnaire.answers_schema` prints what `answers-file.schema.json` holds.
"""

import json
import sys
from typing import Any

from selection.directory.vocabulary import load_vocabulary
from selection.engine.answers import Basis, Standing
from selection.engine.questions import Question, Questionnaire
from selection.questionnaire.file_values import NEEDS
from selection.questionnaire.inputs.requirements import CONFIRM, VERDICTS
from selection.questionnaire.versions import load_questionnaire

TEXT = {"type": "string", "minLength": 1}
AMOUNT = {"type": ["number", "string"]}
SAID = {
    "basis": {"enum": [basis.value for basis in Basis]},
    "note": {"type": "string"},
    "who_finds_out": {"type": "string", "maxLength": 120},
    "by_when": {"type": "string", "format": "date"},
}


def make_schema(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return the schema of a file with answers to this version of the questionnaire."""
    questions = list(questionnaire.all_questions())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Answers to version {questionnaire.version} of the questionnaire",
        "type": "object",
        "required": ["questionnaire"],
        "additionalProperties": False,
        "properties": {
            "questionnaire": {"const": questionnaire.version},
            "name": {"type": "string", "maxLength": 120},
            "answers": {
                "type": ["object", "null"],
                "additionalProperties": False,
                "properties": {question.key: _answer(question) for question in questions},
            },
        },
        "$defs": {
            "said": {"properties": SAID},
            "not-known": _in_full(Standing.NOT_KNOWN, "standing"),
            "not-applicable": _in_full(Standing.NOT_APPLICABLE, "standing", "note"),
            "capability": {"enum": list(load_vocabulary().capabilities)},
            "values": {question.key: _value(question) for question in questions},
        },
    }


def _answer(question: Question) -> dict[str, Any]:
    value = {"$ref": f"#/$defs/values/{question.key}"}
    return {
        "title": question.label,
        "anyOf": [
            value,
            _in_full(Standing.GIVEN, "value", value=value),
            {"$ref": "#/$defs/not-known"},
            {"$ref": "#/$defs/not-applicable"},
        ],
    }


def _in_full(standing: Standing, *required: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "$ref": "#/$defs/said",
        "properties": {"standing": {"const": standing.value}, **more},
        "required": list(required),
        "unevaluatedProperties": False,
    }


def _value(question: Question) -> dict[str, Any]:
    options = {"enum": [option.key for option in question.options]}
    match question.kind:
        case "choice":
            return options
        case "choices":
            several = {"type": "array", "items": options, "minItems": 1}
            return {"anyOf": [options, several]}
        case "text" | "long_text":
            return TEXT
        case "number":
            return {"anyOf": [TEXT, _object(_quantity(question))]}
        case "bound":
            return {"anyOf": [TEXT, _object(_bound(question))]}
        case "review":
            return {"type": "object", "minProperties": 1, "additionalProperties": _verdict()}
        case "additions":
            return {"type": "array", "minItems": 1, "items": _addition()}
        case "versions":
            return {"type": "object", "minProperties": 1, "additionalProperties": TEXT}
        case kind:
            raise ValueError(f"{question.key}: there is no schema for the kind {kind!r}.")


def _quantity(question: Question) -> dict[str, Any]:
    return {"amount": AMOUNT, "unit": {"enum": [unit.key for unit in question.units]}}


def _bound(question: Question) -> dict[str, Any]:
    parts = {**_quantity(question), "need": {"enum": NEEDS}}
    if question.percentiles:
        parts["percentile"] = {"enum": list(question.percentiles)}
    return parts


def _verdict() -> dict[str, Any]:
    with_reason = [verdict for verdict in VERDICTS if verdict != CONFIRM]
    return {
        "anyOf": [
            {**_object({"verdict": {"const": CONFIRM}, "reason": TEXT}), "required": ["verdict"]},
            _object({"verdict": {"enum": with_reason}, "reason": TEXT}),
        ]
    }


def _addition() -> dict[str, Any]:
    capability = {"$ref": "#/$defs/capability"}
    return _object({"capability": capability, "need": {"enum": NEEDS}, "reason": TEXT})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object with just these properties, all required."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def schema_text() -> str:
    """Return the schema of the newest questionnaire as the file beside this module holds it."""
    schema = make_schema(load_questionnaire())
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
