from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from aruntime.teams.models import Team


def current_teams(request: HttpRequest) -> dict[str, object]:
    """Give templates `my_teams`; the query runs only on a page that uses it."""

    def load() -> list[Team]:
        user = getattr(request, "user", None)
        return list(Team.objects.of(user)) if user and user.is_authenticated else []

    return {"my_teams": SimpleLazyObject(load)}
