"""No text whatever makes the reader fail, and nothing of a text is lost."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adr.transfer.reader.decoding import UnreadableFileError
from adr.transfer.reader.reading import read_file, read_text

pytestmark = pytest.mark.pure

PIECES = st.sampled_from(
    [
        "---\n", "status: ", "accepted\n", "{proposed}", "\n", "\r\n", "\r", "# ", "## Status\n",
        "## Links\n", "* Status: ", "- Date: ", "2020-09-31", "Date ", "| a | b |\n", "|---|---|\n",
        "> ", "```\n", "<!-- ", " -->", "superseded by ", "[x](0001-x.md)", "[", "](", ")", "**",
        "`", "  ", "\t", "Supersedes ADR-0003\n", "===\n", "1. ", "deciders: [a, b]\n",
        "informed: *x\n", "&x", "- - - ", "\u2028", "\x0b", "\x1f", "🤔 ", "é",
        "Proposed, Accepted, Rejected", "| ",
        "~~", "date: ", "aruntime: 1\n", "ids: ", "0x", "{",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))
PATHS = st.one_of(
    st.sampled_from(["0001-x.md", "20200131-x.md", "adr/API-002-x.MD", "template.md", ""]),
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30),
)


@given(TEXTS, PATHS)
@settings(deadline=None)
def test_nothing_of_any_text_is_lost(text, path):
    found = read_text(text, path)

    assert "".join(found.text_of(section.span) for section in found.sections) == text
    assert "".join(found.lines) == text


@given(TEXTS, PATHS)
@settings(deadline=None)
def test_every_field_points_at_its_own_words(text, path):
    found = read_text(text, path)

    for field in found.fields:
        assert 0 <= field.span.start < field.span.end <= len(found.lines)
        if field.offset is not None:
            assert text[field.offset : field.offset + len(field.raw)] == field.raw


@given(st.binary())
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(data):
    with suppress(UnreadableFileError):
        assert read_file(data, "0001-x.md").original == data
