"""What would change a conclusion: every entry must come true when that one answer is changed."""

from collections.abc import Mapping

from hypothesis import given, settings

from selection.engine.alternatives import alternatives, find_marks
from selection.engine.answers import Answer
from selection.engine.architecture import LEVEL, TABLES, work_out
from selection.engine.explain import describe, find_changes
from selection.engine.questions import Question
from selection.engine.recommendation import Change
from selection.engine.rules import load_rules
from selection.engine.situation import Situation, value_in_words
from tests.selection.engine.factories import (
    NEUTRAL,
    NOT_KNOWN,
    make_answers,
    make_questionnaire,
    make_situation,
)
from tests.selection.engine.strategies import answers

SERVING = {**NEUTRAL, "job": "serve-llm", "execution_unit": "generated-sequence"}
MARKS = find_marks(make_questionnaire(), load_rules(), TABLES)
LABELS = {
    row.columns[kind]: row.columns["label"]
    for table, kind in (("parts", "part"), ("deployment_options", "option"))
    for row in load_rules().tables[table]
}


def changes_of(subject: str, **given_answers: object) -> tuple[Change, ...]:
    architecture = work_out(make_situation(**given_answers), load_rules())
    return find_changes(architecture, load_rules()).get(subject, ())


def others(key: str, answer: object) -> list[str]:
    question = make_questionnaire().by_key[key]
    now = make_answers(**{key: answer})[key]
    return [value_in_words(question, other) for other in alternatives(question, now, MARKS)]


@settings(max_examples=10, deadline=None)
@given(answers())
def test_every_change_comes_true_when_that_one_answer_is_changed(random: dict[str, Answer]):
    rules = load_rules()
    situation = Situation.of(make_questionnaire(), random)

    for told in by_answer(find_changes(work_out(situation, rules), rules)).values():
        then = dict(work_out(change_one_answer(situation, told[0][1]), rules).verdicts())
        for subject, change in told:
            assert describe(subject, then[subject], LABELS) == change.becomes


def by_answer(
    changes: Mapping[str, tuple[Change, ...]],
) -> dict[tuple[str, str], list[tuple[str, Change]]]:
    """All changes that one other answer makes, under that answer."""
    groups: dict[tuple[str, str], list[tuple[str, Change]]] = {}
    for subject, found in changes.items():
        for change in found:
            key = (change.question, change.answer_then)
            groups.setdefault(key, []).append((subject, change))
    return groups


def change_one_answer(situation: Situation, change: Change) -> Situation:
    """The answer that `change` tells in words, given to its question and to no other."""
    question = make_questionnaire().by_key[change.question]
    assert change.answer_now == situation.in_words(question.key)
    other = find_alternative(question, situation.answer(question.key), change.answer_then)
    return Situation.of(make_questionnaire(), {**situation.path.answers, question.key: other})


def find_alternative(question: Question, now: Answer | None, words: str) -> Answer:
    found = [
        other
        for other in alternatives(question, now, MARKS)
        if value_in_words(question, other) == words
    ]
    assert len(found) == 1
    return found[0]


def test_the_answers_that_would_spare_a_part_are_named():
    told = {(c.question, c.answer_then, c.becomes) for c in changes_of("model-server", **SERVING)}

    assert told == {
        ("job", "None of these", "Model server is not needed."),
        ("model_access", "A provider does, and we call its API", "Model server is not needed."),
        ("concurrency", "4 requests", "Model server is not needed."),
    }


def test_an_answer_just_beyond_a_threshold_is_named():
    told = changes_of("gateway", **SERVING)

    assert Change("hosts", "1 host", "2 hosts", "Gateway is needed.") in told


def test_an_answer_that_is_not_known_yet_is_tried_with_each_option():
    told = changes_of(LEVEL, **{**SERVING, "side_effects": NOT_KNOWN})

    assert [(c.answer_then, c.becomes) for c in told if c.question == "side_effects"] == [
        ("Nothing", "The consequence level is 0."),
        ("Other systems are read", "The consequence level is 0."),
        ("Changes that can be undone", "The consequence level is 1."),
        ("Regulated or safety-relevant effects", "The consequence level is 3."),
    ]


def test_a_selection_is_changed_by_one_option_at_a_time():
    told = others("evidence_kinds", ["audit", "traces"])

    assert "Traces of every answer" in told
    assert "Audit log of who did what, Traces of every answer, Replay of a run" in told
    assert "None of these" in told


def test_a_number_is_tried_at_each_threshold_and_just_beyond_it_nearest_first():
    assert others("deadline", (500, "ms")) == [
        f"at most {amount} ms, mandatory" for amount in (51, 50, 21, 20, 11, 10)
    ]


def test_answers_that_no_rule_reads_are_not_tried():
    assert "model_name" not in MARKS.questions
    assert "workload" not in MARKS.questions


def test_a_number_that_sizing_calculates_with_is_doubled_and_halved():
    assert others("model_context", (8192, "tokens")) == ["4,096 tokens", "16,384 tokens"]


def test_things_that_are_counted_are_not_cut_in_pieces():
    assert others("devices_per_host", (1, "devices")) == ["2 devices"]
    assert others("devices_per_host", (3, "devices")) == ["1 device", "6 devices"]
