"""Plain functions that make what a test needs, with good defaults."""

from aruntime.teams.models import Membership, Role, Team, User


def make_team(name: str = "Search platform", slug: str = "search-platform") -> Team:
    return Team.objects.create(name=name, slug=slug)


def make_member(team: Team, role: Role, *, username: str) -> User:
    user = User.objects.create_user(username, password=f"{username}'s password")
    Membership.objects.create(team=team, user=user, role=role)
    return user
