import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr.transfer.export.names import file_name, name_files, own_name

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("number", "title", "name"),
    [
        (12, "Größe: the / cache?", "0012-groe-the-cache.md"),
        (0, "Record decisions", "0000-record-decisions.md"),
        (3, "東京", "0003.md"),
        (7, "a" * 100, f"0007-{'a' * 60}.md"),
    ],
)
def test_name_has_the_number_and_the_title(number, title, name):
    assert file_name(number, title) == name


def test_imported_file_keeps_its_name():
    assert own_name(3, "Use it", "docs/adr/0017 use C#.MD") == "0017 use C#.MD"


def test_imported_files_keep_their_folders_below_the_one_they_share():
    names = name_files(
        [
            (1, "One", "repo/docs/adr/0001-one.md"),
            (2, "Two", "repo/docs/adr/web/0001-one.md"),
            (3, "Three", None),
        ]
    )

    assert names == {1: "0001-one.md", 2: "web/0001-one.md", 3: "0003-three.md"}


def test_second_file_of_one_name_gets_its_number():
    names = name_files([(1, "x", "a.md"), (2, "x", "A.md"), (3, "x", "a.md")])

    assert names == {1: "a.md", 2: "A-0002.md", 3: "a-0003.md"}


def test_no_name_leads_out_of_the_folder():
    names = name_files([(1, "x", "../../etc/passwd.md"), (2, "y", "/b/./c\\..\\d.md")])

    assert all(".." not in name.split("/") and not name.startswith("/") for name in names.values())


@given(st.lists(st.tuples(st.text(max_size=5), st.text("ab/.\\", max_size=6)), max_size=6))
def test_no_two_files_have_one_name(rows):
    names = name_files((n, title, path) for n, (title, path) in enumerate(rows))

    assert len({name.casefold() for name in names.values()}) == len(rows)
