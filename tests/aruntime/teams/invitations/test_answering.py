"""What whoever has the link does: look, accept, decline."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from aruntime.teams.membership import remove_member
from aruntime.teams.models import AuditEntry, Invitation, InvitationAnswer, Membership, Role, User
from tests.aruntime.teams.invitations.factories import make_invitation, make_link
from tests.conftest import signed_in
from tests.factories import make_user

ACCEPT, DECLINE = {"accept": "1"}, {"decline": "1"}


def test_link_tells_who_invites_to_what(client: Client, team, owner):
    page = client.get(make_link(team, owner, note="We need your eyes on the gateway."))

    assert page.status_code == 200
    assert "<h1>Join Search platform</h1>" in page.text
    assert "olga invites you to the team" in page.text
    assert "as <strong>author</strong>" in page.text
    assert "We need your eyes on the gateway." in page.text
    assert "no-store" in page["Cache-Control"]


def test_visitor_is_offered_to_sign_in_and_to_come_back(client: Client, team, owner):
    link = make_link(team, owner)

    assert f"/account/sign-in/?next={link}" in client.get(link).text
    assert f"/account/sign-up/?next={link}" in client.get(link).text
    assert client.post(link, ACCEPT).url == f"/account/sign-in/?next={link}"
    assert not InvitationAnswer.objects.exists()


def test_opening_the_link_joins_nobody(as_stranger: Client, stranger: User, team, owner):
    page = as_stranger.get(make_link(team, owner))

    assert "You are signed in as sven (sven@example.org)." in page.text
    assert not stranger.memberships.exists()


def test_accepting_gives_the_role(as_stranger: Client, stranger: User, team, owner):
    page = as_stranger.post(make_link(team, owner), ACCEPT, follow=True)

    membership = stranger.memberships.get()
    assert (membership.team, membership.role) == (team, Role.AUTHOR)
    assert "You are in Search platform now, as author." in page.text


def test_accepting_tells_the_inviter_once(
    as_stranger: Client, team, owner, django_capture_on_commit_callbacks
):
    link = make_link(team, owner)
    with django_capture_on_commit_callbacks(execute=True):
        as_stranger.post(link, ACCEPT)
        as_stranger.post(link, ACCEPT)

    (notice,) = mail.outbox
    assert notice.to == ["olga@example.org"]
    assert notice.subject == "sven has joined Search platform"
    assert "/account/teams/search-platform/" in notice.body


def test_accepting_twice_does_nothing_twice(as_stranger: Client, stranger: User, team, owner):
    link = make_link(team, owner, for_several=True)
    as_stranger.post(link, ACCEPT)

    page = as_stranger.post(link, ACCEPT)

    assert "You are in Search platform already" in page.text
    assert stranger.memberships.count() == 1
    assert AuditEntry.objects.filter(deed="invitation.accepted").count() == 1


def test_link_changes_nothing_for_a_member(as_reader: Client, reader: User, team, owner):
    link = make_link(team, owner, role=Role.OWNER)

    page = as_reader.post(link, ACCEPT)

    assert "Your role there is reader." in page.text
    assert reader.memberships.get().role == Role.READER
    as_reader.post(link, DECLINE)
    assert Invitation.objects.open(timezone.now()).exists()


def test_declining_ends_an_invitation_for_one(as_stranger: Client, stranger: User, team, owner):
    link = make_link(team, owner)

    page = as_stranger.post(link, DECLINE, follow=True)

    assert "You have declined the invitation to Search platform." in page.text
    assert not stranger.memberships.exists()
    assert as_stranger.get(link).status_code == 410
    assert "This invitation was declined" in as_stranger.post(link, ACCEPT).text


def test_link_for_several_lets_everybody_in_even_who_declined_first(team, owner):
    link = make_link(team, owner, for_several=True)
    ana, ben = make_user("ana"), make_user("ben")
    signed_in(ana).post(link, DECLINE)
    signed_in(ana).post(link, DECLINE)

    for person in (ana, ben):
        signed_in(person).post(link, ACCEPT)

    assert Membership.objects.filter(user__in=[ana, ben]).count() == 2
    assert AuditEntry.objects.filter(deed="invitation.declined").count() == 1


def test_link_for_one_is_used_up(as_stranger: Client, team, owner):
    link = make_link(team, owner)
    as_stranger.post(link, ACCEPT)

    answer = signed_in(make_user("ben")).post(link, ACCEPT)

    assert answer.status_code == 410
    assert "This invitation was used" in answer.text
    assert not Membership.objects.filter(user__username="ben").exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_expired_link_says_so(as_stranger: Client, stranger: User, team, owner, method):
    link = make_link(team, owner, now=timezone.now() - timedelta(days=8))

    answer = getattr(as_stranger, method)(link, ACCEPT)

    assert answer.status_code == 410
    assert "This invitation has expired" in answer.text
    assert not stranger.memberships.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_revoked_link_says_so(as_stranger: Client, stranger: User, team, owner, method):
    link = make_link(team, owner)
    Invitation.objects.update(revoked_at=timezone.now())

    answer = getattr(as_stranger, method)(link, ACCEPT)

    assert answer.status_code == 410
    assert "This invitation was revoked" in answer.text
    assert "Search platform" not in answer.text
    assert not stranger.memberships.exists()


def test_link_that_lost_a_part_says_so(client: Client, team, owner):
    link = make_link(team, owner)

    answer = client.get(f"{link[:-3]}/")

    assert answer.status_code == 404
    assert "A part of it may be missing" in answer.text


def test_invitation_to_an_address_is_for_this_account_only(
    as_stranger: Client, stranger: User, team, owner
):
    link = make_link(team, owner, email="bob@example.org")

    assert "Only the account with the address bob@example.org" in as_stranger.get(link).text
    answer = as_stranger.post(link, ACCEPT)
    assert answer.status_code == 403
    assert "You are\n    signed in as sven (sven@example.org)." in answer.text
    assert as_stranger.post(link, DECLINE).status_code == 403
    assert not stranger.memberships.exists()
    assert not InvitationAnswer.objects.exists()


def test_signing_out_leads_back_to_the_invitation(as_stranger: Client, team, owner):
    link = make_link(team, owner, email="bob@example.org")

    assert as_stranger.post("/account/sign-out/", {"next": link}).url == link


def test_account_with_the_address_accepts(as_stranger: Client, stranger: User, team, owner):
    as_stranger.post(make_link(team, owner, email="sven@example.org"), ACCEPT)

    assert stranger.memberships.get().role == Role.AUTHOR


def test_removed_member_does_not_come_back_by_the_same_link(
    as_stranger: Client, stranger: User, team, owner
):
    link = make_link(team, owner, for_several=True)
    as_stranger.post(link, ACCEPT)
    remove_member(stranger.memberships.get(), by=owner)

    answer = as_stranger.post(link, ACCEPT)

    assert answer.status_code == 410
    assert "it does not let the same person in twice" in " ".join(answer.text.split())
    assert not stranger.memberships.exists()


def test_answers_stand_in_the_audit_record(as_stranger: Client, stranger: User, team, owner):
    invitation = make_invitation(team, owner, email="sven@example.org")
    as_stranger.post(make_link(team, owner), DECLINE)

    made, _, declined = AuditEntry.objects.order_by("pk")
    assert (made.deed, made.by) == ("invitation.made", owner)
    assert made.subject == "Author, for sven@example.org"
    assert made.detail == {"expires_at": invitation.expires_at.isoformat(timespec="minutes")}
    assert (declined.deed, declined.by) == ("invitation.declined", stranger)
    assert declined.detail == {"invited_by": "olga"}
