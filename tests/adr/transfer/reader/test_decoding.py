"""Only UTF-8 is read; all else is refused with what to do."""

import pytest

from adr.transfer.limits import LARGEST_FILE
from adr.transfer.reader.decoding import UnreadableFileError
from adr.transfer.reader.folder import read_folder
from adr.transfer.reader.reading import read_file

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("# Größe\n".encode("utf-16"), "UTF-16"),
        (b"# one\n\nGr\xf6\xdfe\n", "Line 3"),
        (b"# one\0two\n", "NUL"),
        (b"x" * (LARGEST_FILE + 1), "larger than 1 MB"),
        (b"\n" * 20_001, "20000 lines"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data, words):
    with pytest.raises(UnreadableFileError, match=words):
        read_file(data, "0001-x.md")


def test_one_unreadable_file_does_not_stop_the_others():
    folder = read_folder({"0001-a.md": b"# A\n", "0002-b.md": b"\xff\xfe\x00"})

    assert [file.path for file in folder.files] == ["0001-a.md"]
    assert [file.path for file in folder.unreadable] == ["0002-b.md"]
