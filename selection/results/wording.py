"""The answers that a stored result came from, in words, for a reader who has no questionnaire."""

from dataclasses import dataclass

from selection.engine.answers import Answer, Basis, Standing
from selection.engine.canonical import from_bytes
from selection.engine.situation import Situation
from selection.questionnaire.versions import load_questionnaire
from selection.results.models import StoredResult


@dataclass(frozen=True)
class AnswerInWords:
    """One answer on the path; `question` is its key, `task` the key of its task."""

    question: str
    label: str
    kind: str
    task: str
    task_title: str
    words: str
    is_known: bool = True
    is_assumed: bool = False
    note: str = ""


def answers_in_words(result: StoredResult) -> tuple[AnswerInWords, ...]:
    """Return what was answered, in the order of the pages; what was not asked is left out."""
    questionnaire = load_questionnaire(result.questionnaire_version)
    situation = Situation.of(questionnaire, from_bytes(dict[str, Answer], result.answers))
    return tuple(
        AnswerInWords(
            question=question.key,
            label=question.label,
            kind=question.kind,
            task=page.task.key,
            task_title=page.task.title,
            words=situation.in_words(question.key),
            is_known=answer.standing is not Standing.NOT_KNOWN,
            is_assumed=answer.basis is Basis.ASSUMED,
            note=answer.note,
        )
        for page in situation.path.pages
        for question in page.questions
        if (answer := situation.answer(question.key))
    )
