"""How the value of each kind of question is written in an answers file, and how it is read back.

Raw values are text, lists and mappings, as YAML gives them before it guesses at types.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from selection.directory.vocabulary import load_vocabulary
from selection.engine.questions import Question
from selection.engine.recommendation import Need
from selection.marked_yaml import Place
from selection.questionnaire.inputs.base import LONGEST_LINE, LONGEST_TEXT
from selection.questionnaire.inputs.requirements import CONFIRM, VERDICTS
from selection.questionnaire.numbers import explain_refusal, parse_amount

NEEDS = [need.value for need in Need]

QUANTITY = re.compile(r"(?P<amount>.*\S)\s+(?P<unit>\S+)")
BOUND = re.compile(
    r"(?P<amount>.*?\S)\s+(?P<unit>[^\s,]+)(\s+at\s+(?P<percentile>[^\s,]+))?\s*,\s*(?P<need>\S+)"
)


class WrongValueError(Exception):
    """A value cannot be read; `place` leads from the value to the part that is wrong."""

    def __init__(self, message: str, place: Place = ()) -> None:
        super().__init__(message)
        self.place = place


def not_allowed(word: Any, allowed: Collection[str], place: Place = ()) -> WrongValueError:
    return WrongValueError(f"{word!r} is not known. Allowed: {', '.join(allowed)}.", place)


def read_value(question: Question, raw: Any) -> Any:
    """Return the value of a given answer as `engine.answers` describes it.

    Raises WrongValueError, which says what is allowed.
    """
    return READERS[question.kind](question, raw)


def write_value(question: Question, value: Any) -> Any:
    """Return how a value is written, in the shortest form that `read_value` reads back."""
    match question.kind:
        case "number":
            return f"{value['amount']} {value['unit']}"
        case "bound":
            percentile = f" at {value['percentile']}" if value.get("percentile") else ""
            return f"{value['amount']} {value['unit']}{percentile}, {value['need']}"
        case _:
            return value


def _read_choice(question: Question, raw: Any) -> str:
    allowed = [option.key for option in question.options]
    if not isinstance(raw, str) or raw not in allowed:
        raise not_allowed(raw, allowed)
    return raw


def _read_choices(question: Question, raw: Any) -> list[str]:
    words = raw if isinstance(raw, list) else [raw]
    allowed = [option.key for option in question.options]
    for index, word in enumerate(words):
        if word not in allowed:
            raise not_allowed(word, allowed, (index,) if isinstance(raw, list) else ())
    chosen = [option for option in question.options if option.key in words]
    if not chosen:
        raise WrongValueError(f"Name at least one of: {', '.join(allowed)}.")
    for option in chosen:
        if option.exclusive and len(chosen) > 1:
            raise WrongValueError(f"{option.key!r} cannot stand beside others.")
    return [option.key for option in chosen]


def _read_text(question: Question, raw: Any) -> str:
    longest = LONGEST_LINE if question.kind == "text" else LONGEST_TEXT
    if not isinstance(raw, str) or not raw.strip():
        raise WrongValueError("Write text here.")
    if len(raw) > longest:
        raise WrongValueError(f"Write at most {longest:,} characters.")
    if question.kind == "text" and "\n" in raw:
        raise WrongValueError("Write one line here.")
    return raw


def _read_number(question: Question, raw: Any) -> dict[str, Any]:
    example = f"{question.example or 1} {question.units[0].key}"
    if isinstance(raw, str):
        match = QUANTITY.fullmatch(raw[:LONGEST_LINE].strip())
        if match is None:
            raise WrongValueError(f"Write an amount and a unit, such as {example}.")
        raw = match.groupdict()
    _read_mapping(raw, required=("amount", "unit"), example=example)
    return _read_quantity(question, raw)


def _read_bound(question: Question, raw: Any) -> dict[str, Any]:
    at = f" at {question.percentiles[-1]}" if question.percentiles else ""
    example = f"{question.example or 1} {question.units[0].key}{at}, mandatory"
    if isinstance(raw, str):
        match = BOUND.fullmatch(raw[:LONGEST_LINE].strip())
        if match is None:
            raise WrongValueError(f"Write a bound such as {example}.")
        raw = {part: text for part, text in match.groupdict().items() if text}
    percentile = ("percentile",) if question.percentiles else ()
    _read_mapping(raw, required=("amount", "unit", *percentile, "need"), example=example)
    value = _read_quantity(question, raw)
    if percentile:
        value["percentile"] = _word(raw, "percentile", question.percentiles)
    return {**value, "need": _word(raw, "need", NEEDS)}


def _read_quantity(question: Question, raw: Mapping[str, Any]) -> dict[str, Any]:
    unit = _word(raw, "unit", [unit.key for unit in question.units])
    try:
        amount = parse_amount(raw["amount"])
    except (ValueError, AttributeError, TypeError):
        raise WrongValueError(f"{raw['amount']!r} is not a number.", ("amount",)) from None
    refusal = explain_refusal(amount, unit)
    if refusal:
        raise WrongValueError(f"The amount {refusal}.", ("amount",))
    return {"amount": amount, "unit": unit}


def _read_review(question: Question, raw: Any) -> dict[str, dict[str, str]]:
    example = "a requirement, such as generation/streaming: {verdict: confirm}"
    if not isinstance(raw, dict) or not raw:
        raise WrongValueError(f"Write {example}.")
    value = {}
    for key, row in raw.items():
        try:
            _read_mapping(row, required=("verdict",), optional=("reason",), example=example)
            verdict = _word(row, "verdict", VERDICTS)
            if verdict != CONFIRM and not row.get("reason"):
                raise WrongValueError("This verdict needs a reason.")
        except WrongValueError as error:
            raise WrongValueError(str(error), (key, *error.place)) from None
        value[key] = {"verdict": verdict, **_reason(row, (key,))}
    return value


def _read_additions(question: Question, raw: Any) -> list[dict[str, str]]:
    example = "{capability: security/authn, need: mandatory, reason: …}"
    if not isinstance(raw, list) or not raw:
        raise WrongValueError(f"Write a list of rows such as {example}.")
    capabilities = load_vocabulary().capabilities
    value: list[dict[str, str]] = []
    for index, row in enumerate(raw):
        try:
            _read_mapping(row, required=("capability", "need", "reason"), example=example)
            capability = row["capability"]
            if not isinstance(capability, str) or capability not in capabilities:
                raise WrongValueError(
                    f"{capability!r} is no word of the vocabulary.", ("capability",)
                )
            if capability in [earlier["capability"] for earlier in value]:
                raise WrongValueError(f"{capability!r} stands twice.", ("capability",))
            need = _word(row, "need", NEEDS)
        except WrongValueError as error:
            raise WrongValueError(str(error), (index, *error.place)) from None
        value.append({"capability": capability, "need": need, **_reason(row, (index,))})
    return value


def _read_versions(question: Question, raw: Any) -> dict[str, str]:
    if not isinstance(raw, dict) or not raw:
        raise WrongValueError("Write components with a release each, such as vllm: 0.33.0.")
    for slug, release in raw.items():
        if not isinstance(release, str) or not release:
            raise WrongValueError("Write the release here, such as 0.33.0.", (slug,))
    return dict(sorted(raw.items()))


READERS: Mapping[str, Callable[[Question, Any], Any]] = {
    "choice": _read_choice,
    "choices": _read_choices,
    "text": _read_text,
    "long_text": _read_text,
    "number": _read_number,
    "bound": _read_bound,
    "review": _read_review,
    "additions": _read_additions,
    "versions": _read_versions,
}


def _read_mapping(
    raw: Any, *, required: tuple[str, ...], example: str, optional: tuple[str, ...] = ()
) -> None:
    """Refuse anything but a mapping with exactly these keys."""
    if not isinstance(raw, dict):
        raise WrongValueError(f"Write {example}.")
    for key in raw:
        if key not in (*required, *optional):
            raise not_allowed(key, (*required, *optional), (key,))
    missing = [key for key in required if not raw.get(key)]
    if missing:
        raise WrongValueError(f"{missing[0]} is missing. Write {example}.")


def _word(raw: Mapping[str, Any], key: str, allowed: Collection[str]) -> str:
    if not isinstance(raw[key], str) or raw[key] not in allowed:
        raise not_allowed(raw[key], allowed, (key,))
    return str(raw[key])


def _reason(row: Mapping[str, Any], place: Place) -> dict[str, str]:
    reason = row.get("reason")
    if reason is None or reason == "":
        return {}
    if not isinstance(reason, str) or len(reason) > LONGEST_LINE:
        raise WrongValueError(
            f"Write a reason of at most {LONGEST_LINE} characters.", (*place, "reason")
        )
    return {"reason": reason}
