"""Sources as numbered references."""

from adr.records.content import RiskRow, SourceRow
from adr.records.references import cite_links, link_to, number_sources, numbers_by_url
from tests.adr.records.factories import TODAY, make_content, make_gate_row

DOCS = "https://example.org/docs?a=1&b=2"


def test_listed_sources_come_first_and_whatever_else_is_cited_after_them():
    content = make_content(
        sources=(SourceRow(DOCS, "Docs"),),
        gates=(make_gate_row(source_url=DOCS), make_gate_row(source_url="https://example.org/a")),
        risks=(RiskRow("It breaks.", source_url="https://example.org/b"),),
    )

    found = [(r.number, r.source.url, r.source.checked) for r in number_sources(content)]

    assert found == [
        (1, DOCS, None),
        (2, "https://example.org/a", TODAY),
        (3, "https://example.org/b", None),
    ]


def test_address_that_is_listed_twice_has_its_first_number():
    content = make_content(sources=(SourceRow(DOCS, "One"), SourceRow(DOCS, "Two")))

    assert numbers_by_url(number_sources(content)) == {DOCS: 1}


def test_link_to_a_numbered_source_becomes_its_number():
    html = cite_links(f"It cannot ([source](<{DOCS}>)). See [the guide]({DOCS}).", {DOCS: 7})

    assert '(<a href="#source-7">[7]</a>)' in html
    assert 'the guide <a href="#source-7">[7]</a>' in html
    assert "example.org" not in html


def test_link_to_anything_else_stays():
    assert 'href="https://example.org/x"' in cite_links("[x](https://example.org/x)", {DOCS: 1})


def test_without_a_source_there_is_no_number():
    assert link_to(None) == ""
