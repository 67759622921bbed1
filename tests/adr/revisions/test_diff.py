from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr.revisions.diff import WORDS_AROUND, Kind, Piece, compare_texts, shorten, without

pytestmark = pytest.mark.pure

SAME, REMOVED, ADDED = Kind.SAME, Kind.REMOVED, Kind.ADDED
# Few different words and marks, so that made-up texts share some.
texts = st.lists(st.sampled_from(["a", "b", "word", "ünï", " ", "\n", "\r\n", ".", "* "])).map(
    "".join
) | st.text(max_size=60)


def marked(before: str, after: str) -> list[tuple[Kind, str]]:
    return [(piece.kind, piece.text) for piece in compare_texts(before, after)]


@given(texts, texts)
def test_both_texts_can_be_read_from_the_comparison(before: str, after: str):
    pieces = compare_texts(before, after)

    assert without(ADDED, pieces) == before
    assert without(REMOVED, pieces) == after


@given(texts, texts)
def test_no_piece_is_empty_and_equal_passages_are_in_one_piece(before: str, after: str):
    pieces = compare_texts(before, after)

    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


@given(texts)
def test_equal_texts_have_no_marks(text: str):
    assert compare_texts(text, text) == ((Piece(SAME, text),) if text else ())


def test_changed_words_are_marked_and_the_rest_is_not():
    assert marked("We use vLLM on one host.", "We use SGLang on two hosts.") == [
        (SAME, "We use "),
        (REMOVED, "vLLM"),
        (ADDED, "SGLang"),
        (SAME, " on "),
        (REMOVED, "one host"),
        (ADDED, "two hosts"),
        (SAME, "."),
    ]


def test_text_that_is_appended_leaves_what_stood_there_unmarked():
    assert marked("One.\n", "One.\nTwo.\n") == [(SAME, "One.\n"), (ADDED, "Two.\n")]


def test_part_of_a_word_is_never_marked():
    assert marked("repeatable", "repeated") == [(REMOVED, "repeatable"), (ADDED, "repeated")]


def test_long_passages_with_nothing_in_common_are_compared_at_once():
    before, after = "x " * 40_000, "y " * 40_000

    assert marked(before, after) == [(REMOVED, before), (ADDED, after)]


def test_middle_of_a_long_unchanged_passage_is_left_out():
    words = [f"w{n}" for n in range(200)]
    pieces = compare_texts(" ".join(["old", *words]), " ".join(["new", *words]))

    shown = shorten(pieces)

    assert [piece.kind for piece in shown] == [REMOVED, ADDED, SAME, Kind.LEFT_OUT]
    assert shown[2].text.split() == words[:WORDS_AROUND]
    assert shown[3].text == f"{200 - WORDS_AROUND} words"


@given(texts, texts)
def test_shortening_leaves_every_change(before: str, after: str):
    changed = [p for p in compare_texts(before, after) if p.kind is not SAME]

    shown = shorten(compare_texts(before, after))
    assert [p for p in shown if p.kind in (REMOVED, ADDED)] == changed
