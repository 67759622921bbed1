"""What the operations of all subjects share: refusals, and lists in pages."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from ninja import Field, Schema
from ninja.pagination import LimitOffsetPagination

MOST_ITEMS = 200
# Further than any list here reaches; SQLite cannot count beyond 63 bits.
LAST_OFFSET = 10_000_000


class Refused(Exception):  # noqa: N818 (a refusal is an answer, not a fault)
    """The request is understood and not carried out; the sentence says why."""

    def __init__(
        self, sentence: str, *, status: int = 409, mistakes: Iterable[tuple[str, str]] = ()
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
        self.mistakes = tuple(mistakes)


class Mistake(Schema):
    place: str
    message: str


class Refusal(Schema):
    """What every answer with a status of 400 or more holds."""

    detail: str
    mistakes: list[Mistake] = []


REFUSALS = {401: Refusal, 403: Refusal, 404: Refusal, 422: Refusal}


class Pages(LimitOffsetPagination):
    """`?limit=50&offset=100`; the answer holds `items` and their `count` without limit."""

    class Input(Schema):
        limit: int = Field(50, ge=1, le=MOST_ITEMS)
        offset: int = Field(0, ge=0, le=LAST_OFFSET)

    def __init__(self) -> None:
        super().__init__(max_limit=MOST_ITEMS)

    def paginate_queryset(
        self, queryset: QuerySet | list[Any], pagination: Any, request: Any, **params: Any
    ) -> dict[str, Any]:
        """As the library does it, for lists of plain data as well."""
        first, after = pagination.offset, pagination.offset + pagination.limit
        count = queryset.count() if isinstance(queryset, QuerySet) else len(queryset)
        return {"items": list(queryset[first:after]), "count": count}
