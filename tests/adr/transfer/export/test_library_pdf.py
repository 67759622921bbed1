"""The PDF of a library: what is in it, and that it is the same each time."""

import re
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from adr.records import pdf_process
from adr.records.models import Record, Status
from adr.records.page import record_page
from adr.reviews.voting import council_of
from adr.transfer.export.library_drawing import begin_drawing, gather
from adr.transfer.export.library_pdf import LibraryOnPaper, library_html
from tests.adr.records.factories import make_record, make_record_in
from tests.adr.records.pages import make_content, make_page
from tests.adr.records.pdf_files import (
    assert_accessible_and_archivable,
    enclosures_of,
    outline_of,
    read,
)
from tests.adr.transfer import samples
from tests.adr.transfer.export.factories import json_of, texts_of
from tests.adr.transfer.factories import import_text

TITLES = ["Serve the ranker", "Größe: 東京", "Watch it"]


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture(scope="module", autouse=True)
def _process():
    yield
    pdf_process.stop()


@pytest.fixture
def library(team, author, facts):
    content = vars(replace(make_content(), successor_of=None))
    for title in TITLES[:2]:
        make_record(team, author, **{**content, "title": title})
    Record.objects.filter(number=1).update(result=facts)
    make_record_in(Status.ACCEPTED, team, author, title=TITLES[2])


def draw(team, **changes) -> bytes:
    return begin_drawing(team, team.records.all(), **changes).result()


@pytest.mark.django_db
@pytest.mark.usefixtures("library")
def test_document_is_one_with_contents_bookmarks_and_every_record(team):
    with read(draw(team)) as pdf:
        assert_accessible_and_archivable(pdf)
        outline = outline_of(pdf)
        tops = [title for depth, title in outline if depth == 0]

        assert tops == [
            "Search platform",
            "Contents",
            "Status of all records",
            "1. Serve the ranker",
            "2. Größe: □□",
            "3. Watch it",
        ]
        assert (1, "Decision") in outline
        assert str(pdf.docinfo["/Title"]) == "Decision records of Search platform"
        assert starts_of_records(pdf) == sorted(set(starts_of_records(pdf)))


def starts_of_records(pdf: pikepdf.Pdf) -> list[int]:
    """The page on which each record begins."""
    pages = {page.objgen: index for index, page in enumerate(pdf.pages)}
    names = pdf.Root.Names.Dests.Names
    return [
        pages[names[i + 1][0].objgen]
        for i in range(0, len(names), 2)
        if re.fullmatch(r"record-\d+", str(names[i]))
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("library")
def test_records_lie_inside_as_data_and_as_markdown(team, author):
    import_text(team, samples.NYGARD, path="0009-own.md", by=author)

    with read(draw(team)) as pdf:
        files = enclosures_of(pdf)

    texts = {path.rpartition("/")[2]: text for path, text in texts_of(team).items()}
    del texts["README.md"]
    assert files.pop("library.json") == ("/Source", "/application/json", json_of(team))
    assert files == {
        name: ("/Alternative", "/text/markdown", text.encode()) for name, text in texts.items()
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("library")
def test_same_library_gives_the_same_bytes(team):
    assert draw(team) == draw(team)


@pytest.mark.django_db
@pytest.mark.usefixtures("library")
def test_drawing_asks_the_database_nothing(team, django_assert_num_queries):
    records = gather(team.records.all())
    council = council_of(team, records)

    with django_assert_num_queries(0):
        pages = tuple(record_page(record, council) for record in records)
        library_html(LibraryOnPaper(team.name, pages))


@pytest.mark.django_db
def test_records_are_gathered_in_the_same_few_queries_whatever_their_number(
    team, author, django_assert_max_num_queries
):
    for number in range(8):
        make_record(team, author, title=f"Decision {number}")

    with django_assert_max_num_queries(26):
        assert len(gather(team.records.all())) == 8


@pytest.mark.pure
def test_cover_and_table_say_what_stands_how():
    old = make_page(
        number=3, status=Status.DEPRECATED, status_label="Deprecated", content=make_content()
    )
    due = make_content(title="Later", review_date=date(2027, 1, 1))
    html = library_html(
        LibraryOnPaper("Search", (old, make_page(), make_page(number=13, content=due)), ("Tag: x",))
    )
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())

    assert "3 decision records, those that fit the filters below" in text
    assert "Accepted 2 Deprecated 1 Only Tag: x" in text
    assert "Next review 1 January 2027, record 13" in text
    assert "13 Later Accepted Ana Ortega 20 Nov 2026 1 Jan 2027" in text
    assert "Signatures" not in text


@pytest.mark.pure
def test_no_two_anchors_of_the_document_are_the_same():
    html = library_html(LibraryOnPaper("Search", (make_page(), make_page(number=13))))

    anchors = re.findall(r'\sid="([^"]+)"', html)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(anchors)
