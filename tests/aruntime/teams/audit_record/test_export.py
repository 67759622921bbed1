"""The audit record as CSV and as JSON Lines."""

import csv
import json
import re
from io import StringIO

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from aruntime.teams.audit import note_deed
from aruntime.teams.audit_record.export import as_cell
from tests.aruntime.teams.audit_record.factories import make_entries

AUDIT = "/account/teams/search-platform/audit/"


def read_csv(client: Client, **query: str) -> list[dict[str, str]]:
    content = client.get(f"{AUDIT}entries.csv", query).getvalue()
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def read_lines(client: Client, **query: str) -> list[dict]:
    content = client.get(f"{AUDIT}entries.jsonl", query).getvalue()
    return [json.loads(line) for line in content.decode().splitlines()]


@pytest.fixture
def entry(team, owner) -> None:
    note_deed(
        team,
        by=owner,
        deed="role.changed",
        subject="Jürgen, der Große",
        url="/account/teams/search-platform/",
        before="reader",
        after="author",
    )


def test_csv_holds_what_the_page_holds(as_owner: Client, entry, settings):
    settings.SITE_URL = "https://aruntime.example.org"

    (row,) = read_csv(as_owner)

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", row.pop("at"))
    assert json.loads(row.pop("detail")) == {"before": "reader", "after": "author"}
    assert row == {
        "by": "olga",
        "deed": "role.changed",
        "subject": "Jürgen, der Große",
        "url": "https://aruntime.example.org/account/teams/search-platform/",
    }


def test_lines_hold_the_same_with_detail_as_data(as_owner: Client, entry):
    (line,) = read_lines(as_owner)

    assert line["subject"] == "Jürgen, der Große"
    assert line["detail"] == {"before": "reader", "after": "author"}


def test_files_are_saved_under_the_name_of_the_team(as_owner: Client, entry):
    answer = as_owner.get(f"{AUDIT}entries.csv")

    assert answer["Content-Disposition"] == 'attachment; filename="audit-search-platform.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.streaming


def test_files_follow_the_filters_of_the_page(as_owner: Client, team, owner, author):
    make_entries(team, [owner, author], count=40)

    assert {row["by"] for row in read_csv(as_owner, person="ana")} == {"ana"}
    assert len(read_lines(as_owner, deed="record")) == 20


def test_wrong_filter_leads_to_the_page_that_names_it(as_owner: Client, entry):
    answer = as_owner.get(f"{AUDIT}entries.csv", {"since": "soon"})

    assert answer.url == f"{AUDIT}?since=soon"


def test_long_record_is_read_piece_by_piece(
    as_owner: Client, team, owner, author, django_assert_num_queries
):
    make_entries(team, [owner, author], count=10_000)

    # Session, person, membership, people, deeds, and the entries; pages of it where a server
    # sends pieces are no queries of their own.
    with django_assert_num_queries(6):
        assert len(read_lines(as_owner)) == 10_000


def test_nobody_but_an_owner_gets_the_files(as_reviewer: Client, as_stranger: Client, entry):
    for name in ("entries.csv", "entries.jsonl"):
        assert as_reviewer.get(f"{AUDIT}{name}").status_code == 403
        assert as_stranger.get(f"{AUDIT}{name}").status_code == 404


@pytest.mark.pure
@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Serve with vLLM", "Serve with vLLM"),
        ("2026-11-24T09:00:00+00:00", "2026-11-24T09:00:00+00:00"),
        ("ana@example.org", "ana@example.org"),
        ("", ""),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'\t'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ('x;=HYPERLINK("http://evil.example")', 'x;\'=HYPERLINK("http://evil.example")'),
    ],
)
def test_cell_that_would_be_computed_is_made_a_text(text, cell):
    assert as_cell(text) == cell


@pytest.mark.pure
@given(st.text(alphabet="=+-@;\t\r\n '\"aé\uff1d"))
def test_no_cell_is_a_formula_in_any_regional_settings(text):
    for piece in re.split(r"[;\t\r\n]", as_cell(text)):
        assert not piece.strip().startswith(("=", "+", "-", "@", "\uff1d"))


@pytest.mark.pure
@given(st.text())
def test_nothing_but_apostrophes_is_added(text):
    assert as_cell(text).replace("'", "") == text.replace("'", "")


def test_title_that_is_a_formula_reaches_no_spreadsheet(as_owner: Client, team, owner):
    note_deed(team, by=owner, deed="record.created", subject="=cmd|'/C calc'!A0", name="=1+1")

    (row,) = read_csv(as_owner)

    assert row["subject"] == "'=cmd|'/C calc'!A0"
    assert read_lines(as_owner)[0]["subject"] == "=cmd|'/C calc'!A0"
