import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.questionnaire.numbers import parse_amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1000", 1000),
        ("1,000", 1000),
        ("1 000", 1000),
        ("1\u202f000", 1000),
        ("1k", 1000),
        ("1.5 k", 1500),
        ("2M", 2_000_000),
        ("7.25", 7.25),
        ("7,25", 7.25),
        ("0,500", 0.5),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1.000.000", 1_000_000),
        ("99.9", 99.9),
        (".5", 0.5),
        ("-3", -3),
        ("8.0", 8),
    ],
)
def test_amount_is_read_as_it_was_meant(text: str, amount: float):
    assert parse_amount(text) == amount
    assert type(parse_amount(text)) is type(amount)


@pytest.mark.parametrize(
    "text", ["", "many", "1,2,3", "1..2", "12,34,567", "0x10", "1e5", "k", "-"]
)
def test_what_is_no_number_is_refused(text: str):
    with pytest.raises(ValueError, match="not a number"):
        parse_amount(text)


@given(st.integers(min_value=0, max_value=10**14))
def test_separators_do_not_change_a_whole_number(amount: int):
    assert parse_amount(f"{amount:,}") == parse_amount(str(amount)) == amount


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_refused(text: str):
    try:
        amount = parse_amount(text)
    except ValueError:
        return
    assert abs(amount) <= 1e15
