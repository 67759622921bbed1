from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr.records.glyphs import MissingCharacter, printable_characters, replace_missing

pytestmark = pytest.mark.pure

FONTS = Path(__file__).resolve().parents[3] / "static" / "fonts"


def test_languages_written_in_latin_greek_cyrillic_and_arabic_are_printed_as_they_are():
    text = "Größe ½ naïve żółw Ελληνικά Кириллица العربية → ≤ ✓ □"

    assert replace_missing(text, FONTS) == (text, ())


def test_character_without_a_shape_becomes_a_box_and_is_named():
    text, missing = replace_missing("A中B🦄", FONTS)

    assert text == "A□B□"
    assert missing == (
        MissingCharacter("U+4E2D", "cjk unified ideograph-4e2d"),
        MissingCharacter("U+1F984", "unicorn face"),
    )


def test_character_that_has_no_shape_anyway_is_left_out():
    assert replace_missing("a\U000e0101b\n", FONTS) == ("ab\n", ())


@given(st.text())
def test_whatever_is_left_can_be_printed(text):
    printed, _missing = replace_missing(text, FONTS)

    assert {ord(c) for c in printed} - {9, 10, 13} <= printable_characters(FONTS)
