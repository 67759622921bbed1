"""The task list of an assessment: what is answered, what is open, what follows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from selection.engine.answers import Answers
from selection.engine.conditions import Truth
from selection.engine.path import PathPage
from selection.engine.questions import Questionnaire, Task
from selection.engine.situation import Situation
from selection.questionnaire.walking import first_open_page, is_open, name_of, pages_of

GROUPS = {"describe": "Describe", "constrain": "Constrain", "decide": "Decide"}


class TaskStatus(StrEnum):
    NOT_STARTED = "Not yet started"
    IN_PROGRESS = "In progress"
    COMPLETED = "Completed"
    CANNOT_START = "Cannot start yet"
    NOT_NEEDED = "Not needed"


TONES = {TaskStatus.IN_PROGRESS: "active"}


@dataclass(frozen=True)
class TaskRow:
    """One task with its status. `first_page` is where it begins, None where it cannot."""

    task: Task
    status: TaskStatus
    hint: str
    first_page: PathPage | None = None

    @property
    def tone(self) -> str:
        """The tone of the status badge: colour only for what was begun and waits to be finished."""
        return TONES.get(self.status, "quiet")


@dataclass(frozen=True)
class TaskGroup:
    label: str
    rows: tuple[TaskRow, ...]


@dataclass(frozen=True)
class TaskList:
    groups: tuple[TaskGroup, ...]
    completed: int
    total: int
    next_page: PathPage | None

    @property
    def progress(self) -> str:
        return f"{self.completed} of {self.total} completed"

    @property
    def is_begun(self) -> bool:
        statuses = {row.status for group in self.groups for row in group.rows}
        return bool(statuses & {TaskStatus.IN_PROGRESS, TaskStatus.COMPLETED})


def list_tasks(
    questionnaire: Questionnaire, answers: Answers, passed: Collection[str] = ()
) -> TaskList:
    """Return every task in its group with its status; a task that is not needed is not counted.

    `passed` are the pages that were continued past with nothing answered.
    """
    situation = Situation.of(questionnaire, answers)
    rows = [find_status(task, situation, passed) for task in questionnaire.tasks]
    return TaskList(
        groups=group_rows(rows),
        completed=sum(row.status is TaskStatus.COMPLETED for row in rows),
        total=sum(row.status is not TaskStatus.NOT_NEEDED for row in rows),
        next_page=first_open_page(situation.path, passed),
    )


def group_rows(rows: Sequence[TaskRow]) -> tuple[TaskGroup, ...]:
    return tuple(
        TaskGroup(label, tuple(row for row in rows if row.task.group == key))
        for key, label in GROUPS.items()
    )


def find_status(task: Task, situation: Situation, passed: Collection[str]) -> TaskRow:
    """Return the row of one task."""
    pages = pages_of(situation.path, task)
    if not pages:
        return explain_absence(task, situation)
    answers = situation.path.answers
    if not any(is_open(page, answers, passed) for page in pages):
        return TaskRow(task, TaskStatus.COMPLETED, task.question, pages[0])
    is_answered = any(question.key in answers for page in pages for question in page.questions)
    if is_answered or any(name_of(page) in passed for page in pages):
        return TaskRow(task, TaskStatus.IN_PROGRESS, task.question, pages[0])
    return TaskRow(task, TaskStatus.NOT_STARTED, task.question, pages[0])


def explain_absence(task: Task, situation: Situation) -> TaskRow:
    """Return the row of a task off the path, with the answers that keep it there."""
    questionnaire = situation.questionnaire
    keys = list(dict.fromkeys(task.shown_when.deciding(situation.look_up)))
    if situation.truth(task.shown_when) is Truth.UNKNOWN:
        waits = " and ".join(f"“{questionnaire.by_key[key].label}”" for key in keys)
        return TaskRow(task, TaskStatus.CANNOT_START, f"Waits for the answer to {waits}")
    because = " and ".join(
        f"“{questionnaire.by_key[key].label}” is {situation.in_words(key)}" for key in keys
    )
    return TaskRow(task, TaskStatus.NOT_NEEDED, f"Because {because}")
