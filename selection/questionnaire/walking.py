"""Where a person goes from one page of the questionnaire: all computed from the path."""

from collections.abc import Collection

from selection.engine.answers import Answers
from selection.engine.path import Path, PathPage, find_path
from selection.engine.questions import Questionnaire, Task
from selection.questionnaire.answering import engine_answers
from selection.questionnaire.models import Assessment
from selection.questionnaire.versions import load_questionnaire


def walk(assessment: Assessment) -> tuple[Questionnaire, Path]:
    """Return the questionnaire that an assessment stands on, and its present path."""
    questionnaire = load_questionnaire(assessment.questionnaire_version)
    return questionnaire, find_path(questionnaire, engine_answers(assessment))


def pages_of(path: Path, task: Task) -> list[PathPage]:
    """Return the pages of a task that are asked, in order."""
    return [page for page in path.pages if page.task.key == task.key]


def page_before(path: Path, at: PathPage) -> PathPage | None:
    """Return the page before this one in its task, or None on the first."""
    pages = pages_of(path, at.task)
    position = [page.page.key for page in pages].index(at.page.key)
    return pages[position - 1] if position else None


def page_after(path: Path, task: str, page: str) -> PathPage | None:
    """Return the next page of the task, or None after the last.

    The page itself may have left the path by its own answers, so that its place is looked up in
    the task and not on the path.
    """
    here = [p for p in path.pages if p.task.key == task]
    if not here:
        return None
    order = [p.key for p in here[0].task.pages]
    later = (p for p in here if order.index(p.page.key) > order.index(page))
    return next(later, None)


def name_of(page: PathPage) -> str:
    return f"{page.task.key}.{page.page.key}"


def may_be_passed(page: PathPage) -> bool:
    """Tell whether the page can be continued past with nothing answered."""
    return all(question.optional for question in page.questions)


def is_open(page: PathPage, answers: Answers, passed: Collection[str]) -> bool:
    """Tell whether the page waits for an answer, or, where none must be given, to be seen."""
    if may_be_passed(page):
        return name_of(page) not in passed and all(q.key not in answers for q in page.questions)
    return any(not q.optional and q.key not in answers for q in page.questions)


def first_open_page(path: Path, passed: Collection[str]) -> PathPage | None:
    """Return the first page that a person has still to look at, or None if there is none."""
    return next((page for page in path.pages if is_open(page, path.answers, passed)), None)


def pages_opened(before: Path, after: Path, passed: Collection[str]) -> list[PathPage]:
    """Return the open pages of `after` that ask what was not asked before."""
    asked = {question.key for page in before.pages for question in page.questions}
    return [
        page
        for page in after.pages
        if is_open(page, after.answers, passed) and any(q.key not in asked for q in page.questions)
    ]
