"""Tokens of persons: what they open, until when, and the page that makes and revokes them."""

import re
from datetime import date, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aruntime.api.models import ApiToken
from aruntime.api.tokens import find_token, make_token, revoke_token
from aruntime.teams.models import User
from tests.aruntime.api.calling import Script

TODAY = date(2026, 11, 25)
PAGE = "/account/tokens/"


def make(person: User, **changes):
    values = {"name": "nightly", "may_write": False, "expires_on": None, **changes}
    return make_token(person=person, **values)


def test_token_is_found_by_its_text_and_stored_as_a_hash_only(author: User):
    token, text = make(author)

    assert find_token(text, today=TODAY) == token
    assert find_token(f"{text}x", today=TODAY) is None
    assert text not in str(ApiToken.objects.values().get())


def test_token_works_on_its_last_day_and_not_after(author: User):
    _, text = make(author, expires_on=TODAY)

    assert find_token(text, today=TODAY)
    assert find_token(text, today=TODAY + timedelta(days=1)) is None


def test_revoked_token_and_one_of_a_closed_account_open_nothing(author: User, owner: User):
    token, revoked = make(author)
    _, of_owner = make(owner)
    revoke_token(token)
    owner.is_active = False
    owner.save()

    assert find_token(revoked, today=TODAY) is None
    assert find_token(of_owner, today=TODAY) is None


def test_day_of_last_use_is_kept(author: User):
    token, text = make(author)

    find_token(text, today=TODAY)

    token.refresh_from_db()
    assert token.last_used_on == TODAY


def test_token_that_may_read_cannot_write(author: User, team):
    script = Script(author, may_write=False)

    assert script.get(f"/api/teams/{team.slug}/records").status_code == 200
    answer = script.post(f"/api/teams/{team.slug}/records", {"content": {"title": "X"}})
    assert answer.status_code == 403
    assert "may read only" in answer.json()["detail"]


def test_cookie_of_a_browser_opens_nothing(as_author: Client, team):
    answer = as_author.get(f"/api/teams/{team.slug}/records")

    assert answer.status_code == 401
    assert "Authorization: Bearer" in answer.json()["detail"]


def test_person_makes_a_token_that_is_shown_once(as_author: Client):
    answer = as_author.post(PAGE, {"name": "nightly", "access": "write", "expires_on": ""})

    [text] = re.findall(r'value="(aruntime_[^"]+)"', answer.content.decode())
    token = find_token(text, today=TODAY)
    assert token
    assert token.may_write
    assert text not in as_author.get(PAGE).content.decode()


def test_what_is_missing_is_said_and_what_was_typed_stays(as_author: Client):
    yesterday = timezone.localdate() - timedelta(days=1)

    answer = as_author.post(PAGE, {"name": "nightly", "expires_on": yesterday.isoformat()})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Select what the token may do" in page
    assert "Enter today or a later day" in page
    assert 'value="nightly"' in page
    assert not ApiToken.objects.exists()


def test_person_revokes_own_tokens_only(as_author: Client, author: User, owner: User):
    own, _ = make(author)
    other, _ = make(owner)

    as_author.post(reverse("tokens:revoke", args=[own.pk]))
    answer = as_author.post(reverse("tokens:revoke", args=[other.pk]))

    own.refresh_from_db()
    other.refresh_from_db()
    assert own.revoked_at
    assert answer.status_code == 404
    assert other.revoked_at is None
    assert "Revoked" in as_author.get(PAGE).content.decode()
