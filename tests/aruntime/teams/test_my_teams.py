"""A person in several teams: the list of them, leaving one, renaming one."""

import pytest
from django.test import Client

from aruntime.teams.models import AuditEntry, Membership, Role, Team, User
from tests.factories import make_team

TEAM = "/account/teams/search-platform/"


def test_list_shows_each_team_with_role_and_library(as_author: Client, author: User, owner: User):
    speech = make_team("Speech", "speech")
    Membership.objects.create(team=speech, user=author, role=Role.REVIEWER)
    make_team("Vision", "vision")

    page = as_author.get("/account/teams/")

    assert "Reviewer" in page.text
    assert 'href="/teams/search-platform/records/"' in page.text
    assert 'href="/teams/speech/records/"' in page.text
    assert "Vision" not in page.text


def test_person_without_a_team_is_told_what_to_do(as_stranger: Client):
    assert "You are in no team." in as_stranger.get("/account/teams/").text


def test_number_of_queries_does_not_grow_with_the_teams(
    as_author: Client, author: User, django_assert_num_queries
):
    for number in range(9):
        Membership.objects.create(
            team=make_team(f"Team {number}", f"team-{number}"), user=author, role=Role.READER
        )

    # Session, person, memberships with their teams, and the teams of the navigation.
    with django_assert_num_queries(4):
        as_author.get("/account/teams/")


def test_member_leaves(as_reader: Client, reader: User, owner: User):
    assert "What you wrote stays" in as_reader.get(f"{TEAM}leave/").text

    page = as_reader.post(f"{TEAM}leave/", follow=True)

    assert "You have left Search platform." in page.text
    assert not reader.memberships.exists()
    assert as_reader.get(TEAM).status_code == 404


def test_last_owner_is_told_what_to_do_before_leaving(as_owner: Client, owner: User):
    page = as_owner.get(f"{TEAM}leave/")
    answer = as_owner.post(f"{TEAM}leave/")

    assert answer.status_code == 409
    for each in (page, answer):
        assert "You are the only owner, and a team needs one." in each.text
        assert "Leave Search platform</button>" not in each.text
    assert owner.memberships.exists()


def test_member_of_a_team_without_an_owner_can_leave(as_reader: Client, reader: User):
    as_reader.post(f"{TEAM}leave/")

    assert not reader.memberships.exists()


def test_owner_renames_the_team_and_its_addresses_stay(as_owner: Client, team: Team):
    page = as_owner.post(f"{TEAM}rename/", {"name": "Search and ranking"}, follow=True)

    assert "The team is called Search and ranking now." in page.text
    assert page.redirect_chain == [(TEAM, 302)]
    team.refresh_from_db()
    assert (team.name, team.slug) == ("Search and ranking", "search-platform")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Enter a name for the team"),
        ("x" * 81, "Enter a name of at most 80 characters"),
    ],
)
def test_rejected_name_says_how_to_mend_it(as_owner: Client, team: Team, name, message):
    answer = as_owner.post(f"{TEAM}rename/", {"name": name})

    assert answer.status_code == 422
    assert message in answer.text
    assert "Search platform</span>" in answer.text


def test_same_name_is_no_deed(as_owner: Client, team: Team):
    as_owner.post(f"{TEAM}rename/", {"name": team.name})

    assert not AuditEntry.objects.exists()
