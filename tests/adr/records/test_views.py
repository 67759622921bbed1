"""The pages of a record: who sees them, and what they say."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from adr.records.models import Record, Status
from tests.adr.records.factories import (
    make_gate_row,
    make_record,
    make_record_in,
)

UNVERIFIED = make_gate_row(status="not-verified", claim_status="unknown")
READ_PAGES = ["", "revisions/", "revisions/1/"]
WRITE_PAGES = ["edit/", "edit/basics/"]
FOLDER = "/teams/search-platform/records/"


@pytest.fixture
def record(team, author) -> Record:
    return make_record(team, author)


def post_status(client: Client, record: Record, to: str, **data):
    return client.post(f"{FOLDER}{record.number}/status/", {"to": to, **data}, follow=True)


@pytest.mark.parametrize("page", [*READ_PAGES, *WRITE_PAGES, "status/?to=proposed"])
def test_stranger_finds_no_record(as_stranger, record, page):
    assert as_stranger.get(f"{FOLDER}1/{page}").status_code == 404


@pytest.mark.parametrize("page", ["edit/basics/", "status/", "preview/", "delete/"])
def test_stranger_changes_nothing(as_stranger, record, page):
    assert as_stranger.post(f"{FOLDER}1/{page}", {"to": "proposed"}).status_code == 404


def test_stranger_begins_no_record(as_stranger, team):
    assert as_stranger.get(f"{FOLDER}new/").status_code == 404


@pytest.mark.parametrize("page", READ_PAGES)
def test_reader_reads(as_reader, record, page):
    assert as_reader.get(f"{FOLDER}1/{page}").status_code == 200


@pytest.mark.parametrize("page", [*WRITE_PAGES, "../new/", "status/?to=proposed"])
def test_reader_is_told_which_role_writes(as_reader, record, page):
    response = as_reader.get(f"{FOLDER}1/{page}".replace("1/../", ""))

    assert response.status_code == 403
    assert "takes the role author" in str(response.context["reason"])


def test_reader_cannot_propose(as_reader, record):
    post_status(as_reader, record, "proposed")

    record.refresh_from_db()
    assert record.status == "draft"


@pytest.mark.parametrize("to", ["accepted", "rejected"])
def test_author_cannot_decide(as_author, team, author, to):
    record = make_record_in(Status.PROPOSED, team, author)

    response = post_status(as_author, record, to)

    assert response.status_code == 403
    record.refresh_from_db()
    assert record.status == "proposed"


def test_record_reads_like_a_document(as_reader, record):
    page = as_reader.get(f"{FOLDER}1/").content.decode()

    for words in ("Serve the assistant with vLLM", "Layer ownership", "ExLlamaV3", "24 May 2027"):
        assert words in page


def test_markdown_is_shown_as_markup_and_raw_html_as_text(as_reader, team, author):
    make_record(team, author, decision="**bold** <script>alert(1)</script>")

    page = as_reader.get(f"{FOLDER}1/").content.decode()

    assert "<strong>bold</strong>" in page
    assert "<script>alert" not in page


def test_gaps_are_listed_with_links_before_proposing(as_author, team, author):
    make_record(team, author, migration="")

    page = as_author.get(f"{FOLDER}1/status/?to=proposed").content.decode()

    assert "Migration and exit are not described." in page
    assert f"{FOLDER}1/edit/migration/" in page


def test_record_goes_from_draft_to_accepted(as_author, as_owner, record):
    post_status(as_author, record, "proposed")
    response = post_status(as_owner, record, "accepted", reason="Good.")

    record.refresh_from_db()
    assert record.status == "accepted"
    assert "Its text stays as it is" in response.content.decode()


def test_refused_acceptance_says_what_stands_in_the_way(as_owner, team, author):
    record = make_record_in(Status.PROPOSED, team, author, consequence_level=3, gates=(UNVERIFIED,))

    response = as_owner.post(f"{FOLDER}{record.number}/status/", {"to": "accepted"})

    assert response.status_code == 409
    assert "A mandatory requirement is not verified" in response.content.decode()


def test_accepting_twice_shows_what_is_done(as_owner, team, author):
    record = make_record_in(Status.ACCEPTED, team, author)

    response = post_status(as_owner, record, "accepted")

    assert "is accepted already" in response.content.decode()
    assert record.status_changes.count() == 3


def test_move_that_is_not_in_the_table_is_refused_with_the_reason(as_owner, record):
    response = as_owner.post(f"{FOLDER}1/status/", {"to": "superseded"})

    assert response.status_code == 409
    assert "when its successor is accepted" in response.content.decode()


def test_character_that_no_database_takes_is_left_out_of_a_reason(as_author, record):
    post_status(as_author, record, "proposed", reason="Please\0 read")

    assert record.status_changes.last().reason == "Please read"


def test_address_of_a_step_that_cannot_be_taken_leads_to_the_record_with_the_reason(
    as_owner, record
):
    page = as_owner.get(f"{FOLDER}1/status/?to=accepted", follow=True).content.decode()

    assert "A record that is draft can become proposed, but not accepted." in page


def test_superseded_record_and_its_successor_link_each_other(as_owner, team, author):
    old = make_record_in(Status.ACCEPTED, team, author)
    new = make_record_in(Status.PROPOSED, team, author, successor_of=old.number)
    post_status(as_owner, new, "accepted")

    old_page = as_owner.get(f"{FOLDER}1/").content.decode()
    new_page = as_owner.get(f"{FOLDER}2/").content.decode()

    assert f'{FOLDER}2/"' in old_page
    assert f'{FOLDER}1/"' in new_page


def test_draft_is_deleted_by_its_author(as_author, record):
    response = as_author.post(f"{FOLDER}1/delete/")

    assert response.url == FOLDER
    assert not Record.objects.exists()


def test_record_page_takes_a_constant_number_of_queries(
    as_reader, team, author, django_assert_max_num_queries
):
    make_record(team, author)

    with django_assert_max_num_queries(37):
        as_reader.get(f"{FOLDER}1/")


def test_revision_shows_the_text_of_its_time(as_author, record):
    as_author.post(f"{FOLDER}1/edit/workload/", {"revision": 1, "workload": "Twice as much."})

    assert "64 requests at once." in as_author.get(f"{FOLDER}1/revisions/1/").content.decode()
    assert "Twice as much." in as_author.get(f"{FOLDER}1/revisions/2/").content.decode()


def test_every_entry_of_the_contents_leads_to_a_part_of_the_page(as_reader, team, author):
    make_record(team, author, gates=(UNVERIFIED,))

    page = as_reader.get(f"{FOLDER}1/").content.decode()

    anchors = re.findall(r'<li><a href="#([a-z-]+)"', page)
    assert {"decision", "alternatives", "gates", "validation", "history"} <= set(anchors)
    assert all(f'id="{anchor}"' in page for anchor in anchors)


def test_long_table_is_folded_under_its_count(as_reader, team, author):
    gates = tuple(replace(UNVERIFIED, requirement=f"demand/{n}") for n in range(13))
    make_record(team, author, gates=gates)

    assert "<summary>13 requirements</summary>" in as_reader.get(f"{FOLDER}1/").content.decode()


def test_page_names_what_the_pdf_cannot_print(as_reader, team, author):
    make_record(team, author, context="Deploy in 東京")

    page = as_reader.get(f"{FOLDER}1/").content.decode()

    assert "The PDF cannot print 2 of the characters" in page
    assert "U+6771" in page


def test_place_of_measurements_and_scores_is_visible(as_reader, record):
    page = as_reader.get(f"{FOLDER}1/").content.decode()

    assert "Measurements: none recorded. Weighted scores: none set." in page


def test_gate_calls_its_component_by_name(as_reader, team, author):
    make_record(team, author, gates=(make_gate_row(),))

    assert "<td>vLLM 0.33.0</td>" in as_reader.get(f"{FOLDER}1/").content.decode()


def test_gate_that_is_met_says_so_once(as_reader, team, author):
    gate = make_gate_row(note="Met: Streaming; vLLM states that it supports it.")
    make_record(team, author, gates=(gate,))

    assert "Met: Streaming" not in as_reader.get(f"{FOLDER}1/").content.decode()
