"""Who gets in where: every address of the site, opened and sent to by those who may and may not."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.test import Client

from aruntime.teams.models import Team, User
from tests.conftest import signed_in
from tests.site_map import ADDRESSES, Access, Address, fill_site, named_routes

OK, ELSEWHERE, SIGN_IN = "opened", "led elsewhere", "told to sign in"
FORBIDDEN, HIDDEN = "forbidden with a reason", "not found"
TAKES_NO_FORM = "takes no form"

# The fixtures of those who try: nobody, a person of no team, the roles of the team, and a
# maintainer, who is in no team either.
PEOPLE = ("nobody", "stranger", "reader", "author", "reviewer", "owner", "maintainer")
ANSWERS = {
    Access.WRONG_KEY: (HIDDEN, *[HIDDEN] * 6),
    Access.PUBLIC: (OK, OK, OK, OK, OK, OK, OK),
    Access.VISITOR: (OK, *[ELSEWHERE] * 6),
    Access.LINK: (ELSEWHERE, *[ELSEWHERE] * 6),
    Access.SIGN_OUT: (ELSEWHERE, OK, OK, OK, OK, OK, OK),
    Access.PERSON: (SIGN_IN, OK, OK, OK, OK, OK, OK),
    Access.ASSESSMENT: (HIDDEN, HIDDEN, OK, OK, OK, OK, HIDDEN),
    Access.ASSESSMENT_AUTHOR: (HIDDEN, HIDDEN, FORBIDDEN, OK, OK, OK, HIDDEN),
    Access.AUTHOR_OF_ASSESSMENT: (SIGN_IN, HIDDEN, FORBIDDEN, OK, OK, OK, HIDDEN),
    Access.MEMBER: (SIGN_IN, HIDDEN, OK, OK, OK, OK, HIDDEN),
    Access.AUTHOR: (SIGN_IN, HIDDEN, FORBIDDEN, OK, OK, OK, HIDDEN),
    Access.REVIEWER: (SIGN_IN, HIDDEN, FORBIDDEN, FORBIDDEN, OK, OK, HIDDEN),
    Access.OWNER: (SIGN_IN, HIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, OK, HIDDEN),
    Access.MAINTAINER: (SIGN_IN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, OK),
    Access.WRITER: (SIGN_IN, HIDDEN, FORBIDDEN, HIDDEN, HIDDEN, OK, HIDDEN),
    Access.UPLOADER: (SIGN_IN, HIDDEN, FORBIDDEN, FORBIDDEN, HIDDEN, OK, HIDDEN),
    Access.PRIVATE: (SIGN_IN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, OK, HIDDEN),
}
# What a form that holds nothing is answered by an address that takes it from this person.
TAKEN = {OK, ELSEWHERE, "not understood", "to be mended", "refused as it stands"}


@pytest.fixture
def nobody() -> None:
    return None


@pytest.fixture
def values(team: Team, owner: User) -> dict[str, Any]:
    return fill_site(team, owner)


@pytest.mark.pure
def test_every_named_route_is_classified():
    assert {address.name for address in ADDRESSES} == set(named_routes())


@pytest.mark.parametrize("person", PEOPLE)
def test_every_address_lets_in_whom_it_should(request, values, person: str):
    who: User | None = request.getfixturevalue(person)
    place = PEOPLE.index(person)

    wrong = [
        f"{method} {address.name}: {answer}, not {' or '.join(sorted(expected))}"
        for address in ADDRESSES
        for method in ("get", "post")
        if (answer := ask(address, method, who, values))
        not in (expected := expect(address, method, place))
    ]

    assert not wrong, "\n".join(wrong)


def expect(address: Address, method: str, place: int) -> set[str]:
    """Return which answers of the address are right for the person in that place."""
    if method == "get":
        answer = ANSWERS[address.access][place]
        if address.method == "post":
            return {SIGN_IN, TAKES_NO_FORM}  # An act is not opened, by nobody.
        return {answer} if address.is_page or answer != OK else {OK, ELSEWHERE}
    answer = ANSWERS[address.send or address.access][place]
    right = TAKEN if answer in TAKEN else {answer}
    # A page without a form says so before it asks who is there.
    return right if address.method == "post" or address.send else right | {TAKES_NO_FORM}


def ask(address: Address, method: str, who: User | None, values: Mapping[str, Any]) -> str:
    """Return what the address answers, and leave everything as it was."""
    with undone():
        client = signed_in(who) if who else Client()
        response = getattr(client, method)(address.url(values))
        if response.streaming:
            response.getvalue()  # Read to its end, the file is closed.
        return describe(response)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


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
        HTTPStatus.METHOD_NOT_ALLOWED: TAKES_NO_FORM,
        HTTPStatus.BAD_REQUEST: "not understood",
        HTTPStatus.UNPROCESSABLE_ENTITY: "to be mended",
        HTTPStatus.CONFLICT: "refused as it stands",
    }
    return words.get(HTTPStatus(response.status_code), str(response.status_code))
