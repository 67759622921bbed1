import re

import pytest
from django.core import mail
from django.db import IntegrityError
from django.test import Client

from aruntime.teams.models import Role, Team, User

PASSWORD = "a longer sentence"


def sign_up(client: Client, **changes: str):
    data = {
        "email": "bob@example.org",
        "password1": PASSWORD,
        "password2": PASSWORD,
        **changes,
    }
    return client.post("/account/sign-up/", data)


@pytest.fixture
def mail_server(settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"


def test_new_account_owns_a_team(client: Client, db: None):
    answer = sign_up(client)

    membership = User.objects.get(email="bob@example.org").memberships.get()
    assert answer.url == "/"
    assert (membership.team.name, membership.team.slug) == ("Bob's team", "bobs-team")
    assert membership.role == Role.OWNER


def test_team_of_a_taken_name_gets_an_address_of_its_own(client: Client, db: None):
    Team.objects.create(name="Bob's team", slug="bobs-team")

    sign_up(client)

    assert User.objects.get().memberships.get().team.slug == "bobs-team-2"


def test_name_is_made_from_the_address_and_is_unique(client: Client, author: User):
    sign_up(client, email="ana@elsewhere.example")

    user = User.objects.get(email="ana@elsewhere.example")
    assert user.username.startswith("ana")
    assert user.username != "ana"


def test_page_wanted_is_opened_after_signing_up(client: Client, db: None):
    assert sign_up(client, next="/account/password/").url == "/account/password/"


def test_address_is_stored_in_lower_case(client: Client, db: None):
    sign_up(client, email="Bob@Example.ORG")

    assert User.objects.get().email == "bob@example.org"


def test_other_case_is_the_same_address(client: Client, author: User):
    answer = sign_up(client, email="ANA@example.org")

    assert answer.status_code == 422
    assert "this one has an account already" in answer.text
    assert User.objects.count() == 1


def test_database_refuses_an_address_in_upper_case(db: None):
    with pytest.raises(IntegrityError):
        User.objects.create_user("bob", email="Bob@example.org")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"email": ""}, "Enter your e-mail address"),
        ({"email": "bob"}, "Enter an e-mail address in the form name@example.org"),
        ({"password1": "", "password2": ""}, "Enter a password"),
        ({"password1": "bob@example.org", "password2": "bob@example.org"}, "too similar"),
        ({"password2": "another"}, "same password each time"),
    ],
)
def test_rejected_sign_up_says_how_to_mend_it(client: Client, db: None, changes, message):
    answer = sign_up(client, **changes)

    assert answer.status_code == 422
    assert "<title>Error: Sign up" in answer.text
    assert message in answer.text
    assert not User.objects.exists()
    assert not Team.objects.exists()


def test_closed_sign_up_says_so(client: Client, db: None, settings):
    settings.SIGN_UP = "closed"

    assert "Sign-up is closed" in client.get("/account/sign-up/").text
    assert "Sign-up is closed" in sign_up(client).text
    assert "/account/sign-up/" not in client.get("/account/sign-in/").text
    assert not User.objects.exists()


def test_new_account_waits_for_its_address_where_mail_is_sent(client: Client, db, mail_server):
    page = client.get(sign_up(client).url)

    assert "A link was sent to the address that you gave." in page.text
    assert "_auth_user_id" not in client.session


def test_link_in_the_mail_confirms_the_address_and_signs_in(client: Client, db, mail_server):
    sign_up(client, next="/account/password/")
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)
    assert link

    assert "bob@example.org" in client.get(link[1]).text
    answer = client.post(link[1])

    assert answer.url == "/account/password/"
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


def test_wrong_link_says_what_to_do(client: Client, db: None):
    assert "This link is no longer valid" in client.get("/account/confirm/no-such-key/").text


def test_taken_address_is_told_by_mail_only_where_mail_is_sent(
    client: Client, author: User, mail_server
):
    page = client.get(sign_up(client, email=author.email).url)

    assert "A link was sent to the address that you gave." in page.text
    assert mail.outbox[0].subject == "You have an account on ARuntime already"
    assert User.objects.count() == 1
