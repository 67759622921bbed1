"""Every habit of writing records is read, and its facts are found wherever it puts them."""

from datetime import date

import pytest

from adr.transfer.reader.found import Format, Kind, ReadStatus
from adr.transfer.reader.reading import read_file, read_text
from tests.adr.transfer import samples

pytestmark = pytest.mark.pure

FACTS = [
    (
        "0032-cache-prefixes.md",
        samples.MADR_4,
        Format.MADR_4,
        {
            "title": "Cache prefixes on the server",
            "status": ReadStatus.ACCEPTED,
            "date": date(2026, 3, 14),
            "number": 32,
            "deciders": ("Ana", "Ben"),
            "consulted": ("Cleo", "Dan"),
            "informed": (),
        },
    ),
    (
        "0009-use-one-gateway.md",
        samples.MADR_3,
        Format.MADR_3,
        {
            "title": "Use one gateway",
            "status": ReadStatus.SUPERSEDED,
            "status_raw": "superseded by [ADR-0012](0012-new-gateway.md)",
            "superseded_by": ("0012-new-gateway.md",),
            "date": date(2025, 11, 2),
            "date_raw": "{ 2025-11-02 }",
            "deciders": ("Ana Ruiz", "Ben Cole"),
            "consulted": (),
        },
    ),
    (
        "0005-keep-weights.md",
        samples.MADR_2,
        Format.MADR_2,
        {
            "title": "Keep weights in object storage",
            "status": ReadStatus.ACCEPTED,
            "date": date(2024, 2, 29),
            "deciders": ("Ana", "Ben"),
            "supersedes": ("0003-images.md",),
            "related": ("0009-mirror.md",),
            "ticket": "https://tickets.example.org/ST-7",
        },
    ),
    (
        "0006-queue.md",
        samples.MADR_1,
        Format.MADR_1,
        {
            "title": "Use a queue in front of the engine",
            "status": ReadStatus.NONE,
            "status_raw": "",
            "date": None,
            "ticket": "ST-12",
        },
    ),
    (
        "0004-serve-with-one-engine.md",
        samples.NYGARD,
        Format.NYGARD,
        {
            "title": "Serve with one engine",
            "number": 4,
            "status": ReadStatus.ACCEPTED,
            "status_raw": "Accepted",
            "date": date(2023, 5, 2),
            "supersedes": ("0002-try-three-engines.md",),
            "amended_by": ("0007-pin-the-version.md",),
            "headings": ("Status", "Context", "Decision", "Consequences"),
        },
    ),
    (
        "0002-try-three-engines.md",
        samples.NYGARD_SUPERSEDED,
        Format.NYGARD,
        {
            "status": ReadStatus.SUPERSEDED,
            "superseded_by": ("0004-serve-with-one-engine.md",),
            "date": date(2023, 1, 2),
        },
    ),
    (
        "20220809-use-a-model-registry.md",
        samples.LOG4BRAINS,
        Format.LOG4BRAINS,
        {
            "title": "Use a model registry",
            "number": None,
            "status": ReadStatus.DRAFT,
            "date": date(2022, 8, 9),
            "tags": ("models", "storage"),
            "amends": ("20220101-names.md",),
        },
    ),
    (
        "0001-write.md",
        samples.PHODAL,
        Format.PHODAL,
        {"status": ReadStatus.ACCEPTED, "status_raw": "2017-07-20 通过", "date": date(2017, 7, 13)},
    ),
    (
        "ADR-001_Scan.md",
        samples.TABLE,
        Format.NYGARD,
        {
            "title": "Scan prompts for secrets",
            "number": 1,
            "series": None,
            "status": ReadStatus.PROPOSED,
            "status_raw": "RFC",
            "date": date(2023, 7, 4),
            "deciders": ("Platform",),
        },
    ),
    (
        "0007-lokal.md",
        samples.GERMAN,
        Format.MADR_2,
        {
            "title": "Modelle lokal betreiben",
            "status": ReadStatus.ACCEPTED,
            "status_raw": "Akzeptiert",
            "date": date(2026, 3, 3),
            "date_raw": "3. März 2026",
        },
    ),
    (
        "batch.md",
        samples.TITLE_IN_FRONT_MATTER,
        Format.PLAIN,
        {"title": "Batch at night", "status": ReadStatus.DEPRECATED, "number": None},
    ),
]


@pytest.mark.parametrize(("path", "text", "form", "facts"), FACTS, ids=[row[0] for row in FACTS])
def test_facts_of_each_format(path, text, form, facts):
    found = read_text(text, path)

    assert {name: getattr(found, name) for name in facts} == facts
    assert found.kind is Kind.RECORD


@pytest.mark.parametrize(("path", "text", "form", "facts"), FACTS, ids=[row[0] for row in FACTS])
def test_format_is_named(path, text, form, facts):
    assert read_text(text, path).format is form


@pytest.mark.parametrize(("path", "text", "form", "facts"), FACTS, ids=[row[0] for row in FACTS])
def test_other_line_ends_and_a_byte_order_mark_change_nothing(path, text, form, facts):
    data = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()

    found = read_file(data, path)

    assert {name: getattr(found, name) for name in facts} == facts
    assert found.original == data


def test_front_matter_keys_that_nobody_knows_survive():
    found = read_text(samples.MADR_4, "0032-cache.md")

    assert found.front_matter is not None
    assert {entry.key: entry.raw for entry in found.front_matter.entries}["nav_order"] == "0032"


def test_fences_comments_and_options_say_nothing_of_the_record():
    text = (
        "# Add a status\n\n<!-- Status: rejected -->\n\n## Context\n\n"
        "```yaml\nstatus: accepted\ndate: 2020-01-01\n## Status\n```\n\n"
        "## Options\n\n### One\n\n* Status: completed\n"
    )

    found = read_text(text, "0008-add-status.md")

    assert (found.status, found.date) == (ReadStatus.NONE, None)
    assert found.headings == ("Context", "Options")


def test_a_table_without_outer_bars_makes_no_heading():
    found = read_text("# T\n\na | b\n--- | ---\n1 | 2\n", "0001-t.md")

    assert [section.level for section in found.sections] == [1]


@pytest.mark.parametrize(
    "text", ["", "\n", "This is no record.", "\ufeff", "---\n", "---\na\n---\n"]
)
def test_next_to_nothing_is_read(text):
    found = read_text(text, "0003-bad.md")

    assert (found.title, found.number, found.status) == (None, 3, ReadStatus.NONE)


def test_only_the_first_of_three_titles_is_the_title():
    found = read_text("# One\n\nx\n\n# Two\n\n# Three\n", "0001-one.md")

    assert found.title == "One"
    assert "There are 3 headings of level 1; the first is taken as the title." in found.warnings


def test_a_heading_of_level_1_below_one_of_level_2_is_no_title():
    assert read_text("## Context\n\n# Chapter\n", "0042-x.md").title is None


def test_what_a_reader_sees_counts_before_front_matter():
    text = "---\nstatus: ACTIVE\nlast_update: 2026-01-20\n---\n# T\n\n## Status\nAngenommen\n"

    found = read_text(text, "0013-t.md")

    assert (found.status_raw, found.date) == ("Angenommen", date(2026, 1, 20))


def test_two_statuses_that_differ_are_named():
    found = read_text("---\nstatus: rejected\n---\n# T\n\n## Status\n\nAccepted\n", "0013-t.md")

    assert found.status is ReadStatus.ACCEPTED
    assert any("more than once" in warning for warning in found.warnings)
