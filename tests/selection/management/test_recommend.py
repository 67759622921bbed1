"""`manage.py recommend` prints what the pages show, from the same facts."""

import pytest
import time_machine
from django.core.management import CommandError, call_command

from selection.directory.editions import directory_of, latest_edition
from selection.directory.loading import load_entries
from selection.engine.canonical import digest, from_bytes, to_bytes
from selection.engine.recommend import recommend
from selection.engine.recommendation import Recommendation
from selection.engine.rules import load_rules
from selection.examples.agreement import FOLDER, load_example
from selection.questionnaire.versions import load_questionnaire
from tests.selection.directory.factories import TODAY, entries_in, make_claim, write_file

pytestmark = pytest.mark.django_db
EXAMPLE = "privatemind-executorch"


@pytest.fixture
def run(capsys):
    def run(path, *arguments):
        with time_machine.travel(TODAY):
            call_command("recommend", str(path), *arguments)
        return capsys.readouterr().out

    return run


def test_text_begins_with_the_name_and_the_answer_in_one_sentence(run):
    text = run(FOLDER / f"{EXAMPLE}.yaml")

    assert text.startswith("A private assistant on the phone\n================================\n")
    assert "You need an edge, mobile or browser runtime" in text
    assert "ExecuTorch" in text


def test_text_names_the_hash_of_the_json(run):
    path = FOLDER / f"{EXAMPLE}.yaml"

    text, content = run(path), run(path, "--format", "json")

    assert digest(from_bytes(Recommendation, content)) in text


def test_json_is_the_canonical_bytes_of_what_the_engine_returns(run, tmp_path):
    write_file(tmp_path, category="edge-mobile-browser-runtime", capabilities=[make_claim()])
    load_entries(entries_in(tmp_path))
    expected = recommend(
        questionnaire=load_questionnaire(),
        answers=load_example(EXAMPLE).answers,
        rules=load_rules(),
        directory=directory_of(latest_edition()),
    )

    content = run(FOLDER / f"{EXAMPLE}.yaml", "--format", "json")

    assert content.encode() == to_bytes(expected)


def test_facts_come_from_the_files_before_any_are_loaded(run):
    content = run(FOLDER / f"{EXAMPLE}.yaml", "--format", "json")

    [shortlist] = [
        one
        for one in from_bytes(Recommendation, content).shortlists
        if one.category == "edge-mobile-browser-runtime"
    ]
    names = [c.slug for c in (*shortlist.every_gate_met, *shortlist.some_not_verified)]
    assert "executorch" in names


def test_mistakes_are_named_with_their_place(tmp_path):
    path = tmp_path / "answers.yaml"
    path.write_text("questionnaire: 1\nanswers:\n  jobb: serve-llm\n  dynamic_shapes: perhaps\n")

    with pytest.raises(CommandError) as raised:
        call_command("recommend", str(path))

    message = str(raised.value)
    assert "Line 3, answers.jobb: There is no question 'jobb'. Did you mean 'job'?" in message
    assert "Line 4, answers.dynamic_shapes: 'perhaps' is not known. Allowed: yes, no." in message


def test_missing_file_gets_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("recommend", str(tmp_path / "none.yaml"))
