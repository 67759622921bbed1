"""Files of this project's mapping, as people may have changed them."""

from datetime import date

import pytest

from adr.records.content import RecordContent, RiskRow
from adr.transfer.madr.reader import MadrError, NotOurFileError, is_ours, read_madr
from adr.transfer.madr.writer import write_madr
from tests.adr.records.pages import make_content
from tests.adr.transfer import samples
from tests.adr.transfer.export.documents import make_document

pytestmark = pytest.mark.pure


def written(**changes) -> str:
    return write_madr(make_document(content=make_content(**changes)))


def read(text: str) -> RecordContent:
    return read_madr(text).content


def test_files_of_other_origin_are_told_apart():
    assert is_ours(written())
    assert not is_ours(samples.MADR_4)
    with pytest.raises(NotOurFileError):
        read_madr(samples.MADR_4)


def test_status_and_day_of_recording_are_read_too():
    found = read_madr(written())

    assert (found.status, found.recorded_on) == ("accepted", date(2026, 11, 18))


def test_line_ends_of_windows_change_nothing():
    assert read(written().replace("\n", "\r\n")) == make_content()


def test_text_and_cells_changed_by_hand_are_read_as_they_stand():
    text = written().replace("We run the engine at", "We run it at")
    text = text.replace("| The cache can run full. |", "|The cache may run full.|")

    assert read(text).decision.startswith("We run it at")
    assert read(text).risks[0].text == "The cache may run full."


def test_list_of_people_is_read_like_a_line():
    text = written().replace('"Ana Ortega, Ben Okafor"', "[Ana Ortega, Cleo Diaz]")

    assert read(text).deciders == "Ana Ortega, Cleo Diaz"


def test_row_added_by_hand_leaves_out_what_it_has_not_got():
    text = written()
    begin = text.index("| The cache can run full.")
    text = text[:begin] + "| It may break. |\n" + text[begin:]

    assert read(text).risks[0] == RiskRow("It may break.")


def test_section_added_by_hand_belongs_to_the_text_before_it():
    text = written().replace("## Decision Drivers", "## Money\n\nA lot.\n\n## Decision Drivers")

    assert read(text).context.endswith("# Money\n\nA lot.")


@pytest.mark.parametrize(
    "text", ["```json exact\nno JSON\n```", f"<!-- text: headings +{'9' * 5000} -->\n\nText"]
)
def test_mark_of_ours_that_was_broken_by_hand_is_text(text):
    broken = written(context="CONTEXT").replace("CONTEXT", text)

    assert text.rpartition("\n")[2] in read(broken).context


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("| 3 | Engine A", "| three | Engine A", "Layer Ownership, row 1, Layer: “three” is not"),
        ("| yes |", "| perhaps |", "Gates, row 1, Mandatory: enter yes or no, not “perhaps”"),
        ("date: 2026-11-20", "date: soon", "date: “soon” does not belong here"),
        ("aruntime: 1", f"aruntime: 1\nsupersedes: ADR-{'9' * 5000}", "enter a number such as"),
        ("aruntime: 1", "aruntime: 2", "this version of ARuntime reads 1, not “2”"),
        ("aruntime: 1", "aruntime: 1\n: [", "The front matter is no YAML"),
    ],
)
def test_what_cannot_be_read_any_more_is_named(old, new, sentence):
    with pytest.raises(MadrError, match=sentence):
        read_madr(written().replace(old, new, 1))
