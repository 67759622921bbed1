"""Saving answers: every change leaves an event, and nobody's words are lost.

A revision is the number of changes that one question has seen. A form carries the revisions that
it was shown with; where another form has moved one since, saving stops and says what stands there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count

from aruntime.teams.models import User
from selection.engine.answers import Answer, Basis, Standing
from selection.questionnaire.models import AnswerEvent, Assessment, StoredAnswer, TextDraft

Changes = Mapping[str, Answer | None]  # by question; None takes an answer away


@dataclass(frozen=True)
class Conflict:
    """What another form has stored for a question since this one was shown."""

    question: str
    theirs: Answer | None
    mine: Answer | None
    by: User | None
    at: datetime


class AnswersMovedError(Exception):
    """Another form has changed the same answers; nothing was saved."""

    def __init__(self, conflicts: list[Conflict]) -> None:
        super().__init__("The answers have moved on.")
        self.conflicts = conflicts


def engine_answers(assessment: Assessment) -> Mapping[str, Answer]:
    """Return all stored answers of an assessment as the engine reads them."""
    return {stored.question: as_answer(stored) for stored in assessment.answers.all()}


def as_answer(stored: StoredAnswer) -> Answer:
    return Answer(
        standing=Standing(stored.standing),
        value=stored.value,
        basis=Basis(stored.basis) if stored.basis else None,
        note=stored.note,
        who_finds_out=stored.who_finds_out,
        by_when=stored.by_when.isoformat() if stored.by_when else "",
    )


def find_revisions(assessment: Assessment, questions: Iterable[str]) -> dict[str, int]:
    """Return the revision of each question; one that was never answered has revision 0."""
    counted = (
        assessment.events.filter(question__in=list(questions), set_aside=False)
        .order_by()
        .values_list("question")
        .annotate(Count("pk"))
    )
    return {**dict.fromkeys(questions, 0), **dict(counted)}


def save_answers(
    assessment: Assessment,
    changes: Changes,
    *,
    by: User | None,
    edit_session: str = "",
    seen: Mapping[str, int] | None = None,
) -> list[str]:
    """Store what differs from the present answers, all or nothing; return the questions changed.

    `seen` are the revisions that the form was shown with. Raises AnswersMovedError where one has
    moved, the stored answer differs, and the last change did not come from this `edit_session`.
    """
    with transaction.atomic():
        Assessment.objects.select_for_update().get(pk=assessment.pk)
        stored = {row.question: row for row in assessment.answers.filter(question__in=changes)}
        revisions = find_revisions(assessment, changes)
        present = {key: as_answer(row) for key, row in stored.items()}
        changed = [key for key in changes if changes[key] != present.get(key)]
        moved = [key for key in changed if seen is not None and revisions[key] != seen.get(key, 0)]
        conflicts = find_conflicts(assessment, moved, changes, present, edit_session)
        if conflicts:
            raise AnswersMovedError(conflicts)
        for key in changed:
            _record(assessment, key, present.get(key), changes[key], by, edit_session)
            _store(assessment, key, stored.get(key), changes[key], by, revisions[key] + 1)
        if changed:
            assessment.save(update_fields=["updated_at"])
    return changed


def pass_page(assessment: Assessment, page: str) -> None:
    """Remember that a person continued past a page on which nothing must be answered."""
    with transaction.atomic():
        locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
        if page not in locked.passed_pages:
            locked.passed_pages = [*locked.passed_pages, page]
            locked.save(update_fields=["passed_pages", "updated_at"])
    assessment.passed_pages = locked.passed_pages


def find_conflicts(
    assessment: Assessment,
    moved: Iterable[str],
    mine: Changes,
    present: Changes,
    edit_session: str,
) -> list[Conflict]:
    """Return those of the `moved` questions that another form has changed last."""
    conflicts = []
    for key in moved:
        events = assessment.events.filter(question=key, set_aside=False).select_related("author")
        last = events.last()
        if last and not (edit_session and last.edit_session == edit_session):
            conflicts.append(Conflict(key, present.get(key), mine[key], last.author, last.at))
    return conflicts


def set_aside(assessment: Assessment, given_up: Changes, *, by: User | None) -> None:
    """Keep in the history what a person gave up for the answer that another has stored."""
    present = engine_answers(assessment)
    AnswerEvent.objects.bulk_create(
        AnswerEvent(
            assessment=assessment,
            question=key,
            before=as_plain(present.get(key)),
            after=as_plain(answer),
            author=by,
            set_aside=True,
        )
        for key, answer in given_up.items()
    )


def _record(
    assessment: Assessment,
    question: str,
    before: Answer | None,
    after: Answer | None,
    by: User | None,
    edit_session: str,
) -> None:
    AnswerEvent.objects.create(
        assessment=assessment,
        question=question,
        before=as_plain(before),
        after=as_plain(after),
        author=by,
        edit_session=edit_session,
    )


def _store(
    assessment: Assessment,
    question: str,
    stored: StoredAnswer | None,
    answer: Answer | None,
    by: User | None,
    revision: int,
) -> None:
    if answer is None:
        if stored:
            stored.delete()
        return
    row = stored or StoredAnswer(assessment=assessment, question=question)
    row.standing = answer.standing.value
    row.value = answer.value
    row.basis = answer.basis.value if answer.basis else ""
    row.note = answer.note
    row.who_finds_out = answer.who_finds_out
    row.by_when = date.fromisoformat(answer.by_when) if answer.by_when else None
    row.revision = revision
    row.author = by
    row.save()


def as_plain(answer: Answer | None) -> dict[str, Any] | None:
    """Return an answer as plain data without what is empty, or None where there is none."""
    if answer is None:
        return None
    plain = {
        "standing": answer.standing.value,
        "value": answer.value,
        "basis": answer.basis.value if answer.basis else "",
        "note": answer.note,
        "who_finds_out": answer.who_finds_out,
        "by_when": answer.by_when,
    }
    return {key: value for key, value in plain.items() if value not in ("", None)}


def save_draft(assessment: Assessment, question: str, text: str, *, by: User | None) -> TextDraft:
    """Keep long text as it was typed; it counts as an answer only when it is continued with."""
    draft, _ = TextDraft.objects.update_or_create(
        assessment=assessment, question=question, author=by, defaults={"text": text}
    )
    return draft


def drop_drafts(assessment: Assessment, saved: Changes, *, by: User | None) -> None:
    """Forget the drafts of `by` for questions that were saved, and equal ones of other people."""
    for draft in assessment.drafts.filter(question__in=saved):
        answer = saved[draft.question]
        if draft.author == by or (answer and answer.value == draft.text):
            draft.delete()
