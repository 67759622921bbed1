from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr.triggers.bounds import (
    BadBoundError,
    find_bound,
    parse_bound,
    read_amount,
    split_percentile,
    write_amount,
)
from tests.adr.triggers.strategies import bounds

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("<= 300 ms", "at most 300 ms"),
        ("p95 <= 0,3 s", "at most 0.3 s at p95"),
        ("TTFT at p95 at most 800 ms", "at most 800 ms at p95"),
        ("Availability at least 99.5 %", "at least 99.5 %"),
        ("Cost at most 120 EUR per day", "at most 120 EUR per day"),
        ("at most 1,200 ms at the 95th percentile", "at most 1,200 ms at p95"),
        ("< 1.2 s (p99.9)", "less than 1.2 s at p99.9"),
        ("at most 5 ms, median", "at most 5 ms at p50"),
        ("Throughput under load ≥ 1k requests/s", "at least 1,000 requests/s"),
        ("Overload share below 2 %", "less than 2 %"),
        ("no more than 64 requests", "at most 64 requests"),
        ("over 9000", "more than 9,000"),
    ],
)
def test_bound_is_understood_as_people_write_it(text, bound):
    assert str(parse_bound(text)) == bound


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Write the bound with a comparison and a number"),
        ("300 ms", "Write the bound with a comparison and a number"),
        ("at most many", "Write the bound with a comparison and a number"),
        ("at most 5 furlongs", "“furlongs” is not a known unit"),
        ("at most 5 gb", "Did you mean GB"),
    ],
)
def test_what_is_no_bound_is_refused_with_how_to_mend_it(text, reason):
    assert find_bound(text) is None
    with pytest.raises(BadBoundError, match=reason):
        parse_bound(text)


@given(bounds)
def test_bound_reads_as_it_is_written(bound):
    assert parse_bound(str(bound)) == bound


@pytest.mark.parametrize(
    ("text", "name", "percentile"),
    [
        ("TTFT", "TTFT", ""),
        ("TTFT p95", "TTFT", "p95"),
        ("ttft_p95", "ttft", "p95"),
        ("P99.9 of TTFT", "of TTFT", "p99.9"),
        ("TTFT (p95)", "TTFT", "p95"),
        ("TTFT at p95", "TTFT", "p95"),
        ("Median latency", "latency", "p50"),
        ("p5.48xlarge", "p5.48xlarge", ""),
        ("Kop50", "Kop50", ""),
    ],
)
def test_percentile_is_told_from_the_name(text, name, percentile):
    assert split_percentile(text) == (name, percentile)


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        ("650", "ms", "150 ms (19 %) below the bound"),
        ("1.3", "s", "500 ms (62 %) above the bound"),
        ("0.8", "s", "exactly at the bound"),
    ],
)
def test_distance_is_told_in_the_unit_of_the_bound(amount, unit, words):
    assert parse_bound("at most 800 ms").distance(Fraction(amount), unit) == words


@given(st.decimals(-1_000_000, 1_000_000, places=9))
def test_number_is_read_as_it_is_written(number):
    assert read_amount(write_amount(Fraction(number))) == Fraction(number)


@pytest.mark.parametrize("value", ["", "fast", "1.2.3", float("nan"), float("inf"), "1e400"])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(BadBoundError, match="Enter a number"):
        read_amount(value)


@pytest.mark.parametrize(("value", "number"), [(0.1, "1/10"), (3, "3"), ("1 200", "1200")])
def test_number_of_a_script_is_what_it_prints(value, number):
    assert read_amount(value) == Fraction(number)
