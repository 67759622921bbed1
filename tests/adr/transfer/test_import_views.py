"""Importing in the browser: upload, look through, tick, import; and what is refused."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from adr.records.models import Record, Status
from adr.transfer.limits import LARGEST_UPLOAD, MB
from adr.transfer.models import ImportedText, RecordImport, WaitingFile
from aruntime.teams.models import Role
from tests.adr.transfer import samples
from tests.adr.transfer.factories import import_text, make_text
from tests.conftest import signed_in
from tests.factories import make_member

FOLDER = "/teams/search-platform/records/import/"


@pytest.fixture
def reviewer(team):
    return make_member(team, Role.REVIEWER, username="rosa")


@pytest.fixture
def as_reviewer(reviewer) -> Client:
    return signed_in(reviewer)


def markdown(name="0004-one.md", text=samples.NYGARD):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def make_zip(files, name="adr.zip"):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return SimpleUploadedFile(name, buffer.getvalue(), content_type="application/zip")


def upload(client, *files, **data):
    return client.post(FOLDER, {"uploads": list(files), **data})


def preview(client, *files, **data):
    """Upload and return the address and the page of the preview."""
    response = upload(client, *files, **data)
    assert response.status_code == 302, response.context["form"].errors
    return response["Location"], client.get(response["Location"])


def boxes(page):
    """The keys of all files offered, and of those that are ticked."""
    form = page.context["form"]
    return [key for key, _title in form.fields["take"].choices], form["take"].value()


def words(page):
    return " ".join(page.content.decode().split())


@pytest.mark.parametrize("path", ["", "6f9619ff-8b86-d011-b42d-00c04fc964ff/"])
def test_stranger_finds_no_import(as_stranger, team, path):
    assert as_stranger.get(FOLDER + path).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("client_name", ["as_reader", "as_author"])
def test_whoever_may_not_decide_is_told_which_role_imports(request, team, client_name, method):
    response = getattr(request.getfixturevalue(client_name), method)(FOLDER)

    assert response.status_code == 403
    assert "import records takes the role reviewer" in str(response.context["reason"])


def test_a_zip_is_shown_before_anything_is_stored(as_reviewer, team):
    files = {
        "r/0004-one.md": samples.NYGARD,
        "r/0005-two.md": make_text("Two", "on hold"),
        "r/template.md": samples.TEMPLATE,
        "r/README.md": samples.INDEX,
        "r/logo.png": "x",
    }

    _url, page = preview(as_reviewer, make_zip(files))

    said = words(page)
    assert "2 files can become records. 2 are left out. 1 other file in the ZIP" in said
    assert "Serve with one engine" in said
    assert "2023-05-02" in said
    assert "The status “on hold” is none that we know; it is kept as it is." in said
    assert "template.md</span>: It is a template for records." in said
    assert not Record.objects.exists()


def test_what_is_ticked_is_imported_and_the_result_links_to_it(as_reviewer, reviewer, team):
    url, page = preview(
        as_reviewer, markdown(), markdown("0005-two.md", make_text("Two")), markdown("x.md", "# X")
    )
    offered, ticked = boxes(page)
    assert (len(offered), len(ticked)) == (3, 2)

    done = as_reviewer.post(url, {"take": [ticked[0]], "owner": "rosa"}, follow=True)

    record = Record.objects.get()
    assert (record.number, record.owner, record.created_by) == (4, reviewer, reviewer)
    assert "1 record imported" in words(done)
    assert 'href="/teams/search-platform/records/4/">4. Serve with one engine' in words(done)
    assert not WaitingFile.objects.exists()


def test_sending_the_form_twice_imports_once(as_reviewer, team):
    url, page = preview(as_reviewer, markdown())
    ticked = boxes(page)[1]
    as_reviewer.post(url, {"take": ticked})

    again = as_reviewer.post(url, {"take": ticked})

    assert "1 record imported" in words(again)
    assert Record.objects.count() == 1


def test_pasted_text_is_imported_under_the_name_given(as_reviewer, team):
    url, page = preview(
        as_reviewer, text=samples.NYGARD.replace("\n", "\r\n"), name="0012-engine.md"
    )

    as_reviewer.post(url, {"take": boxes(page)[1]})

    text = ImportedText.objects.get()
    assert bytes(text.original).decode() == samples.NYGARD
    assert (text.path, text.record.number) == ("0012-engine.md", 12)


def test_pasted_text_without_a_name_is_called_by_its_title(as_reviewer, team):
    url, page = preview(as_reviewer, text="# Think again\n\nWhy not.\n")

    as_reviewer.post(url, {"take": boxes(page)[1]})

    assert ImportedText.objects.get().path == "think-again.md"


def test_what_was_imported_before_is_not_offered(as_reviewer, team):
    import_text(team, samples.NYGARD, "0004-one.md")

    _url, page = preview(as_reviewer, markdown(), markdown("0005-two.md", make_text("Two")))

    assert len(boxes(page)[0]) == 1
    assert 'the same text is <a href="/teams/search-platform/records/4/">record 4' in words(page)


def test_a_changed_file_is_offered_but_not_ticked(as_reviewer, team):
    import_text(team, samples.NYGARD, "0004-one.md")

    _url, page = preview(as_reviewer, markdown(text=samples.NYGARD + "\nMore.\n"))

    offered, ticked = boxes(page)
    assert (len(offered), ticked) == (1, [])
    assert "It has changed since it became" in words(page)


def test_an_unreadable_file_is_named_with_the_reason(as_reviewer, team):
    _url, page = preview(as_reviewer, markdown(), markdown("0005-b.md", b"Gr\xf6\xdfe"))

    assert "0005-b.md</span>: Line 1 of this file is not UTF-8" in words(page)


def test_nothing_ticked_is_an_error_beside_the_list(as_reviewer, team):
    url, _page = preview(as_reviewer, markdown())

    response = as_reviewer.post(url, {})

    assert response.status_code == 422
    assert words(response).count("Tick at least one file, or discard the upload") == 2


def test_a_key_of_another_upload_is_refused(as_reviewer, team):
    url, _page = preview(as_reviewer, markdown())

    assert as_reviewer.post(url, {"take": ["999999"]}).status_code == 422
    assert not Record.objects.exists()


def test_an_upload_can_be_discarded(as_reviewer, team):
    url, _page = preview(as_reviewer, markdown())

    as_reviewer.post(url, {"discard": "1"})

    assert not RecordImport.objects.exists()
    assert as_reviewer.get(url).status_code == 404


def test_nobody_else_sees_an_upload(as_reviewer, as_owner, team):
    url, _page = preview(as_reviewer, markdown())

    assert as_owner.get(url).status_code == 404
    assert as_owner.post(url, {"discard": "1"}).status_code == 404
    assert RecordImport.objects.exists()


def test_a_new_upload_replaces_the_one_before(as_reviewer, team):
    preview(as_reviewer, markdown())

    preview(as_reviewer, markdown("0005-two.md", make_text("Two")))

    assert [file.path for file in WaitingFile.objects.all()] == ["0005-two.md"]


def test_an_upload_is_gone_after_a_day(as_reviewer, team):
    url, _page = preview(as_reviewer, markdown())
    RecordImport.objects.update(begun_at=timezone.now() - timedelta(hours=25))

    assert as_reviewer.get(url).status_code == 404
    assert not WaitingFile.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose a ZIP or Markdown files, or paste a text"),
        ({"text": "   "}, "Choose a ZIP or Markdown files, or paste a text"),
        ({"uploads": [markdown()], "text": "# x"}, "Choose files or paste text, not both"),
        ({"uploads": [markdown("notes.docx")]}, "notes.docx is neither a ZIP nor Markdown"),
        ({"uploads": [markdown(), markdown()]}, "Two files are called 0004-one.md"),
        ({"uploads": [markdown(text="x" * (MB + 1))]}, "0004-one.md is larger than 1 MB"),
        ({"uploads": [make_zip({"a.txt": "x"})]}, "There is no Markdown file in it"),
        ({"uploads": [make_zip({"../x.md": "x"})]}, "names a place outside itself: ../x.md"),
        ({"uploads": [make_zip({"x.md": "0" * (2 * MB)})]}, "larger than 1 MB unpacked"),
        ({"uploads": [markdown("a.zip", b"PK\x03\x04 broken")]}, "damaged"),
        ({"text": "x" * (MB + 1)}, "Paste at most 1 MB of text"),
        ({"text": "x\0y"}, "Null characters are not allowed"),
    ],
)
def test_what_cannot_be_read_is_refused_beside_its_field(as_reviewer, team, sent, said):
    for file in sent.get("uploads", []):
        file.seek(0)

    response = as_reviewer.post(FOLDER, sent)

    assert response.status_code == 422
    assert said in words(response)
    assert not RecordImport.objects.exists()


def test_what_was_pasted_is_not_lost_with_a_mistake(as_reviewer, team):
    response = as_reviewer.post(FOLDER, {"text": "# Mine\n", "uploads": [markdown()]})

    assert "# Mine" in words(response)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"uploads": [markdown(text=b"0" * 20 * MB)]}, "Choose files of at most 10 MB together"),
        ({"text": "x" * 5 * MB}, "Paste at most 1 MB of text, or choose the file instead"),
    ],
)
def test_twenty_megabytes_are_answered_by_the_form(reviewer, sent, said):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reviewer)
    for file in sent.get("uploads", []):
        file.seek(0)

    response = client.post(FOLDER, sent)

    assert response.status_code == 422
    assert said in words(response)


def test_too_many_files_are_answered_by_the_form(as_reviewer, team, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2

    response = upload(as_reviewer, *(markdown(f"{n}.md") for n in range(3)))

    assert response.status_code == 422
    assert "Choose fewer files at once, or put them into a ZIP" in words(response)


def test_an_upload_that_is_too_large_tells_a_reader_nothing(as_reader, team):
    response = upload(as_reader, markdown(text=b"0" * (LARGEST_UPLOAD + 4 * MB)))

    assert response.status_code == 403


def test_a_forged_upload_is_refused(reviewer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reviewer)

    assert client.post(FOLDER, {"text": "# x"}).status_code == 403


def test_a_hundred_files_can_be_chosen_at_once(as_reviewer, team):
    files = (markdown(f"{n:04}-x.md", make_text(f"T{n}")) for n in range(1, 121))

    _url, page = preview(as_reviewer, *files)

    assert len(boxes(page)[1]) == 120


@pytest.mark.parametrize("count", [1, 40])
def test_number_of_queries_of_the_preview_does_not_grow(
    as_reviewer, team, django_assert_num_queries, count
):
    files = (markdown(f"{n:04}-x.md", make_text(f"T{n}")) for n in range(1, count + 1))
    url, _page = preview(as_reviewer, *files)

    with django_assert_num_queries(11):
        as_reviewer.get(url)


def test_the_library_offers_the_import_to_whoever_may(as_reviewer, as_author, team):
    library = "/teams/search-platform/records/"

    assert FOLDER in words(as_reviewer.get(library))
    assert FOLDER not in words(as_author.get(library))


def test_what_a_file_says_is_escaped(as_reviewer, team):
    text = "# <script>alert(1)</script>\n\n## Status\n\n<b>odd</b>\n"

    url, page = preview(as_reviewer, markdown("0001-<i>.md", text))
    as_reviewer.post(url, {"take": boxes(page)[1]})

    assert "<script>alert" not in words(page)
    record = as_reviewer.get("/teams/search-platform/records/1/")
    assert "<script>alert" not in words(record)
    assert "<b>odd" not in words(record)


def test_a_record_without_a_status_is_imported_as_such(as_reviewer, team):
    url, page = preview(as_reviewer, markdown("0006-queue.md", samples.MADR_1))

    as_reviewer.post(url, {"take": boxes(page)[1]})

    assert Record.objects.get().status == Status.IMPORTED
