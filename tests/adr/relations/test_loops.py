import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr.relations.loops import find_way

pytestmark = pytest.mark.pure
PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30)


def test_shortest_way_is_found():
    assert find_way([(1, 2), (2, 3), (3, 4), (1, 4)], 1, 4) == (1, 4)


def test_there_is_no_way_against_the_arrows():
    assert find_way([(1, 2), (2, 3)], 3, 1) == ()


@given(pairs=PAIRS, start=st.integers(0, 9), end=st.integers(0, 9))
def test_way_leads_along_the_pairs_from_start_to_end(pairs, start, end):
    way = find_way(pairs, start, end)

    if way:
        assert (way[0], way[-1]) == (start, end)
        assert set(itertools.pairwise(way)) <= set(pairs)
        assert len(set(way)) == len(way)


@given(pairs=PAIRS)
def test_pairs_added_only_where_no_way_leads_back_never_lead_in_a_circle(pairs):
    kept: list[tuple[int, int]] = []
    for start, end in pairs:
        if start != end and not find_way(kept, end, start):
            kept.append((start, end))

    assert not any(find_way(kept, end, start) for start, end in kept)
