"""The vocabulary: every word has a label and a meaning, and code and file agree."""

from collections import Counter

import pytest

from selection.directory.models import ClaimStatus, ProjectStatus
from selection.directory.vocabulary import VOCABULARY_FILE, load_vocabulary, options_by_dimension
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
