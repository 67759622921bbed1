"""What waits for one person, across all teams."""

from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from adr.records.models import Status
from adr.reviews.asking import set_reviewers
from adr.reviews.verdicts import withdraw_verdict
from adr.reviews.waiting import count_waiting
from aruntime.teams.models import Role
from tests.adr.records.factories import make_record_in
from tests.adr.reviews.deeds import accept, save_again
from tests.adr.reviews.factories import REQUEST_CHANGES, judge
from tests.factories import make_team


def waits(client: Client) -> str:
    return " ".join(unescape(strip_tags(client.get("/waiting/").content.decode())).split())


@pytest.fixture
def asked(record, author, rob):
    set_reviewers(record=record, reviewers=[rob], by=author)
    return record


def test_review_that_is_asked_for_waits(as_rob, asked):
    assert "1. Serve the assistant with vLLM Search platform, asked by ana No verdict yet" in waits(
        as_rob
    )


def test_review_that_is_given_waits_no_more(as_rob, asked, rob):
    judge(asked, rob)

    assert "No review is asked of you." in waits(as_rob)
    assert count_waiting(rob) == 0


def test_review_waits_again_once_the_text_has_changed(as_rob, asked, rob, author):
    judge(asked, rob)
    save_again(asked, author)

    assert "You read revision 1; it is now at 2" in waits(as_rob)


def test_review_waits_again_once_the_verdict_is_withdrawn(as_rob, asked, rob):
    judge(asked, rob)
    withdraw_verdict(record=asked, by=rob)

    assert "No verdict yet" in waits(as_rob)


@pytest.mark.parametrize("end", ["withdrawn", "accepted", "left the team"])
def test_review_that_is_no_longer_wanted_does_not_wait(as_rob, asked, author, rob, owner, end):
    if end == "withdrawn":
        set_reviewers(record=asked, reviewers=[], by=author)
    elif end == "accepted":
        accept(asked, owner)
    else:
        rob.memberships.all().delete()

    assert "No review is asked of you." in waits(as_rob)


def test_change_that_is_requested_waits_for_who_wrote_the_record(as_author, as_rob, record, rob):
    judge(record, rob, REQUEST_CHANGES)

    assert "1. Serve the assistant with vLLM Search platform rob, on revision 1" in waits(as_author)
    assert "Nobody requests changes" in waits(as_rob)


def test_change_waits_until_the_request_is_taken_back(as_author, record, rob, author):
    judge(record, rob, REQUEST_CHANGES)
    save_again(record, author)
    assert "rob, on revision 1; it is now at 2" in waits(as_author)

    judge(record, rob)
    assert "Nobody requests changes" in waits(as_author)


def test_start_page_counts_what_waits(as_author, as_rob, asked, rob):
    judge(asked, rob, REQUEST_CHANGES)

    assert "1 review or change waits for you" in as_author.get("/").content.decode()
    assert "wait for you" not in as_rob.get("/").content.decode()


def test_what_waits_in_every_team_takes_a_constant_number_of_queries(
    as_rob, rob, author, record, django_assert_max_num_queries
):
    for name in ("second", "third", "fourth"):
        team = make_team(name, name)
        team.memberships.create(user=rob, role=Role.REVIEWER)
        other = make_record_in(Status.PROPOSED, team, author)
        set_reviewers(record=other, reviewers=[rob], by=author)

    with django_assert_max_num_queries(5):
        shown = waits(as_rob)
    assert shown.count("asked by ana") == 3
