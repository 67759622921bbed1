"""A new account has a team of its own from its first moment."""

from aruntime.teams.membership import create_team
from aruntime.teams.models import Team, User

LONGEST_NAME = 70


def make_own_team(user: User) -> Team:
    """Make the team that a person starts with and owns."""
    name = str(user)[:LONGEST_NAME]
    return create_team(name=f"{name[:1].upper()}{name[1:]}'s team", owner=user)
