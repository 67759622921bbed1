"""Any two revisions of a record, side by side."""

from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from adr.records.content import RiskRow
from adr.records.models import Record
from adr.records.revising import revise
from tests.adr.records.factories import make_content, make_record

URL = "/teams/search-platform/records/1/revisions/compare/"


@pytest.fixture
def record(team, author) -> Record:
    record = make_record(team, author)
    for revision, text in enumerate(["Ten requests at once.", "Ten requests in one second."], 1):
        content = make_content(workload=text, risks=(RiskRow(f"Risk {revision}"),))
        revise(record=record, content=content, by=author, expected_revision=revision)
    return record


def read(client: Client, query: str = "") -> str:
    return " ".join(unescape(strip_tags(client.get(URL + query).content.decode())).split())


def test_last_two_revisions_are_compared_without_a_choice(as_reader, record):
    page = read(as_reader)

    assert "3 changes in 2 sections from revision 2 to revision 3" in page
    assert "Ten requests [removed: at once][added: in one second]." in page


def test_any_two_revisions_are_compared(as_reader, record):
    page = read(as_reader, "?from=1&to=3")

    assert "[removed: 64][added: Ten] requests" in page
    assert "Added: Risk 2" in page


def test_the_other_way_round_works_too(as_reader, record):
    assert "[removed: Ten][added: 64]" in read(as_reader, "?from=3&to=1")


def test_record_with_one_revision_says_so(as_reader, team, author):
    make_record(team, author)

    assert "There is only one revision so far." in read(as_reader)


@pytest.mark.parametrize("query", ["?from=1&to=9", "?from=x&to=1", "?from=1"])
def test_revision_that_there_is_not_is_asked_for_again(as_reader, record, query):
    answer = as_reader.get(URL + query)

    assert answer.status_code == 422
    assert "choose a revision from the list" in answer.content.decode()


def test_text_is_shown_as_text(as_reader, team, author, record):
    content = make_content(workload="<b>Bold</b>")
    revise(record=record, content=content, by=author, expected_revision=3)

    assert "<b>" not in as_reader.get(URL).content.decode()


def test_number_of_queries_does_not_grow_with_the_revisions(
    as_reader, author, record, django_assert_max_num_queries
):
    for revision in range(3, 9):
        content = make_content(workload=f"Text {revision}")
        revise(record=record, content=content, by=author, expected_revision=revision)

    with django_assert_max_num_queries(8):
        as_reader.get(URL + "?from=1&to=9")


def test_list_of_revisions_leads_to_what_changed_in_each(as_reader, record):
    page = as_reader.get("/teams/search-platform/records/1/revisions/").content.decode()

    assert f"{URL}?from=2&amp;to=3" in page
    assert f"{URL}?from=0" not in page
