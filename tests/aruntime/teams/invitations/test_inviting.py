"""What an owner does: invite, look at the open ones, revoke."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from aruntime.teams.invitations.forms import MOST_LETTERS
from aruntime.teams.invitations.links import invitation_link, make_token
from aruntime.teams.models import AuditEntry, Invitation, Role, Team, User
from tests.aruntime.teams.invitations.factories import make_invitation
from tests.factories import make_member

OPEN_ONES = "/account/teams/search-platform/invitations/"
NEW = f"{OPEN_ONES}new/"
FORM = {"role": "author", "uses": "one", "email": "", "note": "", "days": "7"}


def test_owner_gets_a_link_that_holds_for_seven_days(as_owner: Client, owner: User):
    page = as_owner.post(NEW, FORM, follow=True)

    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.made_by) == (Role.AUTHOR, owner)
    assert invitation.expires_at - invitation.made_at == timedelta(days=7)
    assert "Author, for one person who has the link" in page.text
    assert f'value="{invitation_link(invitation)}"' in page.text
    assert mail.outbox == []


def test_link_is_an_address_of_this_site(team: Team, owner: User, settings):
    settings.SITE_URL = "https://aruntime.example.org"

    link = invitation_link(make_invitation(team, owner))

    assert re.fullmatch(
        r"https://aruntime\.example\.org/account/invitations/[\w-]{43}/", link, flags=re.ASCII
    )


def test_no_table_holds_the_token(team: Team, owner: User):
    invitation = make_invitation(team, owner)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM teams_invitation")
        stored = str(cursor.fetchall())

    assert invitation.token_hash in stored
    assert make_token(invitation) not in stored
    assert make_token(invitation) not in str(list(AuditEntry.objects.values()))


def test_every_link_is_another(team: Team, owner: User):
    assert make_token(make_invitation(team, owner)) != make_token(make_invitation(team, owner))


def test_invitation_to_an_address_is_sent_there(
    as_owner: Client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = as_owner.post(
            NEW, {**FORM, "email": "Bob@Example.org", "note": "We need you."}, follow=True
        )

    (letter,) = mail.outbox
    assert letter.to == ["bob@example.org"]
    assert letter.subject == "olga invites you to Search platform on ARuntime"
    assert "as author" in letter.body
    assert "We need you." in letter.body
    assert invitation_link(Invitation.objects.get()) in letter.body
    assert "sent to bob@example.org" in page.text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"role": ""}, "Select a role"),
        ({"uses": ""}, "Select who may use the link"),
        ({"email": "bob"}, "Enter an e-mail address in the form name@example.org"),
        ({"email": "Rita@example.org"}, "rita@example.org is in the team already"),
        ({"email": "twice@example.org"}, "twice@example.org has an open invitation already"),
        ({"note": "x" * 301}, "Enter a note of at most 300 characters"),
        ({"days": ""}, "Enter a number of days from 1 to 90"),
        ({"days": "0"}, "Enter a number of days from 1 to 90"),
        ({"days": "91"}, "Enter a number of days from 1 to 90"),
        ({"days": "soon"}, "Enter a whole number of days from 1 to 90"),
        (
            {"uses": "several", "email": "bob@example.org"},
            "an invitation to an address is for one person",
        ),
        ({"uses": "several", "role": "owner"}, "owners are invited one by one"),
    ],
)
def test_rejected_invitation_says_how_to_mend_it(
    as_owner: Client, team: Team, owner: User, reader: User, changes, message
):
    make_invitation(team, owner, email="twice@example.org")

    answer = as_owner.post(NEW, {**FORM, **changes})

    assert answer.status_code == 422
    assert message in answer.text
    assert Invitation.objects.count() == 1


def test_nobody_sends_mail_without_end(as_owner: Client, team: Team, owner: User):
    for number in range(MOST_LETTERS):
        make_invitation(team, owner, email=f"person-{number}@example.org")

    answer = as_owner.post(NEW, {**FORM, "email": "bob@example.org"})

    assert answer.status_code == 422
    assert "Wait an hour" in answer.text
    assert as_owner.post(NEW, FORM).status_code == 302


def test_revoked_invitation_leaves_the_list(as_owner: Client, team: Team, owner: User):
    invitation = make_invitation(team, owner, email="bob@example.org")

    page = as_owner.post(f"{OPEN_ONES}{invitation.pk}/revoke/", follow=True)

    assert "is revoked. Its link is dead." in page.text
    assert "Nobody is invited" in page.text


def test_revoking_twice_does_nothing_twice(as_owner: Client, team: Team, owner: User):
    invitation = make_invitation(team, owner)
    for _ in range(2):
        page = as_owner.post(f"{OPEN_ONES}{invitation.pk}/revoke/", follow=True)

    assert "was not open any more" in page.text
    assert AuditEntry.objects.filter(deed="invitation.revoked").count() == 1


def test_invitation_of_another_team_is_not_found(as_owner: Client, stranger: User):
    other = Team.objects.create(name="Speech", slug="speech")
    invitation = make_invitation(other, stranger)

    assert as_owner.post(f"{OPEN_ONES}{invitation.pk}/revoke/").status_code == 404
    assert Invitation.objects.open(timezone.now()).exists()


def test_only_an_owner_sees_the_links(as_author: Client, team: Team, owner: User):
    invitation = make_invitation(team, owner)

    answer = as_author.get(OPEN_ONES)

    assert answer.status_code == 403
    assert "This takes the role owner" in answer.text
    assert make_token(invitation) not in answer.text


def test_page_with_links_is_kept_nowhere(as_owner: Client):
    assert "no-store" in as_owner.get(OPEN_ONES)["Cache-Control"]


def test_link_made_under_another_secret_key_is_not_shown_but_works(
    as_owner: Client, client: Client, team: Team, owner: User, settings
):
    invitation = make_invitation(team, owner)
    link = f"/account/invitations/{make_token(invitation)}/"
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    assert "The link can no longer be shown" in as_owner.get(OPEN_ONES).text
    assert "Join Search platform" in client.get(link).text


@pytest.mark.parametrize("role", [Role.READER, Role.REVIEWER])
def test_links_of_somebody_who_is_an_owner_no_more_are_revoked(
    as_owner: Client, team: Team, owner: User, role
):
    other = make_member(team, Role.OWNER, username="otto")
    make_invitation(team, other, role=Role.OWNER)
    mine = make_invitation(team, owner)
    member = f"/account/teams/search-platform/members/{other.memberships.get().pk}/"

    as_owner.post(member, {"role": role})

    assert list(Invitation.objects.open(timezone.now())) == [mine]


def test_links_of_a_removed_owner_are_revoked(as_owner: Client, team: Team):
    other = make_member(team, Role.OWNER, username="otto")
    make_invitation(team, other)

    as_owner.post(f"/account/teams/search-platform/members/{other.memberships.get().pk}/remove/")

    assert not Invitation.objects.open(timezone.now()).exists()
    assert AuditEntry.objects.filter(deed="invitation.revoked").exists()


def test_owner_who_removes_a_member_is_reminded_of_open_links(
    as_owner: Client, team: Team, owner: User, reader: User
):
    member = f"/account/teams/search-platform/members/{reader.memberships.get().pk}/"
    make_invitation(team, owner, email="bob@example.org")
    assert "whoever knows the link" not in as_owner.get(member).text

    make_invitation(team, owner)

    assert "1 open invitation without an address lets in whoever" in as_owner.get(member).text


def test_number_of_queries_does_not_grow_with_the_list(
    as_owner: Client, team: Team, owner: User, django_assert_num_queries
):
    for _ in range(12):
        make_invitation(team, owner, for_several=True)

    # Session, person, membership with team, invitations, and the teams of the navigation.
    with django_assert_num_queries(5):
        as_owner.get(OPEN_ONES)
