"""What is not known yet, and what it blocks: each open point is an assumption of the decision."""

from collections.abc import Iterator, Sequence

from selection.engine.answers import Answer
from selection.engine.questions import Question
from selection.engine.recommendation import Conclusion, Level, OpenPoint, Sizing, Verdict
from selection.engine.rules import Rules
from selection.engine.situation import NOT_KNOWN, Situation
from selection.engine.wording import join_words

MANY = 6  # More names than these in one sentence are counted, not listed.


def list_open_points(
    situation: Situation,
    *,
    conclusions: Sequence[Conclusion],
    sizing: Sizing,
    level: Level,
    rules: Rules,
) -> tuple[OpenPoint, ...]:
    """Return one point for every question on the path whose answer is missing or not known."""
    of_components = {key for rule in rules.tables["requirements"] for key in rule.when.questions()}
    points = []
    for question in (question for page in situation.path.pages for question in page.questions):
        if situation.in_words(question.key) != NOT_KNOWN:
            continue
        blocked = [*_blocked(question.key, conclusions, sizing, level)]
        if question.key in of_components:
            blocked.append("Requirements")
        points.append(_make_point(question, situation.answer(question.key), blocked))
    return tuple(points)


def _make_point(question: Question, answer: Answer | None, blocked: list[str]) -> OpenPoint:
    return OpenPoint(
        question=question.key,
        label=question.label,
        blocks=_sentence(blocked),
        who_finds_out=answer.who_finds_out if answer else "",
        by_when=answer.by_when if answer else "",
    )


def _blocked(
    question: str, conclusions: Sequence[Conclusion], sizing: Sizing, level: Level
) -> Iterator[str]:
    for conclusion in conclusions:
        if conclusion.verdict is Verdict.OPEN and any(
            step.question == question for step in conclusion.because
        ):
            yield conclusion.label
    if question in sizing.missing:
        yield "Sizing"
    if any(change.question == question for change in level.changes):
        yield "Consequence level"


def _sentence(blocked: list[str]) -> str:
    if not blocked:
        return "Nothing else depends on it."
    if len(blocked) > MANY:
        blocked = [*blocked[: MANY - 1], f"{len(blocked) - MANY + 1} more"]
    return f"It decides: {join_words(blocked)}."
