"""How a person came to a page: along the path, or from a check page to change one answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from selection.engine.path import Path, PathPage
from selection.questionnaire.models import Assessment
from selection.questionnaire.walking import (
    is_open,
    name_of,
    page_after,
    page_before,
    pages_opened,
)

WHOLE = "check"
ONE_TASK = "task-check"


@dataclass(frozen=True)
class Step:
    """`origin` is the check page to return to, or empty.

    `opened` are pages that a change has opened and that are asked before returning, written as
    `task.page`.
    """

    assessment: Assessment
    origin: str = ""
    opened: tuple[str, ...] = ()

    def url(self, at: PathPage) -> str:
        """Return the address of a page, carrying this step."""
        address = question_url(self.assessment, at)
        if not self.origin:
            return address
        query = {"from": self.origin, "opened": ",".join(self.opened)}
        return f"{address}?{urlencode({key: value for key, value in query.items() if value})}"

    def back(self, path: Path, at: PathPage) -> str:
        """Return where the back link leads: the page before, or where the person came from."""
        if self.origin:
            return self._check_url(at.task.key)
        before = page_before(path, at)
        if before:
            return question_url(self.assessment, before)
        return reverse("selection:assessment", args=[self.assessment.pk])

    def onward(self, at: PathPage, before: Path, after: Path) -> str:
        """Return where Continue leads, once the answers have moved the path."""
        if not self.origin:
            following = page_after(after, at.task.key, at.page.key)
            if following:
                return question_url(self.assessment, following)
            return reverse("selection:task_check", args=[self.assessment.pk, at.task.key])
        waiting = [page for page in after.pages if name_of(page) in self.opened]
        passed = self.assessment.passed_pages
        due = [
            p for p in waiting if is_open(p, after.answers, passed) and name_of(p) != name_of(at)
        ]
        due += [page for page in pages_opened(before, after, passed) if page not in due]
        if not due:
            return self._check_url(at.task.key)
        rest = tuple(name_of(page) for page in due[1:])
        return Step(self.assessment, self.origin, rest).url(due[0])

    def _check_url(self, task: str) -> str:
        if self.origin == ONE_TASK:
            return reverse("selection:task_check", args=[self.assessment.pk, task])
        return reverse("selection:check_answers", args=[self.assessment.pk])


def read_step(assessment: Assessment, query: Mapping[str, str]) -> Step:
    """Return the step that a query string carries; what it does not know is left out."""
    origin = query.get("from", "")
    if origin not in (WHOLE, ONE_TASK):
        return Step(assessment)
    opened: Sequence[str] = query.get("opened", "").split(",")
    return Step(assessment, origin, tuple(name for name in opened if name))


def question_url(assessment: Assessment, at: PathPage) -> str:
    return reverse("selection:question", args=[assessment.pk, at.task.key, at.page.key])
