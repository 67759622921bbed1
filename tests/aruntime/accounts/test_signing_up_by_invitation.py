"""An invitation lets its person sign up, also where sign-up is closed to everybody else."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from aruntime.teams.invitations.links import invitation_path
from aruntime.teams.models import Invitation, Role, Team, User
from tests.aruntime.teams.invitations.factories import make_invitation, make_link

PASSWORD = "a longer sentence"
SIGN_UP = "/account/sign-up/"


def sign_up(client: Client, link: str, email: str = "bob@example.org"):
    data = {"email": email, "password1": PASSWORD, "password2": PASSWORD, "next": link}
    return client.post(SIGN_UP, data)


@pytest.fixture
def closed(settings):
    settings.SIGN_UP = "closed"


@pytest.fixture
def mail_server(settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


def test_person_signs_up_and_comes_back_to_accept(client: Client, team: Team, owner: User):
    link = make_link(team, owner)

    page = client.get(SIGN_UP, {"next": link})
    assert "olga invites you to the team Search platform" in page.text
    assert sign_up(client, link).url == link
    client.post(link, {"accept": "1"})

    user = User.objects.get(email="bob@example.org")
    assert user.memberships.get(team=team).role == Role.AUTHOR
    assert user.memberships.count() == 2  # with the team of one's own


def test_address_of_the_invitation_stands_in_the_form(client: Client, team: Team, owner: User):
    page = client.get(SIGN_UP, {"next": make_link(team, owner, email="bob@example.org")})

    assert 'value="bob@example.org"' in page.text


def test_invitation_to_an_address_makes_no_account_with_another(
    client: Client, team: Team, owner: User
):
    answer = sign_up(client, make_link(team, owner, email="bob@example.org"), "eve@example.org")

    assert answer.status_code == 422
    assert "Enter bob@example.org: the invitation is for this address" in answer.text
    assert not User.objects.filter(email="eve@example.org").exists()


def test_case_of_the_address_does_not_matter(client: Client, team: Team, owner: User):
    link = make_link(team, owner, email="bob@example.org")

    assert sign_up(client, link, "Bob@Example.org").url == link


@pytest.mark.usefixtures("closed")
class TestWhereSignUpIsClosed:
    def test_invited_address_gets_in(self, client: Client, team: Team, owner: User):
        link = make_link(team, owner, email="bob@example.org")

        assert f"{SIGN_UP}?next={link}" in client.get(link).text
        assert "Sign up" in client.get("/account/sign-in/", {"next": link}).text
        assert sign_up(client, link).url == link
        client.post(link, {"accept": "1"})

        assert User.objects.get(email="bob@example.org").memberships.filter(team=team).exists()

    def test_nobody_takes_an_address_that_no_mail_and_no_owner_proves(
        self, client: Client, team: Team, owner: User
    ):
        """Whoever has the link could sign up as a colleague, and be added to another team."""
        link = make_link(team, owner, for_several=True)

        assert SIGN_UP not in client.get(link).text
        assert "Ask olga for\n    an invitation to your e-mail address" in client.get(link).text
        assert "Sign-up is closed" in sign_up(client, link, "boss@example.org").text
        assert User.objects.count() == 1

    def test_owner_is_told_that_an_address_is_needed(self, as_owner: Client):
        page = as_owner.get("/account/teams/search-platform/invitations/new/")

        assert "only by an invitation to an e-mail" in page.text

    @pytest.mark.usefixtures("mail_server")
    def test_link_without_an_address_serves_where_a_mail_proves_the_address(
        self, client: Client, team: Team, owner: User
    ):
        link = make_link(team, owner, for_several=True)

        sign_up(client, link)
        assert "_auth_user_id" not in client.session  # not before the address is confirmed
        confirm = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)
        assert confirm

        assert client.post(confirm[1]).url == link
        client.post(link, {"accept": "1"})
        assert User.objects.get(email="bob@example.org").memberships.filter(team=team).exists()

    @pytest.mark.usefixtures("mail_server")
    def test_link_for_one_makes_one_account(self, team: Team, owner: User):
        link = make_link(team, owner)
        sign_up(Client(), link)

        answer = sign_up(Client(), link, "eve@example.org")

        assert answer.status_code == 422
        assert "the invitation is for this address" in answer.text
        assert Invitation.objects.get().email == "bob@example.org"
        assert not User.objects.filter(email="eve@example.org").exists()

    @pytest.mark.parametrize("changes", [{"days": -1}, {"revoked": True}, {"token": "wrong"}])
    def test_link_that_is_not_open_lets_nobody_sign_up(
        self, client: Client, team: Team, owner: User, changes
    ):
        link = make_link(team, owner, email="bob@example.org", days=changes.get("days", 7))
        if "revoked" in changes:
            Invitation.objects.update(revoked_at=timezone.now())
        if "token" in changes:
            link = f"{link[:-4]}abc/"

        assert "Sign-up is closed" in client.get(SIGN_UP, {"next": link}).text
        assert "Sign-up is closed" in sign_up(client, link).text
        assert User.objects.count() == 1

    @pytest.mark.parametrize(
        "wanted",
        ["", "/", "/account/teams/search-platform/", "https://elsewhere.example{link}", "{link}x"],
    )
    def test_no_other_page_wanted_opens_it(self, client: Client, team: Team, owner: User, wanted):
        link = make_link(team, owner, email="bob@example.org")

        assert "Sign-up is closed" in sign_up(client, wanted.format(link=link)).text
        assert User.objects.count() == 1

    def test_used_invitation_makes_no_second_account(
        self, client: Client, team: Team, owner: User, stranger: User
    ):
        invitation = make_invitation(team, owner, email="bob@example.org")
        invitation.answers.create(user=stranger, accepted=True, at=timezone.now())

        assert "Sign-up is closed" in sign_up(client, invitation_path(invitation)).text
