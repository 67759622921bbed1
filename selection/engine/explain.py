"""What would change a conclusion: each single answer that, changed alone, would."""

from collections.abc import Iterator, Mapping

from selection.engine.alternatives import alternatives, find_marks
from selection.engine.answers import Answer
from selection.engine.architecture import LEVEL, TABLES, Architecture, work_out
from selection.engine.questions import Question
from selection.engine.recommendation import Change, Verdict
from selection.engine.rules import Rules
from selection.engine.situation import Situation, value_in_words

BECOMES = {
    Verdict.NEEDED: "is needed",
    Verdict.NOT_NEEDED: "is not needed",
    Verdict.RULED_IN: "is ruled in",
    Verdict.RULED_OUT: "is ruled out",
    Verdict.OPEN: "is open until more is answered",
}


def find_changes(architecture: Architecture, rules: Rules) -> Mapping[str, tuple[Change, ...]]:
    """Work the architecture out again for every single other answer, and note what becomes new.

    Answers that are kept but off the path stay out of it, as they do in the result itself. Of
    several numbers with the same outcome only the nearest is noted.
    """
    situation = architecture.situation
    now = dict(architecture.verdicts())
    labels = _labels(rules)
    changes: dict[str, dict[tuple[str, ...], Change]] = {subject: {} for subject in now}
    for question, other in _other_answers(situation, rules):
        answers = {**situation.path.answers, question.key: other}
        then = work_out(Situation.of(situation.questionnaire, answers), rules)
        for subject, verdict in then.verdicts():
            if verdict == now[subject]:
                continue
            words = value_in_words(question, other)
            becomes = describe(subject, verdict, labels)
            same = () if question.kind in ("number", "bound") else (words,)
            changes[subject].setdefault(
                (question.key, becomes, *same),
                Change(question.key, situation.in_words(question.key), words, becomes),
            )
    return {subject: tuple(found.values()) for subject, found in changes.items()}


def describe(subject: str, verdict: Verdict | int | str, labels: Mapping[str, str]) -> str:
    """Say a verdict in a sentence."""
    if isinstance(verdict, Verdict):
        return f"{labels[subject]} {BECOMES[verdict]}."
    if subject == LEVEL:
        return f"The consequence level is {verdict}."
    return f"Something simpler does the job: {verdict}." if verdict else "Nothing simpler does."


def _other_answers(situation: Situation, rules: Rules) -> Iterator[tuple[Question, Answer]]:
    marks = find_marks(situation.questionnaire, rules, TABLES)
    for question in situation.questionnaire.all_questions():
        if question.key in marks.questions and question.key in situation.path.asked:
            for other in alternatives(question, situation.answer(question.key), marks):
                yield question, other


def _labels(rules: Rules) -> Mapping[str, str]:
    parts = {row.columns["part"]: row.columns["label"] for row in rules.tables["parts"]}
    options = {
        row.columns["option"]: row.columns["label"] for row in rules.tables["deployment_options"]
    }
    return {**parts, **options}
