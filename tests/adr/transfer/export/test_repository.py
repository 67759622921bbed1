"""The library as files: where they lie, what the index says, and that the bytes are stable."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from adr.records.content import RecordContent
from adr.transfer.export.documents import Relation
from adr.transfer.export.repository import decision_files, write_folder, write_zip
from tests.adr.transfer.export.documents import AT, make_document

pytestmark = pytest.mark.pure


def make_record(number: int, **changes):
    title = changes.pop("title", f"Decision {number}")
    content = RecordContent(title=title)
    return make_document(number=number, content=content, file_name=f"{number:04}-x.md", **changes)


def files_of(*records, names=None):
    return list(decision_files(records, team="Search", names=names or {}))


def zipped(*records) -> bytes:
    target = BytesIO()
    write_zip(files_of(*records), target)
    return target.getvalue()


def test_files_lie_where_madr_has_them_with_an_index():
    files = files_of(make_record(1), make_record(2))

    assert [file.path for file in files] == [
        "docs/decisions/0001-x.md",
        "docs/decisions/0002-x.md",
        "docs/decisions/README.md",
    ]


def test_index_lists_number_title_and_status_and_links_the_file():
    old = make_record(
        1, title="Use [A] | B", status="superseded", relations=(Relation("superseded-by", 2),)
    )

    index = files_of(old, make_record(2, status="draft"))[-1].data.decode()

    assert "# Decision records of Search\n\n2 records" in index
    assert r"| 1 | [Use \[A\] \| B](<0001-x.md>) | superseded by ADR-0002 |" in index
    assert "| 2 | [Decision 2](<0002-x.md>) | draft |" in index


def test_index_takes_no_records_name():
    files = files_of(make_record(1), names={1: "ReadMe.md"})

    assert [file.path for file in files] == [
        "docs/decisions/ReadMe.md",
        "docs/decisions/README-2.md",
    ]


def test_same_library_gives_the_same_zip():
    assert zipped(make_record(1), make_record(2)) == zipped(make_record(1), make_record(2))


def test_times_in_the_zip_are_those_of_the_records():
    later = datetime(2026, 12, 1, 8, tzinfo=UTC)
    with ZipFile(BytesIO(zipped(make_record(1), make_record(2, updated_at=later)))) as archive:
        times = {info.filename.rpartition("/")[2]: info.date_time for info in archive.infolist()}

    assert times == {
        "0001-x.md": AT.timetuple()[:6],
        "0002-x.md": later.timetuple()[:6],
        "README.md": later.timetuple()[:6],
    }


def test_folder_holds_the_same_files(tmp_path):
    write_folder(files_of(make_record(1)), tmp_path)

    with ZipFile(BytesIO(zipped(make_record(1)))) as archive:
        for info in archive.infolist():
            assert (tmp_path / info.filename).read_bytes() == archive.read(info)
