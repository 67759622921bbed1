"""A ZIP from anywhere: its Markdown is read, and what is hostile in it does no harm."""

import io
import stat
import struct
import zipfile
from dataclasses import replace

import pytest

from adr.transfer.archive import MOST_ENTRIES, ArchiveError, unpack
from adr.transfer.limits import IN_BROWSER, MB

pytestmark = pytest.mark.pure


def make_zip(*entries, packing=zipfile.ZIP_DEFLATED):
    """A ZIP of names, or ZipInfos, with their data."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return buffer


def refused(source, limits=IN_BROWSER):
    with pytest.raises(ArchiveError) as error:
        unpack(source, limits)
    return str(error.value)


def link(name, target):
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info, target


def test_markdown_is_read_and_all_else_passed_over():
    unpacked = unpack(
        make_zip(
            ("repo/docs/0001-a.md", "# A"),
            ("repo/docs/0002-b.MD", "# B"),
            ("repo/docs/picture.png", "x"),
            ("repo/inner.zip", make_zip(("0003-c.md", "# C")).getvalue()),
            ("repo/.git/hidden.md", "# D"),
            ("__MACOSX/repo/docs/._0001-a.md", "x"),
        ),
        IN_BROWSER,
    )

    assert unpacked.files == {"0001-a.md": b"# A", "0002-b.MD": b"# B"}
    assert unpacked.others == 4


def test_paths_begin_below_the_folder_that_holds_all():
    source = make_zip(("r/a/0001-a.md", "x"), ("r/ab/0002-b.md", "x"))

    assert set(unpack(source, IN_BROWSER).files) == {"a/0001-a.md", "ab/0002-b.md"}


@pytest.mark.parametrize(
    "name",
    ["../evil.md", "a/../../evil.md", "/etc/evil.md", "C:/evil.md", "..\\evil.md", "../evil.png"],
)
def test_a_name_outside_the_archive_is_refused(name):
    assert "outside itself" in refused(make_zip((name, "x")))


def test_a_link_is_refused():
    assert "is a link" in refused(make_zip(link("0001-a.md", "/etc/passwd")))


def test_a_file_that_unpacks_to_too_much_is_refused_without_being_unpacked():
    assert "larger than 1 MB unpacked" in refused(make_zip(("0001-a.md", b"\0" * (50 * MB))))


def test_many_files_that_unpack_to_too_much_together_are_refused():
    limits = replace(IN_BROWSER, size=3 * MB)

    assert "in parts" in refused(make_zip(*((f"{n}.md", b" " * MB) for n in range(4))), limits)


def test_too_many_files_and_too_many_lines_are_refused():
    few = replace(IN_BROWSER, files=2, lines=10)

    assert "more than 2 Markdown files" in refused(make_zip(*((f"{n}.md", "") for n in "123")), few)
    assert "10 lines" in refused(make_zip(("1.md", "\n" * 20)), few)


def test_a_list_of_countless_entries_is_refused_before_it_is_read():
    data = make_zip(("0001-a.md", "x")).getvalue()
    end = data.rindex(b"PK\x05\x06")
    many = struct.pack("<HH", MOST_ENTRIES + 1, MOST_ENTRIES + 1)

    assert "more than 20,000" in refused(io.BytesIO(data[: end + 8] + many + data[end + 12 :]))


def test_a_locked_file_is_refused():
    data = bytearray(make_zip(("0001-a.md", "x"), packing=zipfile.ZIP_STORED).getvalue())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert "password" in refused(io.BytesIO(bytes(data)))


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_unusual_packing_is_refused(packing):
    assert "packed in a way" in refused(make_zip(("0001-a.md", "x" * 99), packing=packing))


@pytest.mark.parametrize("cut", [10, 40, -5])
def test_a_damaged_archive_is_refused(cut):
    assert "damaged" in refused(io.BytesIO(make_zip(("0001-a.md", "x" * 99)).getvalue()[:cut]))


def test_a_wrong_checksum_is_refused():
    data = make_zip(("0001-a.md", "findme"), packing=zipfile.ZIP_STORED).getvalue()

    assert "damaged" in refused(io.BytesIO(data.replace(b"findme", b"foundx")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused():
    assert "Two files" in refused(make_zip(("0001-a.md", "x"), ("0001-a.md", "y")))
