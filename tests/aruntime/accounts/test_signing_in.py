import pytest
from django.test import Client

from aruntime.teams.models import User

EMAIL = "ana@example.org"
PASSWORD = "ana's password"
NO_MATCH = "Enter an e-mail address and a password that belong together"


def sign_in(client: Client, **changes: str):
    data = {"login": EMAIL, "password": PASSWORD, **changes}
    return client.post("/account/sign-in/", data)


def test_person_signs_in(client: Client, author: User):
    assert sign_in(client).url == "/"
    assert client.session["_auth_user_id"] == str(author.pk)


def test_case_of_the_address_does_not_matter(client: Client, author: User):
    assert sign_in(client, login="Ana@Example.org").url == "/"
    assert client.session["_auth_user_id"] == str(author.pk)


def test_user_name_is_no_way_in(client: Client, author: User):
    assert sign_in(client, login="ana").status_code == 422


def test_person_comes_back_to_the_page_wanted(client: Client, author: User):
    assert sign_in(client, next="/account/password/").url == "/account/password/"


def test_address_of_another_site_is_not_followed(client: Client, author: User):
    assert sign_in(client, next="https://elsewhere.example/").url == "/"


def test_page_wanted_is_kept_when_the_password_is_wrong(client: Client, author: User):
    answer = sign_in(client, password="wrong", next="/account/password/")

    assert answer.status_code == 422
    assert 'name="next" value="/account/password/"' in answer.text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"password": "wrong"}, NO_MATCH),
        ({"login": ""}, "Enter your e-mail address"),
        ({"login": "ana"}, "Enter an e-mail address in the form name@example.org"),
        ({"password": ""}, "Enter your password"),
    ],
)
def test_rejected_sign_in_says_how_to_mend_it(client: Client, author: User, changes, message):
    answer = sign_in(client, **changes)

    assert answer.status_code == 422
    assert "<title>Error: Sign in" in answer.text
    assert message in answer.text


def test_answer_does_not_tell_whether_the_address_has_an_account(client: Client, author: User):
    wrong = sign_in(client, password="wrong").text
    unknown = sign_in(client, login="bob@example.org", password="wrong").text

    assert NO_MATCH in wrong
    assert NO_MATCH in unknown


def test_guessing_at_one_account_is_stopped(client: Client, author: User):
    for _ in range(5):
        sign_in(client, password="wrong")

    answer = sign_in(client)

    assert answer.status_code == 422
    assert "Wait five minutes" in answer.text


def test_too_many_attempts_are_answered_in_the_look_of_the_site(client: Client, db: None):
    for number in range(30):
        sign_in(client, login=f"person-{number}@example.org", password="")

    answer = sign_in(client)

    assert answer.status_code == 429
    assert "<h1>Too many attempts</h1>" in answer.text
    assert 'class="site-header"' in answer.text


def test_account_that_is_switched_off_says_so(client: Client, author: User):
    author.is_active = False
    author.save()

    page = client.get(sign_in(client).url)

    assert "This account is switched off" in page.text
    assert "_auth_user_id" not in client.session


def test_sign_in_keeps_the_page_wanted_for_who_signs_up_instead(client: Client, db: None):
    page = client.get("/account/sign-in/?next=/account/password/")

    assert 'href="/account/sign-up/?next=%2Faccount%2Fpassword%2F"' in page.text


def test_signing_out_by_the_menu_takes_one_step(as_author: Client):
    assert as_author.post("/account/sign-out/").url == "/"
    assert "_auth_user_id" not in as_author.session


def test_opening_the_sign_out_page_asks_first(as_author: Client):
    page = as_author.get("/account/sign-out/")

    assert "<h1>Sign out</h1>" in page.text
    assert "_auth_user_id" in as_author.session


def test_part_of_a_page_says_that_the_person_is_signed_out(client: Client, db: None):
    answer = client.get("/account/password/", headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert "You are signed out." in answer.text
    assert "<html" not in answer.text
