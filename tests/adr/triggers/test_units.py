from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr.triggers.units import (
    SYMBOLS,
    IncomparableUnitsError,
    UnknownUnitError,
    are_comparable,
    convert,
    parse_unit,
)
from selection.questionnaire.versions import load_questionnaire

pytestmark = pytest.mark.pure

UNITS = st.sampled_from(
    [*SYMBOLS, "requests/s", "tokens per minute", "EUR per million tokens", "kWh per day", "W", ""]
)
AMOUNTS = st.fractions()


@pytest.mark.parametrize(
    ("amount", "unit", "to", "result"),
    [
        ("0.07", "s", "ms", "70"),
        ("90", "s", "min", "1.5"),
        ("1", "GiB", "MiB", "1024"),
        ("2", "GB", "MB", "2000"),
        ("1.073741824", "GB", "GiB", "1"),
        ("120", "requests per minute", "req/s", "2"),
        ("1", "rps", "requests/min", "60"),
        ("0.002", "EUR per 1k tokens", "€ per million tokens", "2"),
        ("24", "kWh per day", "W", "1000"),
        ("99.5", "percent", "%", "99.5"),
        ("8", "Mbit/s", "MB/s", "1"),
        ("0.5", "kW per device", "W/device", "500"),
        ("1", "EUR per month and request per second", "EUR per year and request per second", "12"),
        ("1", "EUR per month and request per minute", "EUR per month and request per s", "60"),
    ],
)
def test_amount_is_converted_exactly(amount, unit, to, result):
    assert convert(Fraction(amount), unit, to) == Fraction(result)


@pytest.mark.parametrize("text", ["furlong", "KB", "gb", "MS", "s/", "tps", "per second"])
def test_unit_that_could_mean_something_else_is_refused(text):
    with pytest.raises(UnknownUnitError):
        parse_unit(text)


@pytest.mark.parametrize(
    ("text", "meant"), [("gb", "GB"), ("MS", "ms"), ("milisecond", "millisecond")]
)
def test_refusal_names_what_is_written_nearly_so(text, meant):
    with pytest.raises(UnknownUnitError) as refusal:
        parse_unit(text)

    assert meant in refusal.value.alike


@pytest.mark.parametrize(
    ("unit", "other"),
    [
        ("ms", "GiB"),
        ("EUR", "USD"),
        ("requests/s", "tokens/s"),
        ("ms", "ms per token"),
        ("", "%"),
        ("days", "months"),
    ],
)
def test_units_of_different_things_are_not_compared(unit, other):
    assert not are_comparable(unit, other)
    with pytest.raises(IncomparableUnitsError):
        convert(Fraction(1), unit, other)


@given(AMOUNTS, UNITS, UNITS)
def test_there_and_back_is_the_same_amount(amount, unit, other):
    if are_comparable(unit, other):
        assert convert(convert(amount, unit, other), other, unit) == amount


@given(AMOUNTS, AMOUNTS, UNITS, UNITS)
def test_conversion_keeps_the_order(amount, larger, unit, other):
    if are_comparable(unit, other):
        as_it_is = amount < larger
        assert (convert(amount, unit, other) < convert(larger, unit, other)) == as_it_is


@given(st.text(max_size=40))
def test_any_text_is_a_unit_or_refused(text):
    try:
        unit = parse_unit(text)
    except UnknownUnitError:
        return
    assert unit.factor > 0


def test_every_unit_of_a_bound_in_the_questionnaire_is_known():
    questions = load_questionnaire(1).by_key.values()
    labels = {u.label for q in questions if q.kind == "bound" for u in q.units}

    assert {"requests per second", "EUR per million tokens"} <= labels
    for label in labels:
        parse_unit(label)
