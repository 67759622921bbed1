"""What all tests share: no network, plain static files, and people with roles."""

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from aruntime.teams.models import Role, Team, User
from tests.factories import make_member, make_team, make_user

# How long an example takes says something about the machine, not about the rule.
hypothesis_settings.register_profile(
    "project", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("project")


def pytest_configure() -> None:
    # Tests neither collect static files nor need a slow password hash.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture
def team(db: None) -> Team:
    return make_team()


@pytest.fixture
def owner(team: Team) -> User:
    return make_member(team, Role.OWNER, username="olga")


@pytest.fixture
def author(team: Team) -> User:
    return make_member(team, Role.AUTHOR, username="ana")


@pytest.fixture
def reviewer(team: Team) -> User:
    return make_member(team, Role.REVIEWER, username="remy")


@pytest.fixture
def reader(team: Team) -> User:
    return make_member(team, Role.READER, username="rita")


@pytest.fixture
def stranger(db: None) -> User:
    return make_user("sven")


@pytest.fixture
def maintainer(db: None) -> User:
    """A maintainer of the installation, who is in no team."""
    user = make_user("mia")
    user.is_maintainer = True
    user.save(update_fields=["is_maintainer"])
    return user


@pytest.fixture
def as_owner(owner: User) -> Client:
    return signed_in(owner)


@pytest.fixture
def as_reviewer(reviewer: User) -> Client:
    return signed_in(reviewer)


@pytest.fixture
def as_author(author: User) -> Client:
    return signed_in(author)


@pytest.fixture
def as_reader(reader: User) -> Client:
    return signed_in(reader)


@pytest.fixture
def as_stranger(stranger: User) -> Client:
    return signed_in(stranger)


@pytest.fixture
def as_maintainer(maintainer: User) -> Client:
    return signed_in(maintainer)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
