"""Two people changed the same answer: both texts side by side, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from aruntime.teams.models import User
from selection.engine.answers import Answer
from selection.engine.questions import Questionnaire
from selection.questionnaire.answering import Conflict, find_revisions
from selection.questionnaire.models import Assessment
from selection.questionnaire.summary import answer_in_words

NO_ANSWER = "No answer"


@dataclass(frozen=True)
class ConflictRow:
    """One question with both answers in words."""

    question: str
    label: str
    theirs: str
    mine: str
    by: User | None
    at: datetime


def describe_conflicts(
    questionnaire: Questionnaire, conflicts: Sequence[Conflict]
) -> list[ConflictRow]:
    def words(question: str, answer: Answer | None) -> str:
        return answer_in_words(questionnaire.by_key[question], answer, {}) if answer else NO_ANSWER

    return [
        ConflictRow(
            question=conflict.question,
            label=questionnaire.by_key[conflict.question].label,
            theirs=words(conflict.question, conflict.theirs),
            mine=words(conflict.question, conflict.mine),
            by=conflict.by,
            at=conflict.at,
        )
        for conflict in conflicts
    ]


def with_present_revisions(
    data: QueryDict, assessment: Assessment, questions: Sequence[str]
) -> QueryDict:
    """Return what was typed as if the form had been shown now, so that it can be sent again."""
    renewed = data.copy()
    for question, revision in find_revisions(assessment, questions).items():
        renewed[f"{question}-revision"] = str(revision)
    return renewed
