import re

import pytest
from django.core import mail
from django.test import Client

from aruntime.teams.models import User

NEW = "a longer sentence"
TWICE = {"password1": NEW, "password2": NEW}


def ask_for_link(client: Client, email: str):
    return client.post("/account/password/reset/", {"email": email}, follow=True)


def link_in_mail() -> str:
    found = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)
    assert found
    return found[1]


def test_person_changes_the_password_and_stays_signed_in(as_author: Client, author: User):
    answer = as_author.post(
        "/account/password/", {"oldpassword": "ana's password", **TWICE}, follow=True
    )

    author.refresh_from_db()
    assert author.check_password(NEW)
    assert "Your password is changed." in answer.text
    assert "ana" in answer.text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"oldpassword": "wrong"}, "Enter your present password: this is another one"),
        ({"oldpassword": ""}, "Enter your present password"),
        ({"password1": "12345678", "password2": "12345678"}, "entirely numeric"),
        ({"password2": "another"}, "same password each time"),
    ],
)
def test_rejected_change_says_how_to_mend_it(as_author: Client, author: User, changes, message):
    data = {"oldpassword": "ana's password", **TWICE, **changes}

    answer = as_author.post("/account/password/", data)

    author.refresh_from_db()
    assert answer.status_code == 422
    assert message in answer.text
    assert author.check_password("ana's password")


def test_password_page_asks_a_visitor_to_sign_in(client: Client, db: None):
    answer = client.get("/account/password/")

    assert answer.url == "/account/sign-in/?next=/account/password/"


def test_link_in_the_mail_leads_to_a_new_password(client: Client, author: User):
    ask_for_link(client, "Ana@example.org")

    form = client.get(link_in_mail(), follow=True)
    done = client.post(form.request["PATH_INFO"], TWICE, follow=True)

    author.refresh_from_db()
    assert mail.outbox[0].to == ["ana@example.org"]
    assert "Your password is changed" in done.text
    assert author.check_password(NEW)


def test_link_works_once(client: Client, author: User):
    ask_for_link(client, author.email)
    form = client.get(link_in_mail(), follow=True)
    client.post(form.request["PATH_INFO"], TWICE)

    again = Client().get(link_in_mail(), follow=True)

    assert "This link is no longer valid" in again.text


def test_rejected_new_password_says_how_to_mend_it(client: Client, author: User):
    ask_for_link(client, author.email)
    form = client.get(link_in_mail(), follow=True)

    answer = client.post(form.request["PATH_INFO"], {"password1": "", "password2": ""})

    assert answer.status_code == 422
    assert "Enter a password" in answer.text


def test_page_does_not_tell_whether_the_address_has_an_account(client: Client, author: User):
    known = ask_for_link(client, author.email)
    unknown = ask_for_link(client, "bob@example.org")

    assert known.redirect_chain == unknown.redirect_chain
    assert "If the address that you gave has an account" in unknown.text
    assert [message.to for message in mail.outbox] == [[author.email]]


def test_address_that_is_none_is_refused(client: Client, db: None):
    answer = client.post("/account/password/reset/", {"email": "ana"})

    assert answer.status_code == 422
    assert "in the form name@example.org" in answer.text


def test_links_are_sent_only_so_often(client: Client, author: User):
    for _ in range(5):
        ask_for_link(client, author.email)

    answer = ask_for_link(client, author.email)

    assert answer.status_code == 429
    assert "Too many attempts" in answer.text
    assert len(mail.outbox) == 5
