"""Where each piece stands, so that an edit can touch its lines alone."""

import pytest

from adr.transfer.reader.reading import read_text
from tests.adr.transfer import samples

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            samples.MADR_4,
            {
                "status": ['status: "accepted"\n'],
                "date": ["date: 2026-03-14\n"],
                "deciders": ["decision-makers: [Ana, Ben]\n"],
                "title": ["# Cache prefixes on the server\n"],
            },
        ),
        (
            samples.MADR_2,
            {
                "status": ["* Status: accepted\n"],
                "date": ["* Date: 2024-02-29 <!-- optional -->\n"],
            },
        ),
        (samples.NYGARD, {"status": ["Accepted\n"], "date": ["Date: 2023-05-02\n"]}),
        (samples.TABLE, {"status": [">| Status       | `RFC`            |\n"]}),
    ],
)
def test_lines_of_fields(text, lines):
    found = read_text(text, "0001-x.md")

    assert {
        name: list(found.lines[found.spans[name].start : found.spans[name].end]) for name in lines
    } == lines


def test_a_value_is_where_it_says():
    found = read_text(samples.MADR_2, "0001-x.md")

    for field in found.fields:
        assert found.text[field.offset :].startswith(field.raw)


def test_a_section_knows_its_lines_and_those_below_it():
    found = read_text(samples.MADR_4, "0001-x.md")
    outcome = next(s for s in found.sections if s.heading == "Decision Outcome")

    assert found.text_of(outcome.span).startswith("## Decision Outcome\n")
    assert found.text_of(outcome.body).strip().startswith("Chosen option")
    assert found.text_of(found.whole(outcome)).rstrip().endswith("above one half.")
