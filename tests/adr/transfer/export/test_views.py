"""Files of records and libraries from their pages."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from adr.records.models import Status
from adr.transfer.export import choice
from aruntime.teams.models import AuditEntry
from tests.adr.records.factories import make_record, make_record_in
from tests.adr.transfer import samples
from tests.adr.transfer.factories import import_text

pytestmark = pytest.mark.django_db


def address(name, team, **more):
    return reverse(f"adr:{name}", kwargs={"team": team.slug, **more})


@pytest.fixture
def record(team, author):
    return make_record_in(Status.ACCEPTED, team, author, title="Serve: the/ranker", tags=("llm",))


def names_in(response) -> list[str]:
    with ZipFile(BytesIO(b"".join(response.streaming_content))) as archive:
        return archive.namelist()


@pytest.mark.parametrize(
    ("name", "content_type", "file"),
    [
        ("record_markdown", "text/markdown; charset=utf-8", "0001-serve-theranker.md"),
        ("record_json", "application/json", "0001-serve-theranker.json"),
    ],
)
def test_reader_takes_a_record_along_as_a_file(team, record, as_reader, name, content_type, file):
    response = as_reader.get(address(name, team, number=record.number))

    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="{file}"'
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["record_markdown", "record_json"])
def test_record_of_another_team_is_not_found(team, record, as_stranger, name):
    assert as_stranger.get(address(name, team, number=record.number)).status_code == 404


@pytest.mark.parametrize("name", ["library_zip", "library_json"])
def test_library_of_another_team_is_not_found(team, record, as_stranger, name):
    assert as_stranger.get(address(name, team)).status_code == 404


def test_name_of_an_imported_file_cannot_break_out_of_its_header(team, author, as_reader):
    record = import_text(team, samples.NYGARD, path='0001-"a"; größe.md', by=author)

    response = as_reader.get(address("record_markdown", team, number=record.number))

    assert response.content == samples.NYGARD.encode()
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''0001-%22a%22%3B%20gr%C3%B6%C3%9Fe.md"
    )


def test_zip_holds_what_the_filters_leave(team, author, record, as_reader):
    make_record(team, author, title="A draft")

    response = as_reader.get(address("library_zip", team), {"status": "accepted", "tag": "llm"})

    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="search-platform-decisions.zip"'
    assert names_in(response) == [
        "docs/decisions/0001-serve-theranker.md",
        "docs/decisions/README.md",
    ]


def test_json_holds_what_the_search_finds(team, author, record, as_reader):
    make_record(team, author, title="A draft about gateways")

    response = as_reader.get(address("library_json", team), {"q": "gateways"})

    assert [r["number"] for r in json.loads(response.content)["records"]] == [2]


def test_whoever_takes_a_library_along_is_noted(team, record, reader, as_reader):
    names_in(as_reader.get(address("library_zip", team), {"status": "accepted"}))
    as_reader.get(address("record_markdown", team, number=record.number))

    entry = AuditEntry.objects.get(deed__contains="exported")
    assert (entry.deed, entry.by, entry.subject) == (
        "library.exported",
        reader,
        "1 record as Markdown",
    )
    assert entry.detail == {"filters": ["Status: Accepted"]}


@pytest.mark.parametrize("name", ["library_zip", "library_json"])
def test_nothing_to_export_leads_back_with_a_sentence(team, record, as_reader, name):
    response = as_reader.get(address(name, team), {"status": "rejected"}, follow=True)

    assert response.redirect_chain[0][0].endswith("/records/?status=rejected")
    assert "there is nothing to export" in response.content.decode()
    assert not AuditEntry.objects.filter(deed="library.exported").exists()


def test_wrong_filter_leads_back_to_the_page_that_names_it(team, record, as_reader):
    response = as_reader.get(address("library_zip", team), {"status": "done"}, follow=True)

    assert response.status_code == 422
    assert "Choose a status from the list" in response.content.decode()


def test_more_records_than_one_answer_can_hold_are_refused_with_a_way_out(
    team, author, record, as_reader, monkeypatch
):
    make_record(team, author)
    monkeypatch.setattr(choice, "MOST_FILES", 1)

    response = as_reader.get(address("library_zip", team), follow=True)

    text = response.content.decode()
    assert "at most 1 records, and these are 2" in text
    assert "./run manage export_records --team search-platform -o decisions.zip" in text


def test_record_page_offers_three_forms(team, record, as_reader):
    text = as_reader.get(address("record", team, number=record.number)).content.decode()

    for name in ("record_pdf", "record_markdown", "record_json"):
        assert f'href="{address(name, team, number=record.number)}"' in text


def test_library_page_offers_what_its_filters_leave(team, record, as_reader):
    text = as_reader.get(
        address("record_list", team), {"status": "accepted", "page": 1}
    ).content.decode()

    assert "Export 1 record<" in text
    assert f'href="{address("library_zip", team)}?status=accepted"' in text
    assert f'action="{address("library_pdf_begin", team)}?status=accepted"' in text


@pytest.mark.parametrize("name", ["record-1", "library-1"])
def test_schema_is_open_to_everybody(client, name):
    response = client.get(reverse("adr:schema", args=[name]))

    assert response["Content-Type"] == "application/schema+json"
    assert json.loads(response.content)["$id"] == f"urn:aruntime:schema:{name}"


def test_schema_that_does_not_exist_is_not_found(client):
    assert client.get(reverse("adr:schema", args=["record-9"])).status_code == 404
