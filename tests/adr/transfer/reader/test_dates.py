"""Dates in the forms that people use; what is no day stays text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr.transfer.reader.dates import read_date
from adr.transfer.reader.reading import read_text

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2023-05-29", date(2023, 5, 29)),
        ("2023-9-15", date(2023, 9, 15)),
        ("{2023-11-10}", date(2023, 11, 10)),
        ("2022/12/14", date(2022, 12, 14)),
        ("2021-05-11T10:00:00Z", date(2021, 5, 11)),
        ("26/03/2018", date(2018, 3, 26)),
        ("10/04/18", date(2018, 4, 10)),
        ("14.11.2022", date(2022, 11, 14)),
        ("September 20, 2024", date(2024, 9, 20)),
        ("20th Sept 2024", date(2024, 9, 20)),
        ("3. März 2026", date(2026, 3, 3)),
        ("2017年7月13日", date(2017, 7, 13)),
        ("2020-01-02 (revised later)", date(2020, 1, 2)),
    ],
)
def test_a_date_is_read(raw, day):
    assert read_date(raw).day == day


@pytest.mark.parametrize(
    "raw",
    [
        "2020-09-31",
        "2024-29-08",
        "2024-023-2706",
        "02/30/2018",
        "dd/mm/YYYY",
        "soon",
        "2020-01-011",
    ],
)
def test_what_is_no_day_is_flagged_and_not_guessed(raw):
    reading = read_date(raw)

    assert reading.day is None
    assert raw in reading.warning


def test_an_ambiguous_date_is_read_day_first_and_flagged():
    assert read_date("05/02/2018").day == date(2018, 2, 5)
    assert "day first" in read_date("05/02/2018").warning


@given(st.dates())
def test_every_iso_date_is_read(day):
    assert read_date(day.isoformat()).day == day


def test_a_doubtful_date_is_kept_as_text_and_the_name_is_no_date():
    found = read_text("# T\n\n* Status: accepted\n* Date: 2020-09-31\n", "2020_09_01_split.md")

    assert (found.date, found.date_raw, found.number) == (None, "2020-09-31", None)
    assert any("begins with 2020-09-01" in warning for warning in found.warnings)
