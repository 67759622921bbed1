"""The places of the picture: the same each time, older to the left, nothing on top of another."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr.relations.layout import BOX, lay_out

pytestmark = pytest.mark.pure


@st.composite
def graphs(draw):
    keys = draw(st.lists(st.integers(1, 99), unique=True, min_size=1, max_size=25))
    chosen = st.sampled_from(keys)
    pairs = draw(st.lists(st.tuples(chosen, chosen).filter(lambda p: p[0] != p[1]), max_size=40))
    return keys, pairs


def test_chain_stands_in_one_row_from_the_oldest_to_the_newest():
    layout = lay_out([4, 7, 9], [(9, 7), (7, 4)])

    assert layout.places == {4: (0, BOX // 2), 7: (1, BOX // 2), 9: (2, BOX // 2)}


def test_old_record_stands_beside_the_one_that_needs_it():
    layout = lay_out([1, 2, 3, 4], [(2, 1), (3, 2), (4, 3), (4, 2), (4, 1)])

    assert [layout.places[key][0] for key in (1, 2, 3, 4)] == [0, 1, 2, 3]


def test_line_that_passes_a_column_has_a_lane_of_its_own():
    layout = lay_out([1, 2, 3], [(1, 2), (2, 3), (1, 3)])

    lane = layout.ways[1, 3][1]
    assert lane[0] == layout.places[2][0]
    assert abs(lane[1] - layout.places[2][1]) >= BOX // 2


def test_groups_without_a_connection_stand_side_by_side():
    layout = lay_out([1, 2, 3, 4], [(2, 1), (4, 3)])

    assert {column for column, _ in layout.places.values()} == {0, 1, 2, 3}


@given(graph=graphs())
def test_same_records_always_stand_in_the_same_places(graph):
    keys, pairs = graph

    assert lay_out(keys, pairs) == lay_out(keys, list(reversed([(b, a) for a, b in pairs])))


@given(graph=graphs())
def test_every_record_has_a_place_and_no_two_touch(graph):
    keys, pairs = graph
    layout = lay_out(keys, pairs)

    assert set(layout.places) == set(keys)
    columns: dict[int, list[int]] = {}
    for column, middle in layout.places.values():
        assert 0 <= column < layout.columns
        assert BOX // 2 <= middle <= layout.height - BOX // 2
        columns.setdefault(column, []).append(middle)
    for middles in columns.values():
        assert all(b - a >= BOX for a, b in pairwise(sorted(middles)))


@given(graph=graphs())
def test_every_line_leads_from_the_older_record_to_the_newer_one_column_by_column(graph):
    keys, pairs = graph
    layout = lay_out(keys, pairs)

    for (older, newer), way in layout.ways.items():
        assert keys.index(older) < keys.index(newer)
        assert (way[0], way[-1]) == (layout.places[older], layout.places[newer])
        assert all(right[0] - left[0] == 1 for left, right in pairwise(way))
