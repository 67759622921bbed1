"""Answers go into a file and back without loss, and every mistake in a file has its place."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from selection.directory.vocabulary import load_vocabulary
from selection.engine.answers import Answer, Basis, Standing
from selection.questionnaire.answers_file import (
    AnswersFile,
    AnswersFileError,
    parse_answers_file,
    write_answers_file,
)
from selection.questionnaire.answers_schema import schema_text
from selection.questionnaire.numbers import WHOLE
from selection.questionnaire.versions import load_questionnaire

QUESTIONNAIRE = load_questionnaire()
FOLDER = Path(__file__).parents[3] / "selection" / "questionnaire"


def parse(answers="", **top):
    head = {"questionnaire": "1", **top}
    lines = [f"{key}: {value}" for key, value in head.items()]
    return parse_answers_file("\n".join([*lines, "answers:", *answers.splitlines()]))


def value_of(line):
    [answer] = parse(f"  {line}").answers.values()
    return answer.value


def mistake_in(line):
    with pytest.raises(AnswersFileError) as raised:
        parse(f"  {line}")
    [mistake] = raised.value.mistakes
    assert mistake.line == 3
    return mistake.field.removeprefix("answers."), mistake.message


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("dynamic_shapes: no", "no"),
        ("formats: [gguf, onnx]", ["onnx", "gguf"]),
        ("job: serve-llm", ["serve-llm"]),
        ("model_revision: 0123", "0123"),
        ("device_memory: 80 GiB", {"amount": 80, "unit": "GiB"}),
        ("device_memory: {amount: 80, unit: GiB}", {"amount": 80, "unit": "GiB"}),
        ("model_parameters: 7.25 billion", {"amount": 7.25, "unit": "billion"}),
        ("model_context: 131,072 tokens", {"amount": 131072, "unit": "tokens"}),
        (
            "latency_ttft: 300 ms at p95, mandatory",
            {"amount": 300, "unit": "ms", "percentile": "p95", "need": "mandatory"},
        ),
        (
            "availability: {amount: 99.9, unit: percent, need: wanted}",
            {"amount": 99.9, "unit": "percent", "need": "wanted"},
        ),
        ("versions: {vllm: 0.10}", {"vllm": "0.10"}),
        (
            "requirements: {generation/streaming: {verdict: relax, reason: Later.}}",
            {"generation/streaming": {"verdict": "relax", "reason": "Later."}},
        ),
        (
            "added_requirements: [{capability: security/tls, need: wanted, reason: Audit.}]",
            [{"capability": "security/tls", "need": "wanted", "reason": "Audit."}],
        ),
    ],
)
def test_plain_value_is_a_given_answer(line, value):
    assert value_of(line) == value


def test_answer_in_full_says_how_it_stands():
    file = parse(
        "  model_name: {standing: not-known, who_finds_out: Ana, by_when: 2026-12-01}\n"
        "  concurrency: {value: 64 requests, basis: measured, note: Of last May.}\n"
        "  footprint: {standing: not-applicable, note: It is a server.}\n"
    )

    assert file.answers == {
        "model_name": Answer(Standing.NOT_KNOWN, who_finds_out="Ana", by_when="2026-12-01"),
        "concurrency": Answer(
            value={"amount": 64, "unit": "requests"}, basis=Basis.MEASURED, note="Of last May."
        ),
        "footprint": Answer(Standing.NOT_APPLICABLE, note="It is a server."),
    }


@pytest.mark.parametrize(
    ("line", "field", "message"),
    [
        ("jobb: x", "jobb", "Did you mean 'job'? Allowed: job, plain_need, "),
        ("job: [serve-lm]", "job[0]", "'serve-lm' is not known. Allowed: portable-model, "),
        ("job: [none, serve-llm]", "job", "'none' cannot stand beside others."),
        ("job: []", "job", "Name at least one of: portable-model, "),
        ("dynamic_shapes: maybe", "dynamic_shapes", "Allowed: yes, no."),
        ("dynamic_shapes: [yes]", "dynamic_shapes", "Allowed: yes, no."),
        ("model_name: ''", "model_name", "Write text here."),
        ("device_memory: 80", "device_memory", "such as 80 GiB."),
        ("device_memory: 80 GB", "device_memory.unit", "Allowed: GiB, MiB."),
        ("device_memory: much GiB", "device_memory.amount", "'much' is not a number."),
        ("device_memory: 0 GiB", "device_memory.amount", "must be more than 0"),
        ("concurrency: 6.4 requests", "concurrency.amount", "a whole number"),
        ("latency_ttft: 300 ms", "latency_ttft", "such as 300 ms at p99, mandatory."),
        ("latency_ttft: 300 ms, wanted", "latency_ttft", "percentile is missing."),
        ("latency_ttft: 300 ms at p42, wanted", "latency_ttft.percentile", "Allowed: p50, "),
        ("latency_ttft: 300 ms at p50, now", "latency_ttft.need", "mandatory, wanted."),
        ("availability: 101 percent, wanted", "availability.amount", "100 % or less"),
        ("versions: vllm", "versions", "such as vllm: 0.33.0."),
        ("requirements: {a/b: {verdict: relax}}", "requirements.a/b", "needs a reason"),
        ("requirements: {a/b: {verdict: no}}", "requirements.a/b.verdict", "Allowed: confirm, "),
        (
            "added_requirements: [{capability: a/b, need: wanted, reason: x}]",
            "added_requirements[0].capability",
            "no word of the vocabulary",
        ),
        ("job: {standing: perhaps}", "job.standing", "Allowed: given, not-known, not-applicable."),
        ("job: {value: serve-llm, basis: guess}", "job.basis", "Allowed: measured, "),
        ("job: {standing: given}", "job", "has a value"),
        ("job: {standing: not-known, value: serve-llm}", "job.value", "has no value"),
        ("footprint: {standing: not-applicable}", "footprint", "Say in a note why"),
        ("job: {standing: not-known, by_when: soon}", "job.by_when", "2027-01-31"),
        ("job: {standing: not-known, remark: x}", "job.remark", "Allowed: standing, value, "),
    ],
)
def test_mistake_is_named_with_its_place(line, field, message):
    found_field, found_message = mistake_in(line)

    assert found_field == field
    assert message in found_message


def test_all_mistakes_are_named_in_the_order_of_their_lines():
    with pytest.raises(AnswersFileError) as raised:
        parse("  jobb: x\n  device_memory: 80\n", nmae="x")

    assert [(mistake.line, mistake.field) for mistake in raised.value.mistakes] == [
        (2, "nmae"),
        (4, "answers.jobb"),
        (5, "answers.device_memory"),
    ]
    assert str(raised.value).startswith("Line 2, nmae: 'nmae' is not known. Allowed: ")


@pytest.mark.parametrize("version", ["", "latest", "0", "999", "9" * 300, "[1]"])
def test_file_names_a_version_of_the_questionnaire(version):
    with pytest.raises(AnswersFileError) as raised:
        parse(questionnaire=version)

    assert raised.value.mistakes[0].field == "questionnaire"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "just text",
        "[1, 2]",
        "questionnaire: 1\nanswers: [job]",
        "a: [1",
        "[" * 100_000,
        "a: &x [1]\nb: [*x, *x]",
        "questionnaire: 1\nname: \x00",
        'questionnaire: 1\nname: "a\\0b"',
        'questionnaire: 1\nanswers: {requirements: {"\\0": {verdict: confirm}}}',
        "x" * 600_000,
    ],
)
def test_file_that_is_something_else_gets_a_clear_error(text):
    with pytest.raises(AnswersFileError) as raised:
        parse_answers_file(text)

    assert raised.value.mistakes


LINES = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=40)
TEXTS = LINES.filter(str.strip)
NEEDS = st.sampled_from(["mandatory", "wanted"])
CAPABILITIES = st.sampled_from(list(load_vocabulary().capabilities))


def amounts(unit):
    whole = st.integers(1, 100)
    return whole if unit.key in WHOLE else whole | st.decimals("0.5", 99, places=3).map(as_amount)


def as_amount(decimal):
    number = float(decimal)
    return int(number) if number.is_integer() else number


def quantities(question):
    return st.sampled_from(question.units).flatmap(
        lambda unit: st.fixed_dictionaries({"amount": amounts(unit), "unit": st.just(unit.key)})
    )


def bounds(question):
    parts = {"need": NEEDS}
    if question.percentiles:
        parts["percentile"] = st.sampled_from(question.percentiles)
    return st.tuples(quantities(question), st.fixed_dictionaries(parts)).map(
        lambda both: {**both[0], **both[1]}
    )


def selections(question):
    together = [option.key for option in question.options if not option.exclusive]
    return st.sets(st.sampled_from(together), min_size=1).map(
        lambda chosen: [key for key in together if key in chosen]
    )


VALUES = {
    "choice": lambda question: st.sampled_from([option.key for option in question.options]),
    "choices": selections,
    "text": lambda question: TEXTS,
    "long_text": lambda question: st.lists(TEXTS, min_size=1, max_size=4).map("\n".join),
    "number": quantities,
    "bound": bounds,
    "review": lambda question: st.dictionaries(
        CAPABILITIES,
        st.fixed_dictionaries({"verdict": st.just("relax"), "reason": TEXTS}),
        min_size=1,
        max_size=3,
    ),
    "additions": lambda question: st.lists(
        st.fixed_dictionaries({"capability": CAPABILITIES, "need": NEEDS, "reason": TEXTS}),
        min_size=1,
        max_size=3,
        unique_by=lambda row: row["capability"],
    ),
    "versions": lambda question: st.dictionaries(
        st.sampled_from(["vllm", "value", "standing"]), TEXTS, min_size=1
    ),
}


def answers_to(question):
    basis = st.none() | st.sampled_from(Basis)
    given_answers = st.builds(
        Answer, st.just(Standing.GIVEN), VALUES[question.kind](question), basis, TEXTS | st.just("")
    )
    days = st.dates(date(2026, 1, 1)).map(date.isoformat) | st.just("")
    not_known = st.builds(
        Answer, st.just(Standing.NOT_KNOWN), st.none(), basis, st.just(""), TEXTS, days
    )
    not_applicable = st.builds(
        Answer, st.just(Standing.NOT_APPLICABLE), st.none(), st.none(), TEXTS
    )
    return given_answers | not_known | not_applicable


@settings(max_examples=40, deadline=None)
@given(
    name=TEXTS,
    answers=st.lists(
        st.sampled_from(list(QUESTIONNAIRE.all_questions())), unique=True, max_size=8
    ).flatmap(lambda questions: st.fixed_dictionaries({q.key: answers_to(q) for q in questions})),
)
def test_every_answer_comes_back_from_its_file(name, answers):
    text = write_answers_file(QUESTIONNAIRE, answers, name=name)

    assert parse_answers_file(text) == AnswersFile(1, name, answers)


SCRAPS = TEXTS | st.sampled_from(
    ["standing", "value", "amount", "unit", "verdict", "reason", "capability", "need", "given", "1"]
)
TREES = st.recursive(
    SCRAPS,
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(SCRAPS, parts, max_size=4),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(key=st.sampled_from(list(QUESTIONNAIRE.by_key)), tree=TREES)
def test_whatever_stands_under_a_key_is_read_or_refused(key, tree):
    text = yaml.safe_dump({"questionnaire": 1, "answers": {key: tree}}, allow_unicode=True)

    answered, refused = read_or_refuse(text)

    assert answered == [key] or refused
    assert all(field.startswith("answers") for field in refused)


def read_or_refuse(text):
    try:
        return list(parse_answers_file(text).answers), []
    except AnswersFileError as error:
        return [], [mistake.field for mistake in error.mistakes]


def test_given_answer_is_written_as_its_plain_value():
    answers = {"device_memory": Answer(value={"amount": 80, "unit": "GiB"})}

    assert "  device_memory: 80 GiB\n" in write_answers_file(QUESTIONNAIRE, answers, name="A")


def test_schema_file_is_in_step_with_the_code():
    stored = (FOLDER / "answers-file.schema.json").read_text(encoding="utf-8")

    assert stored == schema_text()


def test_schema_covers_every_question_and_no_other():
    schema = json.loads((FOLDER / "answers-file.schema.json").read_text(encoding="utf-8"))

    assert list(schema["properties"]["answers"]["properties"]) == list(QUESTIONNAIRE.by_key)


def test_example_in_the_documentation_is_a_good_file():
    text = (FOLDER / "answers-file.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)

    file = parse_answers_file(example)

    assert file.name == "Support assistant"
    assert file.answers["device_memory"].value == {"amount": 80, "unit": "GiB"}
