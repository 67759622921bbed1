"""A form that is sent when its sender is no longer signed in loses nothing."""

import json
import re
from html import unescape

import pytest
from django.test import Client

from adr.records.models import Record
from tests.adr.records.factories import make_record

SECTION = "/teams/search-platform/records/1/edit/workload/"
TYPED = {"workload": "A thousand requests", "revision": "1", "and-next": "1"}
SIGN_IN = {"login": "ana@example.org", "password": "ana's password"}


@pytest.fixture
def record(team, author) -> Record:
    return make_record(team, author)


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return unescape(found[1])


def test_text_goes_through_the_sign_in_and_is_stored_when_it_is_sent_again(
    client: Client, record: Record
):
    asked = client.post(SECTION, TYPED)
    assert asked.status_code == 401
    assert '<pre tabindex="0">A thousand requests</pre>' in asked.text
    carried = {"kept": field(asked.text, "kept"), "next": field(asked.text, "next")}

    wrong = client.post("/account/sign-in/", {**SIGN_IN, **carried, "password": "wrong"})
    assert wrong.status_code == 422
    assert json.loads(field(wrong.text, "kept")) == json.loads(carried["kept"])

    back = client.post("/account/sign-in/", {**SIGN_IN, **carried})
    assert f'action="{SECTION}"' in back.text
    client.post(SECTION, dict(json.loads(carried["kept"])))

    record.refresh_from_db()
    assert record.workload == "A thousand requests"


def test_who_signed_in_in_another_tab_meanwhile_gets_the_text_back(as_author: Client, record):
    carried = {"kept": json.dumps(list(TYPED.items())), "next": SECTION}

    back = as_author.post("/account/sign-in/", {**SIGN_IN, **carried})

    assert f'action="{SECTION}"' in back.text
    assert "A thousand requests" in back.text


def test_text_does_not_go_to_another_site(as_author: Client, record):
    carried = {"kept": json.dumps(list(TYPED.items())), "next": "https://elsewhere.example/"}

    assert 'action="/"' in as_author.post("/account/sign-in/", carried).text


def test_password_never_stands_on_a_page(client: Client):
    answer = client.post("/account/password/", {"oldpassword": "secret words", "password1": "x"})

    assert answer.status_code == 302
    assert "secret" not in answer.text


def test_what_is_no_list_of_fields_is_nothing(as_author: Client):
    for kept in ("{}", "[1]", "no", "[[1, 2, 3]]"):
        answer = as_author.post("/account/sign-in/", {"kept": kept, "next": "/guide/"})

        assert answer.status_code == 200
        assert "<textarea" not in answer.text


@pytest.fixture
def strict(author) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(author)
    return client


def test_form_whose_token_is_no_longer_good_is_handed_back(strict: Client, record):
    answer = strict.post(SECTION, TYPED, headers={"Origin": "http://testserver"})

    assert answer.status_code == 403
    assert "A thousand requests" in answer.text
    assert f'action="{SECTION}"' in answer.text


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://elsewhere.example"}])
def test_form_that_another_site_may_have_sent_is_not_shown(strict, record, headers):
    answer = strict.post(SECTION, TYPED, headers=headers)

    assert answer.status_code == 403
    assert "A thousand requests" not in answer.text
