"""Decision records for scripts: the content of a record as JSON, and its status."""

import json
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema
from ninja import Status as Answer
from ninja.pagination import paginate

from adr.library.page import describe_review_of, filter_records
from adr.records.access import get_record, get_record_to_edit, person_of, require_record_role
from adr.records.checking import find_mistakes, find_unknown_keys
from adr.records.content import RecordContent
from adr.records.creating import create_record
from adr.records.deleting import delete_draft
from adr.records.models import Record, Status
from adr.records.page import record_url
from adr.records.publishing import RefusedMoveError, change_status
from adr.records.reading import content_of
from adr.records.review_state import ReviewState
from adr.records.revising import EditConflictError, FrozenRecordError, revise
from adr.records.status import find_move
from aruntime.api.answers import REFUSALS, Pages, Refusal, Refused
from aruntime.mail import absolute_url
from aruntime.teams.access import get_membership
from aruntime.teams.models import Role

router = Router(tags=["Records"])
WITH_CONFLICT: dict[Any, Any] = {409: Refusal, **REFUSALS}


class ListedRecord(Schema):
    number: int
    title: str
    status: Status
    url: str
    owner: str
    chosen: list[str]
    tags: list[str]
    review_date: date | None
    review_state: ReviewState | None

    @staticmethod
    def resolve_url(row: Record) -> str:
        return absolute_url(record_url(row))

    @staticmethod
    def resolve_owner(row: Record) -> str:
        return row.owner.username if row.owner else ""

    @staticmethod
    def resolve_chosen(row: Record) -> list[str]:
        return list(dict.fromkeys(str(part) for part in row.chosencomponents.all()))

    @staticmethod
    def resolve_review_state(row: Record) -> ReviewState | None:
        return describe_review_of(row, timezone.localdate(), settings.DUE_SOON_DAYS).state


class RecordOut(Schema):
    number: int
    status: Status
    revision: int
    recorded_on: date
    url: str
    content: RecordContent


class RecordQuery(Schema):
    q: str = Field("", max_length=200)
    status: Status | None = None
    review: ReviewState | None = None
    category: str = ""
    component: str = ""
    owner: str = ""
    tag: str = ""


class RecordIn(Schema):
    content: RecordContent


class RevisionIn(Schema):
    """`revision` is the one that the content was read at."""

    revision: int = Field(ge=1, le=2**31 - 1)
    content: RecordContent


class MoveIn(Schema):
    to: str
    reason: str = ""


@router.get(
    "/teams/{team}/records",
    response={200: list[ListedRecord], **REFUSALS},
    summary="Records of a team",
)
@paginate(Pages)
def list_records(request: HttpRequest, team: str, asked: Query[RecordQuery]) -> Any:
    """The library, highest number first, or best match first with `q`."""
    membership = get_membership(request.user, team)
    filters = {name: value for name, value in asked.dict().items() if value}
    today, soon = timezone.localdate(), settings.DUE_SOON_DAYS
    found = filter_records(membership.team, filters, today=today, due_soon_days=soon)
    return found.for_list().select_related("team", "owner")


@router.post(
    "/teams/{team}/records", response={201: RecordOut, **REFUSALS}, summary="Draft a record"
)
def begin_record(request: HttpRequest, team: str, sent: RecordIn) -> Answer[RecordOut]:
    """Store the content as a draft under the next number."""
    membership = get_membership(request.user, team)
    require_record_role(membership, Role.AUTHOR)
    content = _checked(request, sent.content)
    record = create_record(team=membership.team, content=content, by=person_of(request))
    return Answer(201, _record(record))


@router.get(
    "/teams/{team}/records/{int:number}",
    response={200: RecordOut, **REFUSALS},
    summary="Read a record",
)
def show_record(request: HttpRequest, team: str, number: int) -> RecordOut:
    """The record as it is now."""
    record, _membership = get_record(request.user, team, number)
    return _record(record)


@router.put(
    "/teams/{team}/records/{int:number}",
    response={200: RecordOut, **WITH_CONFLICT},
    summary="Revise a record",
)
def revise_record(request: HttpRequest, team: str, number: int, sent: RevisionIn) -> RecordOut:
    """Store the content as the next revision.

    What others changed meanwhile in other fields is kept; the same field changed twice is refused.
    """
    record = get_record_to_edit(request.user, team, number)
    if sent.revision > record.revision:
        raise Refused(f"The record is at revision {record.revision}.", status=422)
    content = _checked(request, sent.content)
    try:
        revised = revise(
            record=record, content=content, by=person_of(request), expected_revision=sent.revision
        )
    except FrozenRecordError:
        raise Refused(
            f"The text of a record that is {record.get_status_display().lower()} does not change."
        ) from None
    except EditConflictError as conflict:
        raise Refused(
            f"{conflict.by} changed the same fields meanwhile. Read revision {conflict.revision}.",
            mistakes=[(name, "changed meanwhile") for name in conflict.merge.conflicts],
        ) from None
    return _record(revised)


@router.post(
    "/teams/{team}/records/{int:number}/status",
    response={200: RecordOut, **WITH_CONFLICT},
    summary="Change the status",
)
def move_record(request: HttpRequest, team: str, number: int, sent: MoveIn) -> RecordOut:
    """Propose, take back, accept, reject or deprecate; what stands against it is said."""
    record, membership = get_record(request.user, team, number)
    move = find_move(record.status, sent.to)
    require_record_role(membership, move.role if move else Role.AUTHOR)
    try:
        change_status(
            record=record,
            to=sent.to,
            by=person_of(request),
            today=timezone.localdate(),
            reason=sent.reason.replace("\x00", ""),
        )
    except RefusedMoveError as refusal:
        raise _refused(refusal) from None
    return show_record(request, team, number)


@router.delete(
    "/teams/{team}/records/{int:number}",
    response={204: None, **WITH_CONFLICT},
    summary="Delete a draft",
)
def delete_record(request: HttpRequest, team: str, number: int) -> Answer[None]:
    """Delete a draft that the person began; its number is not given again."""
    record = get_record_to_edit(request.user, team, number)
    try:
        delete_draft(record=record, by=person_of(request))
    except RefusedMoveError as refusal:
        raise _refused(refusal) from None
    return Answer(204, None)


def _record(record: Record) -> RecordOut:
    return RecordOut(
        number=record.number,
        status=Status(record.status),
        revision=record.revision,
        recorded_on=record.recorded_on,
        url=absolute_url(record_url(record)),
        content=content_of(record),
    )


def _checked(request: HttpRequest, content: RecordContent) -> RecordContent:
    """Return the content if it can be stored; else raise Refused with every mistake."""
    sent = json.loads(request.body)["content"]
    mistakes = [
        (place, "This key is not known.") for place in find_unknown_keys(sent, RecordContent)
    ]
    if mistakes := [*mistakes, *find_mistakes(content)]:
        raise Refused("The content cannot be stored.", status=422, mistakes=mistakes)
    return content


def _refused(refusal: RefusedMoveError) -> Refused:
    mistakes = [(gap.section, gap.sentence) for gap in refusal.gaps]
    mistakes += [("review", lack.sentence) for lack in refusal.lacks]
    return Refused(refusal.reason, mistakes=mistakes)
