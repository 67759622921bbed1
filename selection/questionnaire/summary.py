"""Check your answers: every question that is asked, with its answer in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from selection.directory.vocabulary import load_vocabulary
from selection.engine.answers import Answer, Answers, Basis, Standing
from selection.engine.path import PathPage
from selection.engine.questions import Question, Questionnaire, Task
from selection.engine.situation import Situation, value_in_words
from selection.questionnaire.walking import pages_of

NOT_PROVIDED = "Not provided"
NOT_ANSWERED = "Not answered yet; counts as not known"
BASIS_WORDS = {
    Basis.MEASURED: "measured",
    Basis.DOCUMENTED: "documented",
    Basis.ASSUMED: "assumed",
}
VERDICT_WORDS = {
    "confirm": "confirmed",
    "accept-partial": "confirmed, partial support is enough",
    "relax": "relaxed to wanted",
    "drop": "dropped",
}


@dataclass(frozen=True)
class SummaryRow:
    """One question with its answer, and the page where it is changed."""

    question: Question
    value: str
    page: PathPage
    is_open: bool  # it must be answered, and is not

    @property
    def key(self) -> str:
        return self.question.label


@dataclass(frozen=True)
class SummaryTask:
    task: Task
    rows: tuple[SummaryRow, ...]


@dataclass(frozen=True)
class UnusedRow:
    """An answer that is kept but not used, and why."""

    key: str
    value: str


@dataclass(frozen=True)
class Summary:
    tasks: tuple[SummaryTask, ...]
    unused: tuple[UnusedRow, ...]

    @property
    def open_count(self) -> int:
        return sum(row.is_open for task in self.tasks for row in task.rows)


def summarise(
    questionnaire: Questionnaire, answers: Answers, component_names: Mapping[str, str]
) -> Summary:
    """Return what is on the path, task by task, and below it what is kept but not used.

    `component_names` gives the names of the components of the directory by slug.
    """
    situation = Situation.of(questionnaire, answers)
    tasks = tuple(
        SummaryTask(task, tuple(summarise_task(task, situation, component_names)))
        for task in questionnaire.tasks
        if pages_of(situation.path, task)
    )
    unused = tuple(
        UnusedRow(
            questionnaire.by_key[key].label,
            f"{answer_in_words(questionnaire.by_key[key], answer, component_names)} "
            f"({explain_unused(questionnaire, key, situation)})",
        )
        for key, answer in situation.path.unused.items()
        if key in questionnaire.by_key
    )
    return Summary(tasks, unused)


def summarise_task(
    task: Task, situation: Situation, component_names: Mapping[str, str]
) -> list[SummaryRow]:
    rows = []
    for page in pages_of(situation.path, task):
        for question in page.questions:
            answer = situation.answer(question.key)
            is_open = answer is None and not question.optional
            missing = NOT_ANSWERED if is_open else NOT_PROVIDED
            words = answer_in_words(question, answer, component_names) if answer else missing
            rows.append(SummaryRow(question, words, page, is_open))
    return rows


def answer_in_words(question: Question, answer: Answer, component_names: Mapping[str, str]) -> str:
    """Return an answer as a person would say it, with how it stands and how it is known."""
    match answer.standing:
        case Standing.NOT_KNOWN:
            day = date.fromisoformat(answer.by_when) if answer.by_when else None
            parts = [answer.who_finds_out, f"by {day:%-d %B %Y}" if day else ""]
            who = ", ".join(part for part in parts if part)
            return f"Not known yet ({who})" if who else "Not known yet"
        case Standing.NOT_APPLICABLE:
            return f"Not applicable: {answer.note}" if answer.note else "Not applicable"
    words = given_in_words(question, answer, component_names)
    return f"{words} ({BASIS_WORDS[answer.basis]})" if answer.basis else words


def given_in_words(question: Question, answer: Answer, component_names: Mapping[str, str]) -> str:
    vocabulary = load_vocabulary()
    match question.kind:
        case "choices":
            return "\n".join(question.option_label(key) for key in answer.value)
        case "review":
            return "\n".join(
                f"{requirement_in_words(key)}: {verdict_in_words(row)}"
                for key, row in sorted(answer.value.items())
            )
        case "additions":
            return "\n".join(
                f"{vocabulary.capability_label(row['capability'])}, {row['need']}: {row['reason']}"
                for row in answer.value
            )
        case "versions":
            return "\n".join(
                f"{component_names.get(slug, slug)} {version}"
                for slug, version in sorted(answer.value.items())
            )
        case _:
            return value_in_words(question, answer)


def requirement_in_words(key: str) -> str:
    """Return a requirement's key in words; its full label stands on the recommendation."""
    label = load_vocabulary().capability_label(key)
    return label if label != key else key.partition("/")[2].replace("_", " ").replace("-", " ")


def verdict_in_words(row: Mapping[str, str]) -> str:
    words = VERDICT_WORDS[row["verdict"]]
    return f"{words}, because {row['reason']}" if row.get("reason") else words


def explain_unused(questionnaire: Questionnaire, key: str, situation: Situation) -> str:
    """Return which answers take the question off the path."""
    for task in questionnaire.tasks:
        for page in task.pages:
            question = next((q for q in page.questions if q.key == key), None)
            if question is None:
                continue
            conditions = (task.shown_when, page.shown_when, question.shown_when)
            closed = [c for c in conditions if not situation.holds(c)]
            keys = dict.fromkeys(k for c in closed[:1] for k in c.deciding(situation.look_up))
            because = [
                f"“{questionnaire.by_key[k].label}” is {situation.in_words(k)}" for k in keys
            ]
            return f"not used, because {' and '.join(because)}"
    raise KeyError(key)
