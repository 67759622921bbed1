"""The vocabulary: every word has a label and a meaning, and code and file agree."""

from collections import Counter

import pytest

from selection.directory.models import ClaimStatus, ProjectStatus
from selection.directory.vocabulary import (
    VOCABULARY_FILE,
    BadVocabularyError,
    load_vocabulary,
    options_by_dimension,
    read_vocabulary,
)
from selection.marked_yaml import read_marked_yaml


def all_words():
    vocabulary = load_vocabulary()
    return [
        *vocabulary.categories.values(),
        *vocabulary.deployments,
        *vocabulary.claim_statuses,
        *vocabulary.project_statuses,
        *vocabulary.capabilities.values(),
    ]


def test_no_key_stands_twice_in_the_file():
    marked = read_marked_yaml(VOCABULARY_FILE.read_text(encoding="utf-8"))

    assert marked.content["capabilities"]


def test_every_word_has_a_short_label_and_a_sentence():
    for word in all_words():
        assert 0 < len(word.label) <= 40, word.key
        assert word.meaning.endswith("."), word.key


@pytest.mark.parametrize("dimension", load_vocabulary().dimensions, ids=lambda d: d.key)
def test_labels_of_a_dimension_differ(dimension):
    counted = Counter(word.label for word in dimension.words)

    assert [label for label, times in counted.items() if times > 1] == []


def test_guides_lists_are_complete():
    vocabulary = load_vocabulary()

    assert len(vocabulary.primary_categories) == 6
    assert len(vocabulary.deployments) == 8
    assert list(vocabulary.layers) == [0, 1, 2, 3, 4, 5, 6]


def test_statuses_are_those_of_the_database():
    vocabulary = load_vocabulary()

    assert {word.key for word in vocabulary.claim_statuses} == set(ClaimStatus.values)
    assert {word.key for word in vocabulary.project_statuses} == set(ProjectStatus.values)


def test_capability_that_is_gone_shows_its_key():
    assert load_vocabulary().capability_label("generation/telepathy") == "generation/telepathy"


def test_words_of_a_dimension_are_options_with_labels():
    [option] = [o for o in options_by_dimension()["format"] if o.key == "onnx"]

    assert (option.label, option.hint) == ("ONNX", "Loads or converts ONNX models.")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("  0: Hardware", "  zero: Hardware", "layers.zero"),
        ("label: Target backend", "label: ''", "categories.additions.target-backend.label"),
        ("label: Target backend", "title: Backend", "categories.additions.target-backend.title"),
        ("    target-backend:", "    Target Backend:", "categories.additions.Target Backend"),
    ],
)
def test_mistake_in_the_vocabulary_is_told_with_file_line_and_field(tmp_path, old, new, field):
    text = VOCABULARY_FILE.read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    path = tmp_path / "words.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(BadVocabularyError) as raised:
        read_vocabulary(path)

    told = [(each.file, each.line, each.field) for each in raised.value.mistakes]
    assert ("words.yaml", line, field) in told


def test_vocabulary_that_is_not_yaml_is_told_with_its_line(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text("layers:\n  0: [")

    with pytest.raises(BadVocabularyError, match=r"words\.yaml, line 2: This is not YAML"):
        read_vocabulary(path)
