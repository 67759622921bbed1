"""Edited records in the files they came from: only the lines of an edit differ."""

from dataclasses import replace
from datetime import date
from difflib import ndiff
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr.records.content import (
    AlternativeRow,
    AssumptionRow,
    ChosenRow,
    ConsequenceRow,
    RecordContent,
    RiskRow,
)
from adr.transfer.export.documents import ImportedFile, RecordDocument, Relation
from adr.transfer.export.markdown import markdown_of
from adr.transfer.madr.writer import write_madr
from adr.transfer.placing.placing import place
from adr.transfer.reader.found import ReadFile, ReadStatus
from adr.transfer.reader.reading import read_file
from tests.adr.records.pages import make_content
from tests.adr.records.strategies import contents_in_markdown
from tests.adr.transfer import samples
from tests.adr.transfer.export.documents import make_document

pytestmark = pytest.mark.pure

SAMPLES = {
    name: text for name, text in vars(samples).items() if name.isupper() and isinstance(text, str)
}
UNKNOWN = {ReadStatus.OTHER, ReadStatus.NONE}


def imported(text: str | bytes, path: str = "docs/adr/0012-one.md") -> RecordDocument:
    """A record as the import makes it."""
    data = text.encode() if isinstance(text, str) else text
    read = read_file(data, path)
    content = place(read).content
    return make_document(
        content=content,
        status="imported" if read.status in UNKNOWN else str(read.status),
        imported=ImportedFile(
            path=path,
            format=read.format,
            original=data.decode(),
            status=read.status,
            status_raw=read.status_raw,
            content=content,
        ),
    )


def edit(record: RecordDocument, **changes: Any) -> str:
    """The file after the content was changed."""
    return markdown_of(replace(record, content=replace(record.content, **changes))).decode()


def differences(before: str, after: str) -> list[str]:
    lines = ndiff(before.split("\n"), after.split("\n"))
    return [line for line in lines if line.startswith(("+ ", "- "))]


def reread(text: str) -> tuple[ReadFile, RecordContent]:
    read = read_file(text.encode(), "docs/adr/0012-one.md")
    return read, place(read).content


@pytest.mark.parametrize("name", SAMPLES)
def test_file_that_was_not_edited_has_the_same_bytes(name):
    data = b"\xef\xbb\xbf" + SAMPLES[name].replace("\n", "\r\n").encode()

    assert markdown_of(imported(data)) == data


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        (
            {"title": "Cache on the client"},
            ["- # Cache prefixes on the server", "+ # Cache on the client"],
        ),
        ({"decided_on": date(2026, 4, 1)}, ["- date: 2026-03-14", "+ date: 2026-04-01"]),
        (
            {"deciders": "Ana, Eve"},
            ["- decision-makers: [Ana, Ben]", "+ decision-makers: Ana, Eve"],
        ),
        ({"informed": "All: of us"}, ["- informed:", '+ informed: "All: of us"']),
        ({"tags": ("cache", "llm")}, ["+ tags: cache, llm"]),
        (
            {"context": "The same system prompt precedes most requests.\n\nIt is long."},
            [
                "- The same system prompt precedes every request.",
                "+ The same system prompt precedes most requests.",
                "+ ",
                "+ It is long.",
            ],
        ),
        (
            {"consequences": (ConsequenceRow("good", "the first token comes sooner"),)},
            [
                "- * Neutral, because nothing else changes",
                "- * Bad, because memory is held",
            ],
        ),
    ],
)
def test_edit_touches_its_own_lines_and_no_other(changes, lines):
    record = imported(samples.MADR_4)

    after = edit(record, **changes)

    assert differences(samples.MADR_4, after) == lines
    assert reread(after)[1] == replace(record.content, **changes)


def test_consequence_is_added_in_the_manner_of_the_list():
    record = imported(samples.MADR_4)
    rows = (*record.content.consequences, ConsequenceRow("bad", "it costs more"))

    after = edit(record, consequences=rows)

    assert differences(samples.MADR_4, after) == ["+ * Bad, because it costs more"]


def test_text_of_one_consequence_is_changed_in_its_place():
    record = imported(samples.NYGARD)
    first, *rest = record.content.consequences

    after = edit(record, consequences=(replace(first, text="Other things."), *rest))

    assert len(differences(samples.NYGARD, after)) <= 1 + len(first.text.split("\n"))
    assert reread(after)[1].consequences[0].text == "Other things."


