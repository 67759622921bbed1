"""Which questions are asked, given the answers: computed the same way everywhere, never stored."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from selection.engine.answers import Answer, Answers, Standing
from selection.engine.conditions import Condition, Lookup, Presence, Truth
from selection.engine.questions import Page, Question, Questionnaire, Task


@dataclass(frozen=True)
class PathPage:
    """A page that is asked, with those of its questions that are."""

    task: Task
    page: Page
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Path:
    """The pages that are asked, in order, and the answers that count."""

    pages: tuple[PathPage, ...]
    answers: Mapping[str, Answer]  # on the path only
    unused: Mapping[str, Answer]  # kept, but off the path

    @cached_property
    def asked(self) -> frozenset[str]:
        """The keys of all questions that are asked."""
        return frozenset(question.key for page in self.pages for question in page.questions)

    def page(self, task: str, page: str) -> PathPage | None:
        return next((p for p in self.pages if (p.task.key, p.page.key) == (task, page)), None)


def find_path(questionnaire: Questionnaire, answers: Answers) -> Path:
    """Walk the questionnaire and return what is asked.

    A condition sees only answers to questions that are themselves on the path, so that an answer
    kept from an earlier state can neither open a page nor close one. What is not known opens
    nothing, except where a condition asks for just that.
    """
    used: dict[str, Answer] = {}
    asked: set[str] = set()
    pages: list[PathPage] = []
    look_up = _lookup_in(questionnaire, used, asked)

    def holds(condition: Condition) -> bool:
        return condition.evaluate(look_up) is Truth.TRUE

    for task in questionnaire.tasks:
        if not holds(task.shown_when):
            continue
        for page in task.pages:
            if not holds(page.shown_when):
                continue
            shown: list[Question] = []
            for question in page.questions:
                if not holds(question.shown_when):
                    continue
                shown.append(question)
                asked.add(question.key)
                if question.key in answers:
                    used[question.key] = answers[question.key]
            if shown:
                pages.append(PathPage(task, page, tuple(shown)))
    unused = {key: answer for key, answer in answers.items() if key not in used}
    return Path(tuple(pages), used, unused)


def lookup(questionnaire: Questionnaire, path: Path) -> Lookup:
    """Return the function through which conditions of rules read the answers on `path`."""
    return _lookup_in(questionnaire, path.answers, path.asked)


def _lookup_in(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], asked: Set[str]
) -> Lookup:
    def look_up(key: str) -> str | tuple[str, ...] | float | bool | Presence:
        if key not in asked:
            return Presence.NOT_ASKED
        answer = answers.get(key)
        if answer is None and questionnaire.by_key[key].optional:
            return Presence.NOT_ASKED  # An optional question that is left blank demands nothing.
        if answer is None or answer.standing is Standing.NOT_KNOWN:
            return Presence.NOT_KNOWN
        if answer.standing is Standing.NOT_APPLICABLE:
            return Presence.NOT_ASKED
        return comparable(questionnaire.by_key[key], answer)

    return look_up


def comparable(question: Question, answer: Answer) -> str | tuple[str, ...] | float | bool:
    """Return a given answer's value as conditions compare it; a quantity is in the base unit."""
    match question.kind:
        case "choice":
            return str(answer.value)
        case "choices":
            return tuple(answer.value)
        case "number" | "bound":
            return float(answer.value["amount"]) * question.unit(answer.value["unit"]).factor
        case _:
            return True
