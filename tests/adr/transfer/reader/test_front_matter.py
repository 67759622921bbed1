"""Front matter, where every value stays text and one broken entry spoils no other."""

import pytest

from adr.transfer.reader.reading import read_text

pytestmark = pytest.mark.pure


def entries(text):
    front_matter = read_text(text, "0001-x.md").front_matter
    return {entry.key: entry.values for entry in front_matter.entries} if front_matter else None


def test_no_value_becomes_a_number_a_date_or_a_truth():
    text = "---\nnav_order: 0032\ndate: 2020-01-01\nstatus: yes\nempty:\n---\n"

    assert entries(text) == {
        "nav_order": ("0032",),
        "date": ("2020-01-01",),
        "status": ("yes",),
        "empty": (),
    }


@pytest.mark.parametrize(
    ("value", "values"),
    [
        ("{proposed}", ("proposed",)),
        ("{ A B, C D }", ("A B", "C D")),
        ("[a, b]", ("a", "b")),
        ("\n  - a\n  - b", ("a", "b")),
        ("'quoted: yes'", ("quoted: yes",)),
        ("superseded by [ADR-0062](x.md)", ("superseded by [ADR-0062](x.md)",)),
        ("{proposed | rejected", ("{proposed | rejected",)),
        ("accepted # for now", ("accepted",)),
    ],
)
def test_values(value, values):
    assert entries(f"---\nstatus: {value}\nnext: x\n---\n") == {"status": values, "next": ("x",)}


@pytest.mark.parametrize(
    "text", ["---\nstatus: x\n", "text\n---\na: b\n---\n", "---\nJust text.\n---\n"]
)
def test_what_is_no_front_matter_is_text(text):
    assert entries(text) is None


def test_aliases_are_not_expanded():
    text = "---\na: &a [x, x]\nb: [*a, *a]\n---\n"

    assert entries(text) == {"a": ("x", "x"), "b": ("[*a, *a]",)}
