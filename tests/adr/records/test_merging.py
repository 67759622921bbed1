"""Two people write on top of the same text."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given

from adr.records.content import RecordContent
from adr.records.merging import merge_contents
from tests.adr.records.factories import make_content
from tests.adr.records.strategies import contents

pytestmark = pytest.mark.pure
BASE = make_content()


def write(**changes: Any) -> RecordContent:
    return replace(BASE, **changes)


@given(contents, contents, contents)
def test_nothing_that_either_of_them_changed_is_lost(base, theirs, mine):
    merge = merge_contents(base, theirs, mine)

    for name in (field.name for field in fields(RecordContent)):
        was, their, my, now = (getattr(c, name) for c in (base, theirs, mine, merge.content))
        if my != was:
            assert now == my
        if their != was and now != their:
            assert name in merge.conflicts


@given(contents, contents)
def test_merging_with_somebody_who_changed_nothing_gives_my_text(base, mine):
    merge = merge_contents(base, base, mine)

    assert (merge.content, merge.conflicts, merge.taken_over) == (mine, (), ())


@given(contents, contents)
def test_merging_when_i_changed_nothing_gives_their_text(base, theirs):
    merge = merge_contents(base, theirs, base)

    assert (merge.content, merge.conflicts) == (theirs, ())


def test_same_change_by_both_is_no_conflict():
    merge = merge_contents(BASE, write(context="New"), write(context="New"))

    assert (merge.content.context, merge.conflicts) == ("New", ())


def test_field_that_both_changed_is_named_and_holds_mine():
    merge = merge_contents(BASE, write(context="Theirs"), write(context="Mine", workload="Mine"))

    assert merge.conflicts == ("context",)
    assert (merge.content.context, merge.content.workload) == ("Mine", "Mine")
