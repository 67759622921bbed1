"""Question 9: what the team says of the requirements that follow from questions 1 to 8."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from selection.engine.answers import Standing
from selection.engine.recommendation import Because, Need, Requirement
from selection.engine.rules import Rules
from selection.engine.situation import Situation

ADDED = Because(
    rule="added-by-the-team",
    sentence="The team added this requirement.",
    source="Selection guide, Selection questions, 9",
    question="added_requirements",
)


def apply_review(requirement: Requirement, situation: Situation) -> Requirement:
    """Return the requirement as the team confirmed, relaxed, dropped or limited it."""
    row: Mapping[str, str] = _given(situation, "requirements", {}).get(requirement.key, {})
    reason = row.get("reason", "")
    match row.get("verdict"):
        case "confirm":
            return replace(requirement, origin="confirmed", reason=reason)
        case "accept-partial":
            return replace(requirement, origin="confirmed", reason=reason, accepts_partial=True)
        case "relax":
            return replace(requirement, origin="relaxed", reason=reason, need=Need.WANTED)
        case "drop":
            return replace(requirement, origin="dropped", reason=reason)
    return requirement


def read_additions(situation: Situation, rules: Rules) -> Iterator[Requirement]:
    """Yield what the team added, in one order however it was entered, without owners yet."""
    rows = _given(situation, "added_requirements", [])
    step = replace(ADDED, answer=situation.in_words("added_requirements"))
    for row in sorted(
        rows, key=lambda row: (row["capability"], row["need"], row.get("reason", ""))
    ):
        yield Requirement(
            key=row["capability"],
            label=_label_of(row["capability"], rules),
            need=Need(row["need"]),
            origin="added",
            categories=(),
            because=(step,),
            reason=row.get("reason", ""),
        )


def _given(situation: Situation, question: str, nothing: Any) -> Any:
    answer = situation.answer(question)
    return answer.value if answer and answer.standing is Standing.GIVEN else nothing


def _label_of(capability: str, rules: Rules) -> str:
    """Return the words that the table has for a capability, else the capability's own."""
    for rule in rules.tables["requirements"]:
        if rule.columns.get("capability") == capability:
            return str(rule.columns["label"])
    dimension, _, value = capability.partition("/")
    return f"{value.replace('-', ' ').capitalize()} ({dimension})"
