"""An imported record shows where it came from, and a reviewer gives it the status it lacks."""

import pytest

from adr.records.models import Record, Status
from adr.records.page import record_page
from adr.records.pdf import record_html
from adr.transfer.models import ImportedText
from aruntime.teams.models import AuditEntry, Role
from tests.adr.records.factories import make_record
from tests.adr.transfer import samples
from tests.adr.transfer.factories import import_text, import_texts, make_text
from tests.conftest import signed_in
from tests.factories import make_member

FOLDER = "/teams/search-platform/records/"


@pytest.fixture
def reviewer(team):
    return make_member(team, Role.REVIEWER, username="rosa")


@pytest.fixture
def record(team, author) -> Record:
    return import_text(team, make_text(status="on hold"), "0001-use-it.md", by=author)


def words(page):
    return " ".join(page.content.decode().split())


def choose(client, **data):
    return client.post(f"{FOLDER}1/choose-status/", data, follow=True)


def test_page_says_what_the_file_said(as_reader, team):
    text = samples.NYGARD + "\n## Changelog\n\n- renamed\n"
    texts = {"docs/0004-one.md": text, "docs/0002-try-three-engines.md": samples.NYGARD_SUPERSEDED}
    import_texts(team, texts)

    page = words(as_reader.get(f"{FOLDER}4/"))

    assert "More of the file" in page
    assert "<li>renamed</li>" in page
    assert '<span class="path">docs/0004-one.md</span> (Nygard)' in page
    assert 'Supersedes</dt><dd><a href="/teams/search-platform/records/2/">Record 2</a>' in page
    assert '0007-pin-the-version.md</span> <span class="muted">(not in this library)' in page


def test_page_of_a_record_that_was_written_here_names_no_origin(as_author, team, author):
    make_record(team, author)

    assert "Origin" not in words(as_author.get(f"{FOLDER}1/"))


def test_paper_holds_all_sections_of_the_file(team):
    record = import_text(team, make_text() + "\n## Changelog\n\n- renamed the wombat\n")

    html = record_html(record_page(record))

    assert "renamed the wombat" in html
    assert "Imported from 0001-use-it.md" in html


def test_the_text_as_it_came_is_shown_and_handed_out(as_reader, team):
    import_text(team, samples.NYGARD, "docs/0004-öne.md")

    page = words(as_reader.get(f"{FOLDER}4/original/"))
    file = as_reader.get(f"{FOLDER}4/original/file/")

    assert "Superseded by" not in page
    assert "# 4. Serve with one engine" in page
    assert file.content == samples.NYGARD.encode()
    assert "filename*=utf-8''0004-%C3%B6ne.md" in file["Content-Disposition"]


@pytest.mark.parametrize("path", ["original/", "original/file/"])
def test_a_record_that_was_not_imported_has_no_original(as_author, team, author, path):
    make_record(team, author)

    assert as_author.get(f"{FOLDER}1/{path}").status_code == 404


@pytest.mark.parametrize("path", ["original/", "original/file/", "choose-status/"])
def test_stranger_finds_nothing(as_stranger, record, path):
    assert as_stranger.get(f"{FOLDER}1/{path}").status_code == 404


def test_library_and_page_say_plainly_that_a_status_is_missing(as_owner, as_reader, record, team):
    import_text(team, make_text("Other", ""), "0002-other.md")

    library = words(as_owner.get(FOLDER))
    assert "Imported, “on hold”" in library
    assert "Imported, no status" in library
    assert f'href="{FOLDER}1/choose-status/">Choose a status' in library
    page = words(as_owner.get(f"{FOLDER}1/"))
    assert "Imported, “on hold”: choose one." in page
    assert "What is still missing" not in page
    assert "a reviewer of the team chooses one" in words(as_reader.get(f"{FOLDER}1/"))
    assert "choose-status" not in words(as_reader.get(FOLDER))


def test_library_can_be_narrowed_down_to_those_without_a_status(as_reader, record, team):
    import_text(team, make_text("Decided"), "0002-decided.md")

    page = words(as_reader.get(f"{FOLDER}?status=imported"))

    assert "1 record of 2" in page


def test_reviewer_chooses_the_status(record, reviewer):
    page = choose(signed_in(reviewer), status="accepted", reason="It runs since May.")

    record.refresh_from_db()
    assert record.status == Status.ACCEPTED
    step = record.status_changes.last()
    assert (step.before, step.after, step.by) == ("imported", "accepted", reviewer)
    assert step.reason == "It runs since May."
    assert "Record 1 is accepted." in words(page)
    entry = AuditEntry.objects.get(deed="record.status_chosen")
    assert (entry.by, entry.detail) == (reviewer, {"status": "accepted"})
    assert ImportedText.objects.get().status_raw == "on hold"


def test_reviewer_names_what_superseded_it(record, reviewer, team):
    new = import_text(team, make_text("New"), "0002-new.md")

    choose(signed_in(reviewer), status="superseded", successor=2)

    record.refresh_from_db()
    assert (record.status, record.superseded_by) == (Status.SUPERSEDED, new)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Choose a status"),
        ({"status": "imported"}, "Choose a status from the list"),
        ({"status": "accepted", "successor": 2}, "Choose Superseded as the status"),
        ({"status": "superseded", "successor": 1}, "Superseded by: choose one from the list"),
    ],
)
def test_a_mistake_is_named_beside_its_field(record, reviewer, team, data, said):
    import_text(team, make_text("New"), "0002-new.md")

    page = choose(signed_in(reviewer), **data)

    assert page.status_code == 422
    assert said in words(page)
    record.refresh_from_db()
    assert record.status == Status.IMPORTED


@pytest.mark.parametrize("client_name", ["as_reader", "as_author"])
def test_only_a_reviewer_chooses(request, record, client_name):
    response = choose(request.getfixturevalue(client_name), status="accepted")

    assert response.status_code == 403
    record.refresh_from_db()
    assert record.status == Status.IMPORTED


def test_a_status_is_chosen_once(record, reviewer):
    client = signed_in(reviewer)
    choose(client, status="accepted")

    page = choose(client, status="rejected")

    record.refresh_from_db()
    assert record.status == Status.ACCEPTED
    assert "Record 1 has a status: Accepted." in words(page)


def test_a_record_without_a_status_can_be_edited_but_not_moved(as_author, record):
    assert as_author.get(f"{FOLDER}1/edit/").status_code == 200

    page = as_author.post(f"{FOLDER}1/status/", {"to": "proposed"})

    assert page.status_code == 409
    assert "imported without a status. A reviewer chooses one first." in words(page)


def test_what_was_no_record_can_be_deleted_by_whoever_imported_it(as_author, record):
    page = as_author.post(f"{FOLDER}1/delete/", follow=True)

    assert "Record 1 is deleted. Its number is not given again." in words(page)
    assert not ImportedText.objects.exists()
