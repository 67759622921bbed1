"""The demo account: a person and a team to look around with, on this machine only."""

import os
import secrets
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from aruntime.teams.membership import add_member, make_team
from aruntime.teams.models import Membership, Role, Team, User

USER_NAME = "demo"
EMAIL = "demo@example.org"
TEAM_NAME = "Example team"
TEAM_SLUG = "example-team"


class NameTakenError(Exception):
    """Somebody else on this installation goes by the name of the demo account or its team."""


def open_demo(password: str) -> tuple[User, Team]:
    """Return the demo account, which has that password from now on, and its team.

    Both are made at the first call. Raises NameTakenError rather than touch what is not ours.
    """
    membership = _find_demo() or _make_demo()
    user = membership.user
    if not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    return user, membership.team


def close_demo() -> None:
    """Let nobody sign in as the demo account any more; what it stored stays."""
    if membership := _find_demo():
        membership.user.set_unusable_password()
        membership.user.save(update_fields=["password"])


def read_or_make_password(path: Path) -> str:
    """Return the demo password; at the first start make one that only the owner of the file reads.

    It is not written into the repository, so that no two installations share it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(12) + "\n")
    return path.read_text(encoding="ascii").strip()


def _find_demo() -> Membership | None:
    return (
        Membership.objects.select_related("user", "team")
        .filter(user__username=USER_NAME, team__slug=TEAM_SLUG)
        .first()
    )


@transaction.atomic
def _make_demo() -> Membership:
    people = User.objects.filter(Q(username=USER_NAME) | Q(email=EMAIL))
    if people.exists() or Team.objects.filter(slug=TEAM_SLUG).exists():
        raise NameTakenError(f"A user {USER_NAME} or a team {TEAM_NAME} is there already.")
    user = User.objects.create_user(USER_NAME, email=EMAIL)
    return add_member(make_team(TEAM_SLUG, name=TEAM_NAME, by=None), user, role=Role.OWNER, by=None)
