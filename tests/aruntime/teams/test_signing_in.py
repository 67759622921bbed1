import pytest
from django.test import Client

from aruntime.teams.models import User

PASSWORD = "ana's password"


def sign_in(client: Client, **changes: str):
    data = {"username": "ana", "password": PASSWORD, **changes}
    return client.post("/account/sign-in/", data)


def test_person_signs_in(client: Client, author: User):
    assert sign_in(client).url == "/"
    assert client.session["_auth_user_id"] == str(author.pk)


def test_person_comes_back_to_the_page_wanted(client: Client, author: User):
    assert sign_in(client, next="/account/password/").url == "/account/password/"


def test_address_of_another_site_is_not_followed(client: Client, author: User):
    assert sign_in(client, next="https://example.org/").url == "/"


def test_page_wanted_is_kept_when_the_password_is_wrong(client: Client, author: User):
    answer = sign_in(client, password="wrong", next="/account/password/")

    assert answer.status_code == 422
    assert 'name="next" value="/account/password/"' in answer.text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"password": "wrong"}, "Enter a user name and a password that belong together"),
        ({"username": ""}, "Enter your user name"),
        ({"password": ""}, "Enter your password"),
    ],
)
def test_rejected_sign_in_says_how_to_mend_it(client: Client, author: User, changes, message):
    answer = sign_in(client, **changes)

    assert answer.status_code == 422
    assert "<title>Error: Sign in" in answer.text
    assert message in answer.text


def test_signing_out_takes_a_post(as_author: Client):
    assert as_author.get("/account/sign-out/").status_code == 405
    assert as_author.post("/account/sign-out/").url == "/"
    assert "_auth_user_id" not in as_author.session


def test_person_changes_the_password_and_stays_signed_in(as_author: Client, author: User):
    new = "a longer sentence"

    answer = as_author.post(
        "/account/password/",
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
        follow=True,
    )

    author.refresh_from_db()
    assert author.check_password(new)
    assert "Your password is changed." in answer.text
    assert "ana" in answer.text


def test_wrong_present_password_changes_nothing(as_author: Client, author: User):
    answer = as_author.post(
        "/account/password/",
        {"old_password": "wrong", "new_password1": "n3w password", "new_password2": "n3w password"},
    )

    author.refresh_from_db()
    assert answer.status_code == 422
    assert author.check_password(PASSWORD)


def test_password_page_asks_a_visitor_to_sign_in(client: Client, db: None):
    answer = client.get("/account/password/")

    assert answer.url == "/account/sign-in/?next=/account/password/"


def test_part_of_a_page_says_that_the_person_is_signed_out(client: Client, db: None):
    answer = client.get("/account/password/", headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert "You are signed out." in answer.text
    assert "<html" not in answer.text
