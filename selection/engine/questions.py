"""The questionnaire as data: tasks, pages and questions, read from a version's file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from selection.engine.conditions import ALWAYS, Condition, parse_condition

KINDS = (
    "choice",
    "choices",
    "text",
    "long_text",
    "number",
    "bound",
    "review",
    "additions",
    "versions",
)


@dataclass(frozen=True)
class Option:
    """One answer to choose. An exclusive option cannot stand beside others ("none of these")."""

    key: str
    label: str
    hint: str = ""
    exclusive: bool = False


@dataclass(frozen=True)
class Unit:
    """A unit that a number may be given in; `factor` turns it into the base unit, the first."""

    key: str
    label: str
    factor: float


@dataclass(frozen=True)
class Question:
    """One question. `shown_when` is asked only on a page that is itself on the path."""

    key: str
    kind: str
    label: str
    hint: str = ""
    example: str = ""
    optional: bool = False
    options: tuple[Option, ...] = ()
    units: tuple[Unit, ...] = ()
    percentiles: tuple[str, ...] = ()
    direction: str = ""  # of a bound: at-most or at-least
    shown_when: Condition = ALWAYS

    def option_label(self, key: str) -> str:
        """The words of an option, or its key when a later vocabulary no longer has it."""
        return next((option.label for option in self.options if option.key == key), key)

    def unit(self, key: str) -> Unit:
        return next(unit for unit in self.units if unit.key == key)


@dataclass(frozen=True)
class Page:
    """One short page of a task."""

    key: str
    title: str
    why: str
    questions: tuple[Question, ...]
    shown_when: Condition = ALWAYS
    asks_basis: bool = False
    fill_from: str = ""


@dataclass(frozen=True)
class Task:
    """One of the nine selection questions, as a task of one or more pages."""

    key: str
    number: int
    group: str
    title: str
    question: str
    pages: tuple[Page, ...]
    shown_when: Condition = ALWAYS


@dataclass(frozen=True)
class Questionnaire:
    """One published version of the questionnaire."""

    version: int
    tasks: tuple[Task, ...]

    def all_questions(self) -> Iterator[Question]:
        """Every question in the order of the pages, on the path or not."""
        for task in self.tasks:
            for page in task.pages:
                yield from page.questions

    @cached_property
    def by_key(self) -> Mapping[str, Question]:
        return {question.key: question for question in self.all_questions()}

    def task(self, key: str) -> Task:
        """Return the task of that key; raise KeyError if there is none."""
        return {task.key: task for task in self.tasks}[key]


def parse_questionnaire(
    data: Mapping[str, Any], vocabulary: Mapping[str, tuple[Option, ...]]
) -> Questionnaire:
    """Return the questionnaire that `data`, a version's YAML, writes down.

    `vocabulary` gives the options of a question that takes its words from a dimension of the
    directory's vocabulary. Raises ValueError for an unknown kind, a doubled key, or a condition
    on a question that does not come before.
    """
    questionnaire = Questionnaire(
        version=data["version"],
        tasks=tuple(_parse_task(task, vocabulary) for task in data["tasks"]),
    )
    _check(questionnaire)
    return questionnaire


def _parse_task(data: Mapping[str, Any], vocabulary: Mapping[str, tuple[Option, ...]]) -> Task:
    return Task(
        key=data["key"],
        number=data["number"],
        group=data["group"],
        title=data["title"],
        question=data["question"],
        pages=tuple(_parse_page(page, vocabulary) for page in data["pages"]),
        shown_when=_shown_when(data),
    )


def _parse_page(data: Mapping[str, Any], vocabulary: Mapping[str, tuple[Option, ...]]) -> Page:
    return Page(
        key=data["key"],
        title=data["title"],
        why=data["why"],
        questions=tuple(_parse_question(question, vocabulary) for question in data["questions"]),
        shown_when=_shown_when(data),
        asks_basis=data.get("asks_basis", False),
        fill_from=data.get("fill_from", ""),
    )


def _parse_question(
    data: Mapping[str, Any], vocabulary: Mapping[str, tuple[Option, ...]]
) -> Question:
    if data["kind"] not in KINDS:
        raise ValueError(f"{data['key']}: unknown kind {data['kind']!r}; use {', '.join(KINDS)}.")
    options = tuple(Option(**option) for option in data.get("options", ()))
    return Question(
        key=data["key"],
        kind=data["kind"],
        label=data["label"],
        hint=data.get("hint", ""),
        example=data.get("example", ""),
        optional=data.get("optional", False),
        options=vocabulary[data["vocabulary"]] if "vocabulary" in data else options,
        units=tuple(Unit(**unit) for unit in data.get("units", ())),
        percentiles=tuple(data.get("percentiles", ())),
        direction=data.get("direction", ""),
        shown_when=_shown_when(data),
    )


def _shown_when(data: Mapping[str, Any]) -> Condition:
    return parse_condition(data["shown_when"]) if "shown_when" in data else ALWAYS


def _check(questionnaire: Questionnaire) -> None:
    """Refuse doubled keys and conditions that look forward."""
    seen: set[str] = set()
    for task in questionnaire.tasks:
        _check_condition(task.key, task.shown_when, seen)
        for page in task.pages:
            _check_condition(page.key, page.shown_when, seen)
            for question in page.questions:
                _check_condition(question.key, question.shown_when, seen)
                if question.key in seen:
                    raise ValueError(f"{question.key}: the key stands twice.")
                seen.add(question.key)


def _check_condition(place: str, condition: Condition, before: set[str]) -> None:
    for question in condition.questions():
        if question not in before:
            raise ValueError(f"{place}: depends on {question!r}, which does not come before it.")
