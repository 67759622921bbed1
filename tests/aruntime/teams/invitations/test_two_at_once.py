"""Several people use one link at the same moment, each with a database connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from aruntime.teams.invitations.answering import ClosedInvitationError, accept
from aruntime.teams.invitations.links import invitation_path
from aruntime.teams.models import AuditEntry, Invitation, Membership, Role, User
from tests.aruntime.teams.invitations.factories import make_invitation
from tests.factories import make_member, make_team, make_user

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # SQLite in memory, which the tests use, knows no waiting for a lock.
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs a database that waits"),
]


def at_once(deed, people):
    """Do the deed with each in threads that start together; return what each gave or raised."""
    start = Barrier(len(people))

    def run(person):
        start.wait()
        try:
            return deed(person)
        except ClosedInvitationError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(run, people))


def accept_at_once(invitation, people):
    return at_once(lambda person: accept(invitation, by=person, now=timezone.now()), people)


@pytest.fixture
def invitation():
    team = make_team()
    return make_invitation(team, make_member(team, Role.OWNER, username="olga"))


def test_link_for_one_lets_one_in(invitation):
    outcomes = accept_at_once(invitation, [make_user(name) for name in ("ana", "ben", "eve")])

    assert sum(isinstance(outcome, Membership) for outcome in outcomes) == 1
    assert Membership.objects.count() == 2


def test_button_pressed_twice_joins_once(invitation):
    ana = make_user("ana")

    accept_at_once(invitation, [ana, ana])

    assert ana.memberships.count() == 1
    assert AuditEntry.objects.filter(deed="invitation.accepted").count() == 1


def test_link_for_one_makes_one_account_where_sign_up_is_closed(invitation, settings):
    settings.SIGN_UP, settings.ACCOUNT_EMAIL_VERIFICATION = "closed", "mandatory"
    link = invitation_path(invitation)
    twice = dict.fromkeys(("password1", "password2"), "a longer sentence")

    def sign_up(name):
        data = {"email": f"{name}@example.org", "next": link, **twice}
        return Client().post("/account/sign-up/", data)

    answers = at_once(sign_up, ["ana", "ben", "eve"])

    assert User.objects.exclude(username="olga").count() == 1
    assert {answer.status_code for answer in answers} <= {302, 422}
    assert Invitation.objects.get().email == User.objects.exclude(username="olga").get().email
