"""Traces as a page tells them: the answer, where it was given, the rule, and what would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selection.engine.questions import Questionnaire
from selection.engine.recommendation import Because, Change, Conclusion, Verdict

VERDICT_WORDS = {
    Verdict.NEEDED: "Needed",
    Verdict.NOT_NEEDED: "Not needed",
    Verdict.OPEN: "Open",
    Verdict.RULED_IN: "Ruled in",
    Verdict.RULED_OUT: "Ruled out",
}
VERDICT_TONES = {
    Verdict.NEEDED: "good",
    Verdict.NOT_NEEDED: "quiet",
    Verdict.OPEN: "warn",
    Verdict.RULED_IN: "good",
    Verdict.RULED_OUT: "quiet",
}


@dataclass(frozen=True)
class Place:
    """A question, and the page of the questionnaire on which it is answered."""

    question: str
    label: str
    task: str = ""
    page: str = ""


Places = Mapping[str, Place]


@dataclass(frozen=True)
class Step:
    """Answer → rule → conclusion; without a place where the rule holds whatever was answered."""

    sentence: str
    rule: str
    source: str
    answer: str
    place: Place | None


@dataclass(frozen=True)
class Alternative:
    """One answer that, changed alone, would change a conclusion."""

    place: Place
    answer_now: str
    answer_then: str
    becomes: tuple[str, ...]


@dataclass(frozen=True)
class Explained:
    """A conclusion in words, with its trace."""

    subject: str
    label: str
    verdict: Verdict
    word: str
    tone: str
    steps: tuple[Step, ...]
    alternatives: tuple[Alternative, ...]


def find_places(questionnaire: Questionnaire) -> Places:
    """Return where each question is asked, by its key."""
    return {
        question.key: Place(question.key, question.label, task.key, page.key)
        for task in questionnaire.tasks
        for page in task.pages
        for question in page.questions
    }


def trace(because: Sequence[Because], places: Places) -> tuple[Step, ...]:
    return tuple(
        Step(
            sentence=step.sentence,
            rule=step.rule,
            source=step.source,
            answer=step.answer,
            place=find_place(step.question, places) if step.question else None,
        )
        for step in because
    )


def find_place(question: str, places: Places) -> Place:
    """Return the question's place; a key that the questionnaire no longer has stands for itself."""
    return places.get(question, Place(question, question))


def explain(conclusion: Conclusion, places: Places) -> Explained:
    return Explained(
        subject=conclusion.subject,
        label=conclusion.label,
        verdict=conclusion.verdict,
        word=VERDICT_WORDS[conclusion.verdict],
        tone=VERDICT_TONES[conclusion.verdict],
        steps=trace(conclusion.because, places),
        alternatives=gather_alternatives(conclusion.changes, places),
    )


def gather_alternatives(changes: Sequence[Change], places: Places) -> tuple[Alternative, ...]:
    """Return each other answer once, with all it would lead to, in the order of the questions."""
    becomes: dict[tuple[str, str, str], dict[str, None]] = {}
    for change in changes:
        key = (change.question, change.answer_now, change.answer_then)
        becomes.setdefault(key, {})[change.becomes] = None
    order = {question: position for position, question in enumerate(places)}
    return tuple(
        Alternative(find_place(question, places), now, then, tuple(outcomes))
        for (question, now, then), outcomes in sorted(
            becomes.items(), key=lambda item: order.get(item[0][0], len(order))
        )
    )
