"""A proposed record of Ana's, and people who may review it."""

import pytest
from django.test import Client

from adr.records.models import Record, Status
from aruntime.teams.models import Role, Team, User
from tests.adr.records.factories import make_record_in
from tests.conftest import signed_in
from tests.factories import make_member


@pytest.fixture
def rob(team: Team) -> User:
    return make_member(team, Role.REVIEWER, username="rob")


@pytest.fixture
def as_rob(rob: User) -> Client:
    return signed_in(rob)


@pytest.fixture
def record(team: Team, author: User) -> Record:
    """At consequence level 1, so that one approval is needed."""
    return make_record_in(Status.PROPOSED, team, author)


@pytest.fixture
def ben(team: Team) -> User:
    """An author who did not write the record."""
    return make_member(team, Role.AUTHOR, username="ben")
