from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from aruntime.teams.models import Role, Team, User

SVEN = "sven@example.org"


def add_member(
    *flags: str, team: str = "search-platform", role: str = "author", user: str = SVEN
) -> str:
    out = StringIO()
    call_command("add_member", *flags, team=team, user=user, role=role, stdout=out)
    return out.getvalue()


def test_person_joins_a_team(team: Team, stranger: User):
    assert add_member() == f"{SVEN} joined search-platform as author.\n"
    assert stranger.memberships.get().role == Role.AUTHOR


def test_running_it_again_changes_the_role_only(team: Team, stranger: User):
    add_member()

    assert add_member(role="owner") == f"{SVEN} is in search-platform as owner.\n"
    assert stranger.memberships.get().role == Role.OWNER


@pytest.mark.parametrize("team_slug", ["search-platform", "speech"])
def test_what_is_missing_is_named(team: Team, team_slug):
    with pytest.raises(CommandError, match="Make it with --create"):
        add_member(team=team_slug)


def test_missing_account_and_team_are_made_on_request(db: None):
    said = add_member("--create", team="speech-lab")

    password = said.split(" is ")[1].split()[0]
    assert User.objects.get(email=SVEN).check_password(password)
    assert Team.objects.get(slug="speech-lab").name == "Speech lab"


def test_password_of_an_existing_account_stays(team: Team, stranger: User):
    assert "password" not in add_member("--create")
    assert User.objects.get(email=SVEN).check_password("sven's password")


def test_address_in_upper_case_is_the_same_account(team: Team, stranger: User):
    add_member(user="Sven@Example.org")

    assert stranger.memberships.get().team == team


def test_account_needs_an_address(team: Team):
    with pytest.raises(CommandError, match="not an e-mail address"):
        add_member("--create", user="sven")
