from functools import cache

from django.http import HttpRequest

from adr.reviews.waiting import count_waiting
from aruntime.teams.models import User


def waiting_count(request: HttpRequest) -> dict[str, object]:
    """Give templates `waiting_count`; the queries run only on a page that uses it, and once."""

    @cache
    def count() -> int:
        person = getattr(request, "user", None)
        return count_waiting(person) if isinstance(person, User) else 0

    return {"waiting_count": count}
