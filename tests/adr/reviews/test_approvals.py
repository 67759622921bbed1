"""Who can let a record pass, and who cannot."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr.reviews.approvals import LEAST, Need, Reviewer, Tally, Vote, find_need, tally

pytestmark = pytest.mark.pure

NOW = 4
ANA = Reviewer("ana", is_owner=True, is_writer=True)
BEN = Reviewer("ben")
CLEO = Reviewer("cleo")
OLGA = Reviewer("olga", is_owner=True)


def approve(*names: str, revision: int = NOW) -> list[Vote]:
    return [Vote(name, approves=True, revision=revision) for name in names]


def count(need: Need, *people: Reviewer, votes: list[Vote]) -> Tally:
    return tally(need, people, votes, NOW)


def counted(result: Tally) -> set[str]:
    return {person.name for person in result.counted}


@pytest.mark.parametrize(
    ("level", "need"),
    [
        (0, Need(1)),
        (1, Need(1)),
        (2, Need(2)),
        (3, Need(2, by_owner=True)),
        (None, Need(2, by_owner=True)),
    ],
)
def test_need_follows_the_consequence_level(level, need):
    assert find_need(level) == need


@given(st.none() | st.integers(0, 3), st.tuples(*[st.integers(0, 9)] * 4))
def test_team_can_ask_for_more_and_never_for_fewer(level, asked_for):
    assert find_need(level, asked_for).count >= find_need(level).count
    if level is not None:
        assert find_need(level, asked_for).count == max(LEAST[level], asked_for[level])


def test_approval_of_an_earlier_revision_is_stale():
    result = count(Need(1), ANA, BEN, votes=approve("ben", revision=3))

    assert not result.is_enough
    assert [vote.name for vote in result.stale] == ["ben"]


def test_approval_of_ones_own_text_does_not_count_where_another_can_review():
    result = count(Need(1), ANA, BEN, votes=approve("ana"))

    assert not result.is_enough
    assert result.not_counted == (ANA,)
    assert result.could_approve == (BEN,)


def test_owner_who_is_alone_approves_the_own_text_and_it_is_said():
    result = count(Need(1), ANA, votes=approve("ana"))

    assert result.is_enough
    assert result.own == (ANA,)


def test_reviewer_does_not_approve_the_own_text_even_where_nobody_else_can():
    writer = replace(BEN, is_writer=True)

    assert not count(Need(1), writer, votes=approve("ben")).is_enough


def test_team_of_one_person_never_gives_two_approvals():
    result = count(Need(2), ANA, votes=approve("ana"))

    assert (result.missing, result.most) == (1, 1)


def test_team_of_two_gives_two_approvals_one_of_them_of_the_writer():
    assert not count(Need(2), ANA, BEN, votes=approve("ana")).is_enough
    assert not count(Need(2), ANA, BEN, votes=approve("ben")).is_enough

    both = count(Need(2), ANA, BEN, votes=approve("ana", "ben"))
    assert both.is_enough
    assert both.own == (ANA,)


def test_critical_record_needs_an_owner():
    need = Need(2, by_owner=True)
    without = count(need, BEN, CLEO, OLGA, votes=approve("ben", "cleo"))

    assert without.owner_is_missing
    assert without.could_approve == (OLGA,)
    assert count(need, BEN, CLEO, OLGA, votes=approve("ben", "olga")).is_enough


def test_only_owner_may_fill_the_place_of_an_owner_for_the_own_text():
    need = Need(2, by_owner=True)

    assert not count(need, ANA, BEN, CLEO, votes=approve("ben", "cleo")).is_enough
    assert count(need, ANA, BEN, CLEO, votes=approve("ben", "ana")).is_enough
    assert not count(need, ANA, BEN, OLGA, votes=approve("ben", "ana")).is_enough


def test_vote_of_somebody_who_may_not_review_does_not_count():
    assert not count(Need(1), ANA, BEN, votes=approve("rita")).is_enough


def test_request_for_changes_stands_whatever_was_saved_since():
    result = count(Need(1), ANA, BEN, votes=[Vote("ben", approves=False, revision=1)])

    assert [vote.name for vote in result.requests] == ["ben"]


needs = st.builds(Need, st.integers(1, 4), st.booleans())
teams = st.lists(
    st.builds(Reviewer, st.sampled_from("abcdef"), st.booleans(), st.booleans()),
    unique_by=lambda person: person.name,
)
ballots = st.lists(
    st.builds(Vote, st.sampled_from("abcdefg"), st.booleans(), st.integers(NOW - 1, NOW)),
    unique_by=lambda vote: vote.name,
)


@given(needs, teams, ballots)
def test_enough_means_as_many_different_people_as_are_needed(need, team, votes):
    result = tally(need, team, votes, NOW)

    if result.is_enough:
        assert len(counted(result)) >= need.count
        assert not need.by_owner or any(person.is_owner for person in result.counted)


@given(needs, teams, ballots)
def test_only_approvals_of_the_present_revision_count(need, team, votes):
    result = tally(need, team, votes, NOW)

    assert counted(result) <= {v.name for v in votes if v.approves and v.revision == NOW}
    assert result.counted == tally(need, team, [v for v in votes if v.revision == NOW], NOW).counted


@given(needs, teams, ballots)
def test_own_approval_fills_only_a_place_that_nobody_else_could(need, team, votes):
    others = [person for person in team if not person.is_writer]
    could_do_without = len(others) >= need.count and (
        not need.by_owner or any(person.is_owner for person in others)
    )

    result = tally(need, team, votes, NOW)

    assert all(person.is_owner for person in result.own)
    if could_do_without:
        assert result.own == ()


@given(needs, teams, ballots, st.sampled_from("abcdef"))
def test_one_more_approval_never_makes_it_too_few(need, team, votes, name):
    more = [*[vote for vote in votes if vote.name != name], *approve(name)]

    if tally(need, team, votes, NOW).is_enough:
        assert tally(need, team, more, NOW).is_enough


@given(needs, teams, ballots)
def test_who_could_approve_brings_it_nearer(need, team, votes):
    result = tally(need, team, votes, NOW)

    for person in result.could_approve:
        rest = [vote for vote in votes if vote.name != person.name]
        after = tally(need, team, [*rest, *approve(person.name)], NOW)
        assert person.name in counted(after)


@given(needs, teams)
def test_where_everybody_approves_it_is_enough_or_the_team_is_too_small(need, team):
    everybody = tally(need, team, approve(*(person.name for person in team)), NOW)
    eligible = [person for person in team if person.is_owner or not person.is_writer]
    has_owner = any(person.is_owner for person in team)

    if len(eligible) >= need.count and has_owner:
        assert everybody.is_enough
    assert everybody.most == len(everybody.counted)
