import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from threading import Thread

import pytest

from adr.records import pdf_process
from adr.records.content import RecordContent
from adr.records.pdf import STATIC, pdf_name, record_html, record_pdf, signers
from adr.records.pdf_claims import Enclosure
from adr.records.pdf_process import render_apart
from tests.adr.records.pages import make_content, make_page
from tests.adr.records.pdf_files import (
    assert_accessible_and_archivable,
    enclosures_of,
    fonts_of,
    is_embedded,
    links_of,
    outline_of,
    read,
    structure_of,
)

pytestmark = pytest.mark.pure

NESTED_PICTURE = (
    "<img src=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' "
    "xmlns:x='http://www.w3.org/1999/xlink'%3E%3Cimage x:href='{url}' width='9' height='9'"
    '/%3E%3C/svg%3E">'
)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture(scope="module", autouse=True)
def _process():
    yield
    pdf_process.stop()


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A port of this host, and what was ever sent to it."""
    requests: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        while True:
            try:
                connection, _address = server.accept()
            except OSError:
                return
            with connection:
                requests.append(connection.recv(100))

    thread = Thread(target=accept, daemon=True)
    thread.start()
    yield server.getsockname()[1], requests
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def render(html: str, tmp_path) -> bytes:
    return render_apart(html, STATIC, tmp_path)


AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
DATA = Enclosure("b.json", b"{}", "application/json", "Source", "The data", AT)
TEXT = Enclosure("a.md", b"# A", "text/markdown", "Alternative", "The text", AT)


def test_document_declares_and_keeps_what_programs_for_readers_and_archives_ask_for():
    page = make_page(content=make_content(context="Größe `code` 東京 ☂ \u200b العربية"))

    with read(record_pdf(page, (DATA, TEXT))) as pdf:
        assert_accessible_and_archivable(pdf)
        assert str(pdf.docinfo["/Title"]).startswith("12. Serve the re-ranker")


def test_files_lie_inside_with_their_bytes_types_and_relations():
    with read(record_pdf(make_page(), (DATA, TEXT))) as pdf:
        assert enclosures_of(pdf) == {
            "a.md": ("/Alternative", "/text/markdown", b"# A"),
            "b.json": ("/Source", "/application/json", b"{}"),
        }
        assert {str(spec.EF.F.Params.ModDate) for spec in pdf.Root.AF} == {"D:20261120093000Z"}


def test_other_files_inside_make_another_document():
    assert record_pdf(make_page(), (DATA,)) != record_pdf(make_page(), (TEXT,))


def test_sections_are_bookmarks_and_headings_of_the_text_are_not():
    with read(record_pdf(make_page())) as pdf:
        outline = outline_of(pdf)

    titles = {title for depth, title in outline if depth == 1}
    assert outline[0] == (0, make_content().title)
    assert {"Context", "Decision", "Gates", "Sources", "Signatures"} <= titles
    assert "What is there today" not in titles


def test_tables_headings_and_picture_are_tagged():
    with read(record_pdf(make_page())) as pdf:
        structure = structure_of(pdf)
        tags = {str(node.S) for node in structure}
        pictures = [node for node in structure if node.S == "/Figure"]
        described = [str(node.get("/Alt", "")) for node in pictures]

    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Caption", "/L", "/Link"} <= tags
    assert any("seven layers" in text for text in described)
    assert all(described)


def test_only_bundled_fonts_are_used_and_all_are_embedded():
    page = make_page(content=make_content(context="Größe `code` *emphasis* ☂ العربية"))

    with read(record_pdf(page)) as pdf:
        fonts = fonts_of(pdf)

        assert all(is_embedded(font) for font in fonts.values())

    assert {name.split("-")[0] for name in fonts} == {"Inter", "IBM", "DejaVu"}


def test_same_record_gives_the_same_bytes_in_another_process(settings, tmp_path):
    first = record_pdf(make_page(), (DATA, TEXT))
    settings.DATA_DIR = tmp_path / "another"
    pdf_process.stop()

    assert record_pdf(make_page(), (DATA, TEXT)) == first


def test_time_zone_of_the_installation_changes_no_byte(settings):
    html = record_html(make_page())
    settings.TIME_ZONE = "Pacific/Auckland"

    assert 'name="dcterms.modified" content="2026-11-20T09:30:00Z"' in html
    assert record_html(make_page()) == html


def test_record_drawn_before_needs_no_process():
    first = record_pdf(make_page())
    pdf_process.stop()

    assert record_pdf(make_page()) == first
    assert pdf_process.FOR_RECORDS.pool is None


def test_status_dates_people_and_sources_are_printed():
    html = record_html(make_page())

    for words in (
        "Accepted",
        "20 May 2027",
        "Ana Ortega, Ben Okafor",
        "https://docs.example.org/engine/0.11.0/features/2",
        "checked 24 Nov 2026",
        "Not verified",
        "sha256:9f2c41d0a7",
    ):
        assert words in html


def test_addresses_can_be_followed():
    with read(record_pdf(make_page())) as pdf:
        links = links_of(pdf)

    assert "https://docs.example.org/exit" in links
    assert "https://docs.example.org/engine/0.11.0/features/1" in links


def test_empty_record_is_a_document_too():
    page = make_page(content=RecordContent(title="New"), history=(), stack=None, owner_name="")

    with read(record_pdf(page)) as pdf:
        assert len(pdf.pages) <= 2
    assert "Not recorded." in record_html(page)


def test_deciders_and_owner_sign_and_nobody_signs_twice():
    assert signers(make_page()) == [("Ana Ortega", "Decider and owner"), ("Ben Okafor", "Decider")]


def test_record_without_people_keeps_a_line_to_sign_on():
    page = make_page(content=make_content(deciders=""), owner_name="")

    assert signers(page) == [("", "Decider")]


def test_character_that_no_font_has_is_named_in_the_document():
    html = record_html(make_page(content=make_content(context="Deploy in 東京")))

    assert "Deploy in □□" in html
    assert "U+6771" in html


def test_file_name_says_team_number_and_title():
    page = make_page(content=make_content(title="Größe: the / cache?"))

    assert pdf_name(page) == "search-platform-0012-groe-the-cache.pdf"


def test_hostile_markdown_reaches_nothing(listener):
    port, requests = listener
    text = (
        f"![x](http://127.0.0.1:{port}/image) <img src=http://127.0.0.1:{port}/raw>\n\n"
        f"<link rel=attachment href=file:///etc/passwd>\n\n"
        f"<style>@import url(http://127.0.0.1:{port}/style);</style>\n\n"
        f"[a](file:///etc/passwd) [b](javascript:alert(1))\n"
    )
    page = make_page(content=make_content(context=text, decision=text, title=text[:150]))

    with read(record_pdf(page)) as pdf:
        assert len(pdf.attachments) == 0
        assert not [link for link in links_of(pdf) if not link.startswith("https://")]
    assert requests == []


@pytest.mark.parametrize(
    "hostile",
    [
        '<img src="{url}">',
        '<link rel="stylesheet" href="{url}">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<link rel="attachment" href="{url}">',
        '<a rel="attachment" href="file:///etc/passwd">a</a>',
        "<style>@import url({url}); @import '{url}';</style>",
        "<style>body {{ background: url({url}) }}</style>",
        '<style>@font-face {{ font-family: x; src: url("{url}") }} p {{ font-family: x }}</style>',
        '<object data="{url}"></object><embed src="{url}"><iframe src="{url}"></iframe>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}" width="9" height="9"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><use href="{url}#a"/></svg>',
        NESTED_PICTURE,
        '<base href="{url}"><img src="relative.png">',
        '<img src="file:///etc/passwd"><img src="static:../aruntime/settings.py">',
        '<link rel="attachment" href="static:../aruntime/settings.py">',
        '<link rel="attachment" href="static:/etc/passwd">',
    ],
)
def test_hostile_markup_is_left_out_and_the_rest_is_printed(hostile, listener, tmp_path):
    port, requests = listener
    html = f"<title>t</title><p>a</p>{hostile.format(url=f'http://127.0.0.1:{port}/x')}<p>b</p>"

    with read(render(html, tmp_path)) as pdf:
        assert len(pdf.pages) == 1
        assert len(pdf.attachments) == 0
    assert requests == []


def test_listener_of_these_tests_would_see_a_request(listener):
    port, requests = listener

    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET /")
        connection.recv(1)

    assert requests == [b"GET /"]


def test_picture_in_the_document_itself_is_drawn(tmp_path):
    pixel = (
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAC"
        "hwGA60e6kgAAAABJRU5ErkJggg=="
    )

    with read(render(f'<title>t</title><img alt="dot" src="{pixel}">', tmp_path)) as pdf:
        assert len(pdf.pages[0].resources.XObject) == 1


def test_process_that_was_ended_is_started_again(tmp_path):
    first = render("<title>t</title>a", tmp_path)
    for process in pdf_process.FOR_RECORDS.pool._processes.values():
        process.kill()
        process.join()

    assert render("<title>t</title>a", tmp_path) == first
