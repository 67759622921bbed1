"""What is missing, in sentences that say what to do."""

import pytest

from adr.reviews.approvals import Need, Reviewer, Vote, find_need, tally
from adr.reviews.wording import Lack, find_lacks, need_in_words

pytestmark = pytest.mark.pure

ANA = Reviewer("ana", is_owner=True, is_writer=True, label="Ana Ortega")
BEN = Reviewer("ben", label="Ben Okafor")
OLGA = Reviewer("olga", is_owner=True, label="Olga Petrova")

TWO_WITH_AN_OWNER = "2 approvals, one of them by an owner of the team, are needed"


def lacks(need: Need, *people: Reviewer, votes: tuple[Vote, ...] = (), level: int | None = 1):
    return find_lacks(tally(need, people, votes, 5), level)


def sentences(found: tuple[Lack, ...]) -> str:
    return " ".join(lack.sentence for lack in found)


@pytest.mark.parametrize(
    ("level", "sentence"),
    [
        (0, "1 approval is needed at consequence level 0."),
        (2, "2 approvals are needed at consequence level 2."),
        (3, f"{TWO_WITH_AN_OWNER} at consequence level 3."),
        (None, f"{TWO_WITH_AN_OWNER} because the consequence level is not set."),
    ],
)
def test_need_says_how_many_and_why(level, sentence):
    assert need_in_words(find_need(level), level) == sentence


def test_nothing_is_missing_when_there_are_enough():
    assert lacks(Need(1), ANA, BEN, votes=(Vote("ben", True, 5),)) == ()


def test_who_approved_and_who_could_is_named():
    votes = (Vote("ben", True, 5),)

    found = sentences(lacks(Need(3), BEN, OLGA, Reviewer("rob"), votes=votes))

    assert "1 is given, by Ben Okafor." in found
    assert "Could approve: Olga Petrova or rob." in found


def test_approval_of_the_own_text_is_explained():
    found = sentences(lacks(Need(1), ANA, BEN, votes=(Vote("ana", True, 5),)))

    assert "The approval of Ana Ortega does not count" in found


def test_stale_approval_leads_to_what_changed():
    found = lacks(Need(1), ANA, BEN, votes=(Vote("ben", True, 3, "Ben Okafor"),))

    stale = Lack("Ben Okafor approved revision 3, and the text has changed since.", 3)
    assert stale in found


def test_missing_owner_is_named():
    votes = (Vote("ben", True, 5), Vote("rob", True, 5))

    found = sentences(lacks(Need(2, True), BEN, Reviewer("rob"), OLGA, votes=votes, level=3))

    assert "none of them an owner" in found
    assert "Could approve: Olga Petrova." in found


def test_team_that_is_too_small_is_told_what_to_do():
    found = sentences(lacks(Need(2), ANA, level=2))

    assert "only 1 approval can be had" in found
    assert "add a member" in found


def test_request_for_changes_is_named_though_there_are_enough_approvals():
    votes = (Vote("ben", True, 5), Vote("rob", False, 4))

    found = sentences(lacks(Need(1), BEN, Reviewer("rob"), votes=votes))

    assert "rob requests changes, having read revision 4." in found
