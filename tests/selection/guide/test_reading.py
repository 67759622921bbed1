"""What a file of the guide must hold to, and how a mistake in it is told."""

from datetime import date

import pytest

from selection.fact_files import BadFactsError
from selection.guide.models import Kind
from selection.guide.reading import CONTENT, read_guide_file
from tests.selection.guide.factories import TODAY, guide_in, write_entry

pytestmark = pytest.mark.pure

FILES = sorted(CONTENT.glob("*/*.md"))
PATHS = [f"{file.parent.name}/{file.stem}" for file in FILES]


def mistakes_in(folder):
    with pytest.raises(BadFactsError) as raised:
        guide_in(folder)
    return [(mistake.line, mistake.field, mistake.message) for mistake in raised.value.mistakes]


@pytest.mark.parametrize("file", FILES, ids=PATHS)
def test_every_real_file_is_valid(file):
    _, mistakes = read_guide_file(file, PATHS, today=TODAY)

    assert mistakes == []


def test_error_names_file_line_field_and_allowed_words(tmp_path):
    file = write_entry(tmp_path, status="finished")
    line = file.read_text().splitlines().index("status: finished") + 1

    with pytest.raises(BadFactsError) as raised:
        guide_in(tmp_path)

    assert str(raised.value) == (
        f"glossary/kv-cache.md, line {line}, status: 'finished' is not known. Allowed: "
        "draft, production-guidance, under-review, retired."
    )


def test_unknown_field_is_refused_with_the_allowed_ones(tmp_path):
    write_entry(tmp_path, remark="Fast.")

    [(_, field, message)] = mistakes_in(tmp_path)

    assert field == "remark"
    assert message.startswith("This field is not known. Allowed: title, summary, takeaways,")


def test_related_entry_must_exist(tmp_path):
    write_entry(tmp_path, related=["glossary/kv-cash"])

    [(_, field, message)] = mistakes_in(tmp_path)

    assert field == "related[0]"
    assert message == "There is no entry 'glossary/kv-cash'. Nearest: glossary/kv-cache."


def test_link_in_the_text_must_lead_to_an_entry(tmp_path):
    file = write_entry(tmp_path, text="One.\n\nSee [this](glossary/kv-cash).")
    line = file.read_text().splitlines().index("See [this](glossary/kv-cash).") + 1

    [mistake] = mistakes_in(tmp_path)

    assert mistake[:2] == (line, "text")


def test_question_must_be_a_page_of_the_questionnaire(tmp_path):
    write_entry(tmp_path, questions=["execution-unit/colour"])

    [(_, field, message)] = mistakes_in(tmp_path)

    assert field == "questions[0]"
    assert "execution-unit/job" in message


def test_category_must_be_a_word_of_the_vocabulary(tmp_path):
    write_entry(
        tmp_path,
        "categories/engine",
        layer=3,
        responsibility="Runs.",
        execution_unit="A call.",
        not_provided=["Serving"],
    )

    [(line, _, message)] = mistakes_in(tmp_path)

    assert line == 1
    assert "generative-engine" in message


def test_review_date_is_not_in_the_future(tmp_path):
    write_entry(tmp_path, reviewed=date(2026, 11, 26))

    assert [field for _, field, _ in mistakes_in(tmp_path)] == ["reviewed"]


@pytest.mark.parametrize("text", ["No fields.\n", "---\ntitle: A\n", "---\na: [1\n---\nText.\n"])
def test_unreadable_file_is_told(tmp_path, text):
    write_entry(tmp_path).write_text(text)

    [(line, field, message)] = mistakes_in(tmp_path)

    assert line >= 1
    assert field == ""
    assert message


def test_entry_without_text_is_refused(tmp_path):
    write_entry(tmp_path, text="")

    assert [message for *_, message in mistakes_in(tmp_path)] == [
        "There is no text after the fields."
    ]


def test_folder_without_files_is_refused(tmp_path):
    assert [message for *_, message in mistakes_in(tmp_path)] == ["There is no .md file here."]


def test_every_kind_has_a_folder_in_the_content():
    assert {file.parent.name for file in FILES} == set(Kind.values)