def test_line_ends_and_byte_order_mark_stay():
    data = b"\xef\xbb\xbf" + samples.MADR_4.replace("\n", "\r\n").encode()
    record = imported(data)

    after = markdown_of(
        replace(record, content=replace(record.content, context="One.\n\nTwo.", owner="ana"))
    )

    assert after.startswith(b"\xef\xbb\xbf---\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Another title"},
        {"decided_on": date(2027, 1, 2)},
        {"deciders": "Ana, Ben"},
        {"tags": ("one", "two")},
        {"context": "Another context.\n\n- with\n- a list"},
        {"decision": "Another decision."},
        {"consequences": (ConsequenceRow("bad", "It costs more."),)},
        {"alternatives": (AlternativeRow("Nothing", "It does not help.", version="1"),)},
        {"risks": (RiskRow("It | breaks.", "We watch it."),)},
        {"assumptions": (AssumptionRow("It holds.", by_when=date(2027, 1, 2)),)},
        {"chosen": (ChosenRow(3, "vLLM", "0.33.0"),)},
        {"review_date": date(2028, 1, 1), "owner": "ana", "consequence_level": 2},
        {"context": "", "title": "A title: with a colon", "workload": "## Peak\n\n40 a second."},
    ],
    ids=lambda changes: "-".join(changes),
)
def test_every_file_says_after_every_edit_what_the_record_says(name, changes):
    record = imported(SAMPLES[name])

    read, content = reread(edit(record, **changes))

    assert content == replace(record.content, **changes)
    assert read.status == (record.imported and record.imported.status)


@given(content=contents_in_markdown, name=st.sampled_from(sorted(SAMPLES)))
def test_any_edit_whatever_is_read_back(content: RecordContent, name: str):
    record = imported(SAMPLES[name])
    file = markdown_of(replace(record, content=content))

    assert place(read_file(file, "docs/adr/0012-one.md")).content == content


def test_what_the_file_has_no_place_for_stands_at_its_end():
    record = imported(samples.NYGARD)

    after = edit(record, review_date=date(2027, 5, 20), risks=(RiskRow("It breaks.", "Alarm."),))

    assert after == samples.NYGARD.rstrip("\n") + (
        "\n\n<!-- aruntime: 1 -->\n\n## Recorded in ARuntime\n\n"
        "| Field | Value |\n| --- | --- |\n| Review date | 2027-05-20 |\n\n"
        "### Risks\n\n| Risk | Mitigation |\n| --- | --- |\n| It breaks. | Alarm. |\n"
    )


def test_file_that_was_exported_and_edited_twice_has_one_supplement():
    first = edit(imported(samples.NYGARD), owner="ana")
    again = imported(first)

    second = edit(again, owner="ben", consequence_level=1)

    assert second.count("Recorded in ARuntime") == 1
    assert reread(second)[1].owner == "ben"


def test_status_that_did_not_change_keeps_its_word():
    record = imported(samples.MADR_4.replace('"accepted"', '"Approved ✅"'))

    assert record.status == "accepted"
    assert 'status: "Approved ✅"' in edit(record, title="Another")


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("status", ["deprecated", "superseded"])
def test_every_file_says_a_new_status(name, status):
    record = imported(SAMPLES[name])
    after = (Relation("superseded-by", 13, "Next"),) if status == "superseded" else ()

    file = markdown_of(
        replace(record, status=status, relations=after), {12: "0012-one.md", 13: "0013-next.md"}
    )

    read, content = reread(file.decode())
    assert read.status == status
    # The table with the status is a part of the context, too.
    assert replace(content, context="") == replace(record.content, context="")
    if after and record.status != status:
        assert read.superseded_by == ("0013-next.md",)


def test_new_status_takes_the_place_and_the_case_of_the_old_one():
    record = replace(imported(samples.NYGARD), status="deprecated")

    assert differences(samples.NYGARD, markdown_of(record).decode()) == [
        "- Accepted",
        "+ Deprecated",
    ]


def test_our_own_file_keeps_what_people_did_to_its_other_parts():
    text = write_madr(make_document(content=make_content()))
    text = text.replace("| Kind | What would change |", "|  Kind  |  What would change  |")
    text = text.replace('owner: "ana"', "owner: ana  # asks her team")
    record = imported(text)

    after = edit(record, decision="We wait.", review_date=date(2028, 1, 1))

    assert differences(text, after) == [
        "- review-date: 2027-05-20",
        "+ review-date: 2028-01-01",
        "- We run the engine at an exact version, on **one host with two devices**.",
        "+ We wait.",
    ]


@given(content=contents_in_markdown)
def test_any_edit_of_our_own_file_is_read_back(content: RecordContent):
    record = imported(write_madr(make_document(content=make_content())))
    file = markdown_of(replace(record, content=content))

    assert place(read_file(file, "docs/adr/0012-one.md")).content == content
