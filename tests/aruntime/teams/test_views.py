import pytest
from django.test import Client

from aruntime.teams.models import Membership, Role, Team, User

TEAM = "/account/teams/search-platform/"
NEW_MEMBER = f"{TEAM}members/new/"


def member_url(user: User) -> str:
    return f"{TEAM}members/{user.memberships.get().pk}/"


def role_of(user: User) -> str:
    return user.memberships.get().role


def test_person_makes_a_team_and_owns_it(as_stranger: Client, stranger: User):
    answer = as_stranger.post("/account/new-team/", {"name": "Speech"}, follow=True)

    membership = stranger.memberships.get()
    assert (membership.team.slug, membership.role) == ("speech", Role.OWNER)
    assert "You are its owner" in answer.text


def test_team_of_a_taken_name_gets_an_address_of_its_own(as_stranger: Client, team: Team):
    as_stranger.post("/account/new-team/", {"name": team.name})

    assert Team.objects.filter(slug="search-platform-2").exists()


def test_team_without_a_name_is_refused(as_stranger: Client):
    answer = as_stranger.post("/account/new-team/", {"name": ""})

    assert answer.status_code == 422
    assert "Enter a name for the team" in answer.text
    assert not Team.objects.exists()


def test_member_sees_who_is_in_the_team(as_reader: Client, author: User):
    answer = as_reader.get(TEAM)

    assert "ana" in answer.text
    assert "Author" in answer.text
    assert "Add a member" not in answer.text


def test_owner_adds_a_person_with_a_role(as_owner: Client, stranger: User):
    answer = as_owner.post(NEW_MEMBER, {"user": "sven@example.org", "role": "author"}, follow=True)

    assert role_of(stranger) == Role.AUTHOR
    assert "sven is in the team now." in answer.text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"user": ""}, "Enter the e-mail address of the person to add"),
        ({"user": "sven"}, "Enter an e-mail address in the form name@example.org"),
        ({"user": "no@example.org"}, "Enter the e-mail address of a person with an account"),
        ({"user": "Olga@example.org"}, "olga is in the team already"),
        ({"role": ""}, "Select a role"),
    ],
)
def test_rejected_member_says_how_to_mend_it(as_owner: Client, stranger: User, changes, message):
    answer = as_owner.post(NEW_MEMBER, {"user": "sven@example.org", "role": "author", **changes})

    assert answer.status_code == 422
    assert message in answer.text
    assert not stranger.memberships.exists()


def test_owner_changes_a_role(as_owner: Client, reader: User):
    as_owner.post(member_url(reader), {"role": "reviewer"})

    assert role_of(reader) == Role.REVIEWER


def test_last_owner_stays_owner(as_owner: Client, owner: User):
    answer = as_owner.post(member_url(owner), {"role": "reader"})

    assert answer.status_code == 422
    assert "Make another member an owner first." in answer.text
    assert role_of(owner) == Role.OWNER


def test_owner_removes_a_member(as_owner: Client, reader: User):
    answer = as_owner.post(f"{member_url(reader)}remove/", follow=True)

    assert not reader.memberships.exists()
    assert "rita is no longer in Search platform." in answer.text


def test_last_owner_cannot_leave(as_owner: Client, owner: User):
    answer = as_owner.post(f"{member_url(owner)}remove/", follow=True)

    assert "Make another member an owner first." in answer.text
    assert role_of(owner) == Role.OWNER


def test_owner_leaves_when_another_owner_stays(as_owner: Client, owner: User, reader: User):
    Membership.objects.filter(user=reader).update(role=Role.OWNER)

    answer = as_owner.post(f"{member_url(owner)}remove/")

    assert answer.url == "/account/teams/"
    assert not owner.memberships.exists()


@pytest.mark.parametrize("path", ["", "members/new/", "members/{member}/"])
def test_team_does_not_exist_for_a_stranger(as_stranger: Client, reader: User, path):
    path = path.format(member=reader.memberships.get().pk)

    assert as_stranger.get(TEAM + path).status_code == 404


def test_stranger_cannot_remove_a_member(as_stranger: Client, reader: User):
    assert as_stranger.post(f"{member_url(reader)}remove/").status_code == 404
    assert reader.memberships.exists()


@pytest.mark.parametrize("path", ["members/new/", "members/{member}/"])
def test_only_an_owner_changes_the_team(as_author: Client, reader: User, path):
    answer = as_author.get(TEAM + path.format(member=reader.memberships.get().pk))

    assert answer.status_code == 403
    assert "This takes the role owner" in answer.text


def test_member_of_another_team_is_not_found(as_owner: Client, stranger: User):
    other = Team.objects.create(name="Speech", slug="speech")
    membership = Membership.objects.create(team=other, user=stranger, role=Role.READER)

    assert as_owner.get(f"{TEAM}members/{membership.pk}/").status_code == 404


def test_number_of_queries_does_not_grow_with_the_team(
    as_owner: Client, author: User, reader: User, django_assert_num_queries
):
    # Session, person, membership with team, members, and the teams of the navigation.
    with django_assert_num_queries(5):
        as_owner.get(TEAM)
