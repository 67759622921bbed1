"""The other answers that could be given to one question, as far as rules can tell them apart."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from selection.engine.answers import Answer, Standing
from selection.engine.conditions import Comparison, Condition
from selection.engine.path import comparable
from selection.engine.questions import Question, Questionnaire, Unit
from selection.engine.rules import Rules

# Numbers that sizing calculates with: no rule holds a threshold for them, so they are doubled and
# halved instead.
CALCULATED = (
    "model_parameters",
    "model_context",
    "concurrency",
    "device_memory",
    "devices_per_host",
)

# Where the truth of a comparison turns: between the threshold and the figure above or below it.
BEYOND = {"at_most": 1, "above": 1, "at_least": -1, "below": -1}


@dataclass(frozen=True)
class Marks:
    """For each question that conditions read, the words and thresholds that they compare with.

    Beside a threshold stands on which side of it the truth turns, 1 above or -1 below.
    """

    words: Mapping[str, frozenset[str]]
    thresholds: Mapping[str, frozenset[tuple[float, int]]]

    @property
    def questions(self) -> frozenset[str]:
        return frozenset(self.words)


def find_marks(questionnaire: Questionnaire, rules: Rules, tables: Iterable[str]) -> Marks:
    """Read the marks off the rules of `tables`, and off what opens the questions that they read."""
    words: dict[str, set[str]] = {}
    thresholds: dict[str, set[tuple[float, int]]] = {}
    pending = [rule.when for table in tables for rule in rules.tables[table]]
    opened_by = _opened_by(questionnaire)
    while pending:
        for comparison in pending.pop().comparisons():
            key = comparison.question
            if key not in opened_by:
                continue  # A fact: the rules that it comes from are read themselves.
            if key not in words:
                pending.extend(opened_by[key])
            _note(comparison, words.setdefault(key, set()), thresholds.setdefault(key, set()))
    for key in CALCULATED:
        words.setdefault(key, set())
    return Marks(
        {key: frozenset(marks) for key, marks in words.items()},
        {key: frozenset(marks) for key, marks in thresholds.items()},
    )


def _opened_by(questionnaire: Questionnaire) -> Mapping[str, tuple[Condition, ...]]:
    return {
        question.key: (task.shown_when, page.shown_when, question.shown_when)
        for task in questionnaire.tasks
        for page in task.pages
        for question in page.questions
    }


def _note(comparison: Comparison, words: set[str], thresholds: set[tuple[float, int]]) -> None:
    if comparison.operator in BEYOND:
        thresholds.add((float(comparison.operand), BEYOND[comparison.operator]))
    elif isinstance(comparison.operand, tuple):
        words.update(comparison.operand)


def alternatives(question: Question, answer: Answer | None, marks: Marks) -> Iterator[Answer]:
    """Yield other given answers to `question`, each once, that rules might treat differently.

    Numbers come nearest first.
    """
    given = answer if answer and answer.standing is Standing.GIVEN else None
    seen = {comparable(question, given)} if given else set()
    for candidate in _candidates(question, given, marks):
        value = comparable(question, candidate)
        if value not in seen:
            seen.add(value)
            yield candidate


def _candidates(question: Question, given: Answer | None, marks: Marks) -> Iterator[Answer]:
    match question.kind:
        case "choice":
            for option in question.options:
                yield Answer(value=option.key)
        case "choices":
            yield from _selections(question, given, marks.words[question.key])
        case "number" | "bound":
            now = _base_amount(question, given) if given else 0.0
            figures = _figures(question, given, marks)
            yield from sorted(
                (_quantity(question, given, figure) for figure in figures),
                key=lambda other: abs(_base_amount(question, other) - now),
            )


def _selections(
    question: Question, given: Answer | None, words: frozenset[str]
) -> Iterator[Answer]:
    """Add or take away one option: each that a condition names, and one that none names."""
    chosen = set(given.value) if given else set()
    unnamed = [option.key for option in question.options if option.key not in words]
    exclusive = {option.key for option in question.options if option.exclusive}
    for option in question.options:
        if option.key not in words and option.key not in (*unnamed[:1], *exclusive, *chosen):
            continue
        keys = {option.key} if option.exclusive else (chosen - exclusive) ^ {option.key}
        if keys:
            yield Answer(value=[o.key for o in question.options if o.key in keys])


def _figures(
    question: Question, given: Answer | None, marks: Marks
) -> Iterator[tuple[float, Unit]]:
    """Yield each threshold and the next round figure on the side where the truth turns."""
    for threshold, beyond in sorted(marks.thresholds.get(question.key, ())):
        unit = _round_unit(question, threshold)
        amount = threshold / unit.factor
        yield amount, unit
        yield amount + beyond, unit
    if given and question.key in CALCULATED:
        amount, unit = given.value["amount"], question.unit(given.value["unit"])
        yield amount * 2, unit
        if len(question.units) > 1:
            yield amount / 2, unit
        elif amount >= 2:
            yield amount // 2, unit  # A question with one unit counts things, and counts are whole.


def _round_unit(question: Question, threshold: float) -> Unit:
    """Return the largest unit in which the threshold is a whole number, or the first unit."""
    whole = [unit for unit in question.units if (threshold / unit.factor).is_integer()]
    return max(whole, key=lambda unit: unit.factor) if whole else question.units[0]


def _quantity(question: Question, given: Answer | None, figure: tuple[float, Unit]) -> Answer:
    value = {"amount": figure[0], "unit": figure[1].key}
    if given:
        return replace(given, value={**given.value, **value})
    if question.kind == "bound":
        value["need"] = "mandatory"
        if question.percentiles:
            value["percentile"] = question.percentiles[-1]
    return Answer(value=value)


def _base_amount(question: Question, answer: Answer) -> float:
    return float(answer.value["amount"]) * question.unit(answer.value["unit"]).factor
