from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr.revisions import alignment
from adr.revisions.alignment import Pair, align_rows

pytestmark = pytest.mark.pure


@dataclass(frozen=True)
class Line:
    name: str
    note: str = ""


lines = st.builds(
    Line, st.sampled_from(["", "Driver", "Model"]), st.sampled_from(["", "of June", "of May, old"])
)
tables = st.lists(lines, max_size=8)


def align(before: list[Line], after: list[Line]) -> tuple[Pair[Line], ...]:
    return align_rows(before, after, name_of=lambda line: line.name)


@given(tables, tables)
def test_both_tables_can_be_read_from_the_pairs(before: list[Line], after: list[Line]):
    pairs = align(before, after)

    assert [pair.before for pair in pairs if pair.before] == before
    assert [pair.after for pair in pairs if pair.after] == after


@given(tables, tables)
def test_both_tables_can_be_read_where_they_are_too_long_to_look_at_every_pair(before, after):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "MOST_PAIRS", 0)
        pairs = align(before, after)

    assert [pair.before for pair in pairs if pair.before] == before
    assert [pair.after for pair in pairs if pair.after] == after


@given(tables)
def test_row_that_stayed_is_its_own_partner(table: list[Line]):
    assert align(table, table) == tuple(Pair(line, line) for line in table)


def test_row_is_found_by_its_name_whatever_else_changed():
    driver, newer, model = Line("Driver", "555"), Line("Driver", "570"), Line("Model", "of June")

    assert align([driver], [model, newer]) == (Pair(None, model), Pair(driver, newer))


def test_row_without_a_name_is_found_by_its_words():
    before = Line("", "The host is slow on Mondays")
    after = Line("", "The host is slow on Tuesdays")

    assert align([before], [Line("", "New"), after]) == (
        Pair(None, Line("", "New")),
        Pair(before, after),
    )


def test_rows_that_share_nothing_are_not_paired():
    assert align([Line("Driver", "555")], [Line("Model", "June")]) == (
        Pair(Line("Driver", "555"), None),
        Pair(None, Line("Model", "June")),
    )
