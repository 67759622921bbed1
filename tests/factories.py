"""Plain functions that make what a test needs, with good defaults."""

from aruntime.teams.models import Membership, Role, Team, User


def make_team(name: str = "Search platform", slug: str = "search-platform") -> Team:
    return Team.objects.create(name=name, slug=slug)


def make_user(username: str) -> User:
    return User.objects.create_user(
        username, email=f"{username}@example.org", password=f"{username}'s password"
    )


def make_member(team: Team, role: Role, *, username: str) -> User:
    user = make_user(username)
    Membership.objects.create(team=team, user=user, role=role)
    return user
