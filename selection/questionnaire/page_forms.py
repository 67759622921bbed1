"""From an assessment and a page of its path to the form that asks the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from selection.engine.answers import Answers
from selection.engine.path import Path, PathPage
from selection.engine.questions import Question, Questionnaire
from selection.questionnaire.answering import find_revisions
from selection.questionnaire.forms import QuestionPageForm, follows_on_same_page
from selection.questionnaire.inputs.base import AnswerInput
from selection.questionnaire.inputs.choices import ChoiceInput, ChoicesInput
from selection.questionnaire.inputs.quantities import BoundInput, NumberInput
from selection.questionnaire.inputs.requirements import (
    AdditionsInput,
    ReviewInput,
    VersionsInput,
)
from selection.questionnaire.inputs.texts import LongTextInput, TextInput
from selection.questionnaire.models import Assessment, TextDraft
from selection.questionnaire.reviewing import requirements_to_review, versions_to_choose

SIMPLE_KINDS: Mapping[str, type[AnswerInput]] = {
    "choice": ChoiceInput,
    "choices": ChoicesInput,
    "number": NumberInput,
    "bound": BoundInput,
    "text": TextInput,
    "long_text": LongTextInput,
}


@dataclass(frozen=True)
class Drafts:
    """Long text that was typed and not continued with.

    `shown` is put into the field: the newest for each question, if it is newer than the answer.
    `others` are the rest that say something else; a person can copy from them.
    """

    shown: Sequence[TextDraft] = ()
    others: Sequence[TextDraft] = ()

    @property
    def texts(self) -> Mapping[str, str]:
        return {draft.question: draft.text for draft in self.shown}


def make_form(
    assessment: Assessment,
    questionnaire: Questionnaire,
    path: Path,
    at: PathPage,
    *,
    data: Mapping[str, Any] | None = None,
    typed: Mapping[str, Any] | None = None,
    rows: int = 0,
    may_be_empty: bool = False,
) -> QuestionPageForm:
    """Return the form of a page.

    `data` was sent, `typed` is only shown, and `rows` asks for so many further requirements.
    """
    answers = {**path.answers, **path.unused}
    questions = questions_in_form(at)
    inputs = [make_input(question, at, questionnaire, answers, rows=rows) for question in questions]
    return QuestionPageForm(
        data,
        assessment=assessment,
        questionnaire=questionnaire,
        page=at.page,
        inputs=inputs,
        answers=answers,
        revisions=find_revisions(assessment, [question.key for question in questions]),
        typed=typed,
        may_be_empty=may_be_empty,
    )


def questions_in_form(at: PathPage) -> list[Question]:
    """Return what is asked, and what may be as soon as the page itself is answered."""
    return [
        question
        for question in at.page.questions
        if question in at.questions or follows_on_same_page(question, at.page)
    ]


def make_input(
    question: Question,
    at: PathPage,
    questionnaire: Questionnaire,
    answers: Answers,
    *,
    rows: int = 0,
) -> AnswerInput:
    match question.kind:
        case "review":
            return ReviewInput(question, requirements_to_review(questionnaire, answers))
        case "additions":
            stored = answers.get(question.key)
            known = len(stored.value) if stored and stored.value else 0
            return AdditionsInput(question, rows=max(rows, known + AdditionsInput.EMPTY_ROWS))
        case "versions":
            return VersionsInput(question, versions_to_choose(questionnaire, answers))
    return SIMPLE_KINDS[question.kind](question, asks_basis=at.page.asks_basis)


def find_drafts(assessment: Assessment, at: PathPage) -> Drafts:
    """Return the drafts that differ from the answers of the page."""
    keys = [q.key for q in at.page.questions if q.kind == "long_text"]
    if not keys:
        return Drafts()
    stored = {row.question: row for row in assessment.answers.filter(question__in=keys)}
    newest: dict[str, TextDraft] = {}
    others = []
    drafts = assessment.drafts.filter(question__in=keys).select_related("author")
    for draft in drafts.order_by("-updated_at"):
        answer = stored.get(draft.question)
        if answer and answer.value == draft.text:
            continue
        is_newer = answer is None or draft.updated_at > answer.updated_at
        if is_newer and draft.question not in newest and draft.text:
            newest[draft.question] = draft
        elif draft.text:
            others.append(draft)
    return Drafts(shown=list(newest.values()), others=others)
