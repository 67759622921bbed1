"""The command that lets a person change the reference facts."""

import pytest
from django.core.management import CommandError, call_command

from aruntime.teams.models import User

pytestmark = pytest.mark.django_db


def test_right_is_given_and_taken_back(stranger: User, capsys):
    call_command("set_maintainer", user=stranger.email.upper())
    stranger.refresh_from_db()
    assert stranger.is_maintainer

    call_command("set_maintainer", user=stranger.email, off=True)
    stranger.refresh_from_db()
    assert not stranger.is_maintainer


def test_new_account_is_no_maintainer(stranger: User):
    assert not stranger.is_maintainer


def test_unknown_address_is_named():
    with pytest.raises(CommandError, match=r"nobody@example\.org"):
        call_command("set_maintainer", user="nobody@example.org")
