"""Who gets in where: every address of the site, opened by those who may and may not."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client

from aruntime.teams.models import Team, User
from tests.site_map import ADDRESSES, Access, Address, fill_site, named_routes

OK, ELSEWHERE, SIGN_IN = "opened", "led elsewhere", "told to sign in"
FORBIDDEN, HIDDEN = "forbidden with a reason", "not found"

# What somebody without an account, somebody of no team, and a reader of the team are answered.
ANSWERS = {
    Access.PUBLIC: (OK, OK, OK),
    Access.VISITOR: (OK, ELSEWHERE, ELSEWHERE),
    Access.LINK: (ELSEWHERE, ELSEWHERE, ELSEWHERE),
    Access.SIGN_OUT: (ELSEWHERE, OK, OK),
    Access.PERSON: (SIGN_IN, OK, OK),
    Access.ASSESSMENT: (HIDDEN, HIDDEN, OK),
    Access.ASSESSMENT_AUTHOR: (HIDDEN, HIDDEN, FORBIDDEN),
    Access.AUTHOR_OF_ASSESSMENT: (SIGN_IN, HIDDEN, FORBIDDEN),
    Access.MEMBER: (SIGN_IN, HIDDEN, OK),
    Access.AUTHOR: (SIGN_IN, HIDDEN, FORBIDDEN),
    Access.REVIEWER: (SIGN_IN, HIDDEN, FORBIDDEN),
    Access.OWNER: (SIGN_IN, HIDDEN, FORBIDDEN),
    Access.MAINTAINER: (SIGN_IN, HIDDEN, HIDDEN),
}


@pytest.fixture
def values(team: Team, owner: User) -> dict[str, Any]:
    return fill_site(team, owner)


@pytest.mark.pure
def test_every_named_route_is_classified():
    assert {address.name for address in ADDRESSES} == set(named_routes())


@pytest.mark.parametrize(
    ("place", "person"), enumerate(["client", "as_stranger", "as_reader"]), ids=str
)
def test_every_address_lets_in_whom_it_should(request, values, place: int, person: str):
    client: Client = request.getfixturevalue(person)

    wrong = {
        address.name: answer
        for address in ADDRESSES
        if (answer := describe(open_as(client, address, values))) != ANSWERS[address.access][place]
    }

    assert wrong == {}


def open_as(client: Client, address: Address, values: Mapping[str, Any]) -> Any:
    url = address.url(values)
    return client.post(url) if address.method == "post" else client.get(url)


def describe(response: Any) -> str:
    """Return what a response means to the person who gets it."""
    if response.status_code == HTTPStatus.FORBIDDEN and "role" in response.content.decode():
        return FORBIDDEN
    if response.status_code == HTTPStatus.FOUND:
        is_sign_in = response["Location"].startswith(resolve_url(settings.LOGIN_URL))
        return SIGN_IN if is_sign_in else ELSEWHERE
    words = {
        HTTPStatus.OK: OK,
        HTTPStatus.NOT_FOUND: HIDDEN,
        HTTPStatus.UNAUTHORIZED: SIGN_IN,
    }
    return words.get(HTTPStatus(response.status_code), str(response.status_code))
