"""Waiting for the PDF of a library."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from adr.records import pdf_process
from adr.transfer.export import choice, library_jobs, library_pdf_views
from adr.transfer.export.library_jobs import (
    LOST_AFTER,
    JobState,
    TooManyJobsError,
    begin_job,
    find_job,
    pdf_of,
)
from aruntime.teams.models import AuditEntry
from tests.adr.records.factories import make_record
from tests.adr.transfer.export.factories import make_job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture(autouse=True)
def _process():
    yield
    pdf_process.stop()


@pytest.fixture
def record(team, author):
    return make_record(team, author)


def begin(team) -> UUID:
    return begin_job(team, team.records.all(), ["Status: Draft"], now=timezone.now())


def find(team, job, *, after: timedelta = timedelta()):
    return find_job(team, job, now=timezone.now() + after)


def wait() -> None:
    """Let the process finish what it was given."""
    if pool := pdf_process.FOR_LIBRARIES.pool:
        pool.shutdown(wait=True)


def address(name, team, **more):
    return reverse(f"adr:{name}", kwargs={"team": team.slug, **more})


def test_document_is_made_while_the_page_waits(team, record):
    job = begin(team)
    begun = find(team, job)
    wait()
    ready = find(team, job)

    assert (begun.state, begun.records, begun.chosen_by) == (
        JobState.BEING_MADE,
        1,
        ("Status: Draft",),
    )
    assert ready.state is JobState.READY
    assert pdf_of(team, job).stat().st_size == ready.size > 1000


def test_document_that_went_down_with_its_process_is_told_as_failed(team, record):
    job = begin(team)
    for process in pdf_process.FOR_LIBRARIES.pool._processes.values():
        process.kill()
        process.join()
    wait()

    assert find(team, job).state is JobState.FAILED


def test_document_that_nobody_draws_any_more_is_told_as_failed(team):
    job = make_job(team, ready=False)

    assert find(team, job).state is JobState.BEING_MADE
    assert find(team, job, after=LOST_AFTER + timedelta(seconds=1)).state is JobState.FAILED


@pytest.mark.usefixtures("record")
def test_missing_libraries_are_told_apart(team, tmp_path, monkeypatch):
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load libgobject-2.0-0')")
    monkeypatch.syspath_prepend(tmp_path)

    job = begin(team)
    wait()

    assert find(team, job).state is JobState.NO_LIBRARIES


def test_team_waits_for_two_documents_at_most(team, record):
    make_job(team, ready=False)
    make_job(team, ready=False)

    with pytest.raises(TooManyJobsError):
        begin(team)


def test_old_documents_are_forgotten(team, record):
    jobs = [
        make_job(team, begun_at=timezone.now() - timedelta(hours=n))
        for n in range(library_jobs.KEPT + 2)
    ]

    begin(team)
    wait()

    assert [find(team, job) is not None for job in jobs] == [True] * 5 + [False] * 3


def test_button_begins_a_document_and_leads_to_its_page(team, record, author, as_author):
    response = as_author.post(address("library_pdf_begin", team) + "?status=draft")

    page = as_author.get(response["Location"])
    assert "The PDF is being made." in page.content.decode()
    assert "Status: Draft" in page.content.decode()
    entry = AuditEntry.objects.get(deed="library.exported")
    assert (entry.by, entry.subject) == (author, "1 record as PDF")


def test_waiting_page_is_left_alone_until_the_document_is_ready(team, as_reader):
    waiting, ready = make_job(team, ready=False), make_job(team)

    def ask(job):
        return as_reader.get(address("library_pdf", team, job=job), headers={"HX-Request": "true"})

    assert ask(waiting).status_code == 204
    text = ask(ready).content.decode()
    assert "The PDF is ready" in text
    assert "<html" not in text
    assert address("library_pdf_file", team, job=ready) in text


def test_ready_document_opens_under_a_name_that_says_what_it_is(team, as_reader):
    response = as_reader.get(address("library_pdf_file", team, job=make_job(team)))

    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="search-platform-decisions.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["library_pdf", "library_pdf_file"])
def test_document_is_found_by_its_team_alone(team, as_stranger, as_reader, name):
    assert as_stranger.get(address(name, team, job=make_job(team))).status_code == 404
    assert as_reader.get(address(name, team, job=uuid4())).status_code == 404


def test_file_that_is_not_ready_is_not_found(team, as_reader):
    job = make_job(team, ready=False)

    assert as_reader.get(address("library_pdf_file", team, job=job)).status_code == 404


def test_stranger_begins_nothing(team, record, as_stranger):
    assert as_stranger.post(address("library_pdf_begin", team)).status_code == 404


def test_third_document_at_once_is_refused_with_a_sentence(team, record, as_reader):
    make_job(team, ready=False)
    make_job(team, ready=False)

    response = as_reader.post(address("library_pdf_begin", team), follow=True)

    assert "two PDFs of its library made already" in response.content.decode()


def test_larger_library_is_sent_to_the_filters_or_the_command(
    team, record, author, as_reader, monkeypatch
):
    make_record(team, author)
    for module in (choice, library_pdf_views):
        monkeypatch.setattr(module, "MOST_RECORDS", 1)

    text = as_reader.post(address("library_pdf_begin", team), follow=True).content.decode()

    assert "at most 1 records, and these are 2" in text
    assert "./run manage export_library_pdf --team search-platform" in text


@pytest.mark.parametrize(
    ("state", "words"),
    [(JobState.FAILED, "too long or too much memory"), (JobState.NO_LIBRARIES, "apt-get install")],
)
def test_page_says_why_there_is_no_document(team, as_reader, state, words):
    job = make_job(team, failed=state)

    assert words in as_reader.get(address("library_pdf", team, job=job)).content.decode()
