"""Who gets mail about a review: those concerned, once for each deed, never whoever did it."""

from collections.abc import Iterable

from adr.records.models import Record, Status
from adr.records.page import record_url
from adr.reviews.anchors import comments_url
from adr.reviews.models import ReviewVerdict
from adr.reviews.thread_models import Comment
from aruntime.mail import send_notice
from aruntime.teams.models import User

FOLDER = "adr/reviews/mail"
DECISIONS = {Status.ACCEPTED, Status.REJECTED}


def tell_asked(record: Record, people: Iterable[User], *, by: User) -> None:
    """Tell people that they are asked for a review."""
    send_notice(
        _still_there(record, [person.pk for person in people], but=by),
        subject=f"{by} asks you to review: {record}",
        template=f"{FOLDER}/asked.txt",
        path=record_url(record),
        record=record,
        by=by,
    )


def tell_comment(comment: Comment) -> None:
    """Tell who takes part in the thread, who wrote the record, and who answers for it."""
    thread = comment.thread
    record = thread.record
    people = {*thread.comments.values_list("author", flat=True), thread.started_by_id}
    send_notice(
        _still_there(record, {*people, *_authors(record)}, but=comment.author),
        subject=f"{comment.author} commented on: {record}",
        template=f"{FOLDER}/comment.txt",
        path=f"{comments_url(record, thread.section)}#thread-{thread.pk}",
        record=record,
        comment=comment,
        section=thread.title,
    )


def tell_verdict(verdict: ReviewVerdict) -> None:
    """Tell who wrote the record and who answers for it."""
    record = verdict.record
    approves = verdict.kind == ReviewVerdict.Kind.APPROVE
    did = "approves" if approves else "requests changes of"
    send_notice(
        _still_there(record, _authors(record), but=verdict.reviewer),
        subject=f"{verdict.reviewer} {did}: {record}",
        template=f"{FOLDER}/verdict.txt",
        path=record_url(record),
        record=record,
        verdict=verdict,
        did=did,
    )


def tell_decision(record: Record, *, by: User, reason: str) -> None:
    """Tell everybody who had to do with the review that the record is accepted or rejected."""
    if record.status not in DECISIONS:
        return
    people = {
        *_authors(record),
        *record.review_requests.filter(withdrawn_at=None).values_list("reviewer", flat=True),
        *record.verdicts.values_list("reviewer", flat=True),
        *record.dissents.values_list("person", flat=True),
        *Comment.objects.filter(thread__record=record).values_list("author", flat=True),
    }
    word = record.get_status_display().lower()
    send_notice(
        _still_there(record, people, but=by),
        subject=f"{by} {word}: {record}",
        template=f"{FOLDER}/decision.txt",
        path=record_url(record),
        record=record,
        by=by,
        word=word,
        reason=reason.strip(),
    )


def _authors(record: Record) -> set[int]:
    return {key for key in (record.owner_id, record.created_by_id) if key}


def _still_there(record: Record, people: Iterable[int], *, but: User) -> list[User]:
    """Return those of the people who are members of the team, without whoever did the deed."""
    return list(record.team.members.filter(pk__in=list(people)).exclude(pk=but.pk))
