"""What is done with a team stands in its audit record."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from aruntime.teams.models import AuditEntry, Role, Team, User
from tests.factories import make_member

TEAM = "/account/teams/search-platform/"


def entries() -> list[tuple[str, str, str, dict[str, str]]]:
    return [
        (entry.deed, str(entry.by or ""), entry.subject, entry.detail)
        for entry in AuditEntry.objects.order_by("pk")
    ]


def test_making_and_renaming(as_stranger: Client):
    as_stranger.post("/account/new-team/", {"name": "Speech"})
    as_stranger.post("/account/teams/speech/rename/", {"name": "Voice"})

    assert entries() == [
        ("team.made", "sven", "Speech", {}),
        ("team.renamed", "sven", "Voice", {"before": "Speech", "after": "Voice"}),
    ]
    assert {entry.url for entry in AuditEntry.objects.all()} == {"/account/teams/speech/"}


def test_team_that_comes_with_an_account(client: Client, db: None):
    twice = dict.fromkeys(("password1", "password2"), "a longer sentence")

    client.post("/account/sign-up/", {"email": "bob@example.org", **twice})

    assert entries() == [("team.made", "bob", "Bob's team", {})]


def test_adding_changing_and_removing(as_owner: Client, stranger: User):
    as_owner.post(f"{TEAM}members/new/", {"user": stranger.email, "role": "reader"})
    member = f"{TEAM}members/{stranger.memberships.get().pk}/"
    as_owner.post(member, {"role": "author"})
    as_owner.post(member, {"role": "author"})  # It is so already.
    as_owner.post(f"{member}remove/")

    assert entries() == [
        ("member.added", "olga", "sven", {"role": "reader"}),
        ("role.changed", "olga", "sven", {"before": "reader", "after": "author"}),
        ("member.removed", "olga", "sven", {"role": "author"}),
    ]


def test_leaving(as_reader: Client):
    as_reader.post(f"{TEAM}leave/")

    assert entries() == [("member.left", "rita", "rita", {"role": "reader"})]


def test_what_is_refused_leaves_no_entry(as_owner: Client, owner: User):
    as_owner.post(f"{TEAM}leave/")
    as_owner.post(f"{TEAM}members/{owner.memberships.get().pk}/", {"role": "reader"})

    assert entries() == []


def test_command_acts_as_no_person(db: None):
    arguments = {"team": "speech", "user": "ana@example.org"}
    call_command("add_member", "--create", role="author", **arguments)
    call_command("add_member", role="owner", **arguments)

    assert entries() == [
        ("team.made", "", "Speech", {}),
        ("member.added", "", "ana", {"role": "author"}),
        ("role.changed", "", "ana", {"before": "author", "after": "owner"}),
    ]


def test_command_leaves_no_team_without_an_owner(team: Team):
    make_member(team, Role.OWNER, username="olga")

    with pytest.raises(CommandError, match="Make another member an owner first"):
        call_command("add_member", team=team.slug, user="olga@example.org", role="reader")

    assert entries() == []
