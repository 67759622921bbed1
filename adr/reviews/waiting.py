"""What waits for one person, across all teams."""

from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from adr.records.models import Record, Status
from adr.reviews.models import ReviewRequest, ReviewVerdict
from aruntime.teams.models import Team, User


@dataclass(frozen=True)
class WaitingReview:
    """A review that is asked of the person. `read` is the revision of a verdict that is stale."""

    record: Record
    asked_by: str
    read: int | None


@dataclass(frozen=True)
class WaitingChange:
    """Somebody requests changes of a record that the person wrote or answers for."""

    record: Record
    by: str
    revision: int


def waiting_reviews(person: User) -> list[WaitingReview]:
    requests = _asked(person).select_related("record__team", "asked_by")
    return [
        WaitingReview(
            request.record,
            str(request.asked_by),
            None if request.taken_back_at else request.read,
        )
        for request in requests.order_by("asked_at")
    ]


def waiting_changes(person: User) -> list[WaitingChange]:
    verdicts = _requested(person).select_related("record__team", "reviewer")
    return [
        WaitingChange(verdict.record, str(verdict.reviewer), verdict.revision)
        for verdict in verdicts.order_by("at")
    ]


def count_waiting(person: User) -> int:
    return _asked(person).count() + _requested(person).count()


def _asked(person: User) -> QuerySet:
    """The open requests to a person who has given no verdict on the present revision."""
    newest = ReviewVerdict.objects.filter(record=OuterRef("record"), reviewer=person)
    newest = newest.order_by("-pk")
    requests = ReviewRequest.objects.filter(
        reviewer=person,
        withdrawn_at=None,
        record__status=Status.PROPOSED,
        record__team__in=Team.objects.of(person),
    ).annotate(
        read=Subquery(newest.values("revision")[:1]),
        taken_back_at=Subquery(newest.values("withdrawn_at")[:1]),
    )
    is_given = Q(read=F("record__revision"), taken_back_at=None)
    return requests.filter(Q(read=None) | ~is_given)


def _requested(person: User) -> QuerySet:
    """The verdicts that hold and request changes, on records that the person is to change."""
    newest = (
        ReviewVerdict.objects.filter(record=OuterRef("record"), reviewer=OuterRef("reviewer"))
        .order_by("-pk")
        .values("pk")[:1]
    )
    return ReviewVerdict.objects.filter(
        Q(record__owner=person) | Q(record__created_by=person),
        pk=Subquery(newest),
        kind=ReviewVerdict.Kind.REQUEST_CHANGES,
        withdrawn_at=None,
        record__status__in=[Status.DRAFT, Status.PROPOSED],
        record__team__in=Team.objects.of(person),
    )
