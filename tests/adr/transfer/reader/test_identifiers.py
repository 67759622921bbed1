"""Numbers, series and titles: what stands in front of a title, and what belongs to it."""

import pytest

from adr.transfer.reader.reading import look_beside, read_text

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("path", "heading", "title", "number", "series"),
    [
        ("0003-x.md", "3. Use it", "Use it", 3, None),
        ("031-image.md", "31 Scan images", "Scan images", 31, None),
        ("x.md", "2: Use it", "Use it", 2, None),
        ("adr-001-x.md", "ADR 001: Use it", "Use it", 1, None),
        ("adr-012-x.md", "ADR 12: Use it", "Use it", 12, None),
        ("adr-028-fee.md", "ADR: Use it", "Use it", 28, None),
        ("ADR-XXX_pipeline.md", "ADR-XXX: Use it", "Use it", None, None),
        ("API-002-x.md", "API-002: Use it", "Use it", 2, "API"),
        ("adr-001-x.md", "Architecture Decision Record: Use ADRs", "Use ADRs", 1, None),
        ("0023_508_systems.md", "508 Systems as a view", "508 Systems as a view", 23, None),
        ("0003-python.md", "Python 3: what changes", "Python 3: what changes", 3, None),
        ("0008-x.md", "  Accept fields", "Accept fields", 8, None),
        ("0017-orm.md", "Use [sqlx](https://e.org/x) for Go", "Use sqlx for Go", 17, None),
        ("0014-x.md", 'Allow "neutral" arguments', 'Allow "neutral" arguments', 14, None),
        ("0014-x.md", '"Wrapped in quotes"', "Wrapped in quotes", 14, None),
        ("000-x.md", "First", "First", 0, None),
        ("20200926-x.md", "Use it", "Use it", None, None),
        ("2020_09_01_x.md", "Use it", "Use it", None, None),
        (
            "0001-x.MD",
            "`code` and *words* and snake_case",
            "code and words and snake_case",
            1,
            None,
        ),
    ],
)
def test_identifier_is_told_from_title(path, heading, title, number, series):
    found = read_text(f"# {heading}\n", path)

    assert (found.title, found.number, found.series) == (title, number, series)


def test_the_name_of_the_file_wins_and_the_difference_is_named():
    found = read_text("# 3. Networks\n", "0033-ip-ranges.md")

    assert (found.title, found.number) == ("Networks", 33)
    assert any("gives the number 3" in warning for warning in found.warnings)


def test_a_bare_number_is_an_identifier_if_another_file_has_it():
    beside = look_beside(["029-auditing.md", "030-root.md"])

    assert read_text("# 29 Auditing\n", "030-root.md", beside).title == "Auditing"


def test_a_real_record_may_still_have_the_title_of_the_template():
    text = "---\nstatus: accepted\n---\n# {short title of solved problem and solution}\n"

    found = read_text(text, "0039-set-name.md")

    assert found.kind == "record"
    assert "The title is still the placeholder of the template." in found.warnings
