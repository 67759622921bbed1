"""Who may triage: a maintainer of this installation, whatever the teams."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from aruntime.teams.models import User


def require_maintainer(user: User | AnonymousUser) -> User:
    """Return the maintainer; raise Http404 for anyone else, so that the pages stay unknown."""
    if not isinstance(user, User) or not user.is_maintainer:
        raise Http404("No such page.")
    return user
