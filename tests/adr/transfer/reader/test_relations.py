"""Which records a file says it supersedes or amends, and by which it is."""

import pytest

from adr.transfer.reader.reading import read_text

pytestmark = pytest.mark.pure
KINDS = ("supersedes", "superseded_by", "partly_superseded_by", "amends", "amended_by")


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("Supersedes [3. A](0003-a.md)", {"supersedes": ("0003-a.md",)}),
        ("Supercedes [3. A](./x/0003-a.md#top)", {"supersedes": ("0003-a.md",)}),
        ("Supersedes ADR-3 and ADR-4", {"supersedes": ("ADR-3", "ADR-4")}),
        ("Superseded by 20201029-new", {"superseded_by": ("20201029-new",)}),
        ("Superseded by ADR-0012 on 2020-03-01", {"superseded_by": ("ADR-0012",)}),
        ("Superseded in part by [9](0009-b.md)", {"partly_superseded_by": ("0009-b.md",)}),
        ("Supersedes parts of [3](0003-a.md)", {"amends": ("0003-a.md",)}),
        ("Amended by [9](0009-b.md), [10](0010-c.md)", {"amended_by": ("0009-b.md", "0010-c.md")}),
        ("Will be superseded by [9](0009-b.md)", {}),
        ("Replaced by [a page](https://e.org/x)", {"superseded_by": ("https://e.org/x",)}),
        ("Clarified by [9](0009-b.md)", {}),
    ],
)
def test_relations_in_the_status(text, relations):
    found = read_text(f"# T\n\n## Status\n\nAccepted\n\n{text}\n", "0001-t.md")

    assert {kind: getattr(found, kind) for kind in KINDS if getattr(found, kind)} == relations


def test_relations_under_links_and_in_fields():
    text = (
        "---\nsupersedes: [ADR-0001, ADR-0002]\namended-by: 0009-b.md\n---\n# T\n\n"
        "## Links\n\n* Amends [x](0004-x.md)\n* [elsewhere](https://e.org)\n"
    )

    found = read_text(text, "0005-t.md")

    assert found.supersedes == ("ADR-0001", "ADR-0002")
    assert (found.amends, found.amended_by) == (("0004-x.md",), ("0009-b.md",))


def test_prose_relates_and_no_more():
    text = "# T\n\n## Status\n\nPending\n\n## Context\n\nThis supersedes part of [3](0003-a.md).\n"

    found = read_text(text, "0033-t.md")

    assert (found.supersedes, found.amends, found.related) == ((), (), ("0003-a.md",))
