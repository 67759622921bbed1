"""The format of the files of the guide, `content/<kind>/<slug>.md`, and what must hold in them.

A file begins with its fields as YAML between two lines `---`; its text in Markdown follows. Two
things come from outside, as pydantic's context: `today`, and `paths`, the names of all entries.
"""

from collections.abc import Collection
from difflib import get_close_matches
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from selection.fact_files import (
    Category,
    FilePart,
    Layer,
    Line,
    Name,
    PastDate,
    WebAddress,
    refusal,
)
from selection.guide.models import GuideStatus, Kind
from selection.marked_yaml import Place
from selection.questionnaire.versions import load_questionnaire


def known_status(status: str) -> str:
    if status not in GuideStatus.values:
        raise refusal(status, GuideStatus.values)
    return status


def known_path(path: str, info: ValidationInfo) -> str:
    if info.context and path not in info.context["paths"]:
        raise PydanticCustomError(
            "unknown_path", "{message}", {"message": no_entry(path, info.context["paths"])}
        )
    return path


def no_entry(path: str, paths: Collection[str]) -> str:
    """Return the sentence for a path that no entry has, with those that are written alike."""
    alike = get_close_matches(path, paths, n=3, cutoff=0.4)
    return f"There is no entry {path!r}. Nearest: {', '.join(alike) or 'none'}."


def known_question_page(path: str) -> str:
    if path not in question_pages():
        raise refusal(path, question_pages())
    return path


@cache
def question_pages() -> dict[str, str]:
    """Return the title of every page of the questionnaire, by `task/page`."""
    return {
        f"{task.key}/{page.key}": page.title
        for task in load_questionnaire().tasks
        for page in task.pages
    }


Status = Annotated[str, AfterValidator(known_status)]
Related = Annotated[str, AfterValidator(known_path)]
QuestionPage = Annotated[str, AfterValidator(known_question_page)]
Lines = Annotated[list[Line], Field(min_length=1)]


class SourceEntry(FilePart):
    """A public document that a technical statement rests on."""

    title: Annotated[str, Field(min_length=1, max_length=300)]
    url: WebAddress


class GuideFields(FilePart):
    """The fields that every kind has."""

    title: Name
    summary: Line
    takeaways: Lines
    audience: Name
    status: Status
    reviewed: PastDate
    related: list[Related] = []
    questions: list[QuestionPage] = []
    sources: list[SourceEntry] = []


class PageFields(GuideFields):
    """Of a page of the guide: its place among them."""

    order: int


class CategoryFields(GuideFields):
    layer: Layer
    responsibility: Line
    execution_unit: Line
    not_provided: Lines


class TermFields(GuideFields):
    """Of a term: other names that people look it up by."""

    also: list[Name] = []


class UseCaseFields(GuideFields):
    """Of a use case: its place among them, and what it takes, which may be nothing."""

    order: int
    categories: list[Category]


FORMATS: dict[Kind, type[GuideFields]] = {
    Kind.GUIDE: PageFields,
    Kind.CATEGORY: CategoryFields,
    Kind.LAYER: GuideFields,
    Kind.TERM: TermFields,
    Kind.USE_CASE: UseCaseFields,
}


def fields_at(kind: Kind, place: Place) -> list[str]:
    """Return the fields that a file of this kind may have at `place`."""
    part = SourceEntry if place[:1] == ("sources",) else FORMATS[kind]
    return list(part.model_fields)
