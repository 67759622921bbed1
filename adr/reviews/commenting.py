"""Comments on a record: written, changed, deleted, and their threads resolved and opened again."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from adr.records.models import Record
from adr.reviews.access import CLOSED
from adr.reviews.anchors import comments_url
from adr.reviews.notices import tell_comment
from adr.reviews.refusals import RefusedReviewError
from adr.reviews.thread_models import Comment, EarlierText, Thread
from aruntime.teams.audit import note_deed
from aruntime.teams.models import User


@transaction.atomic
def start_thread(*, record: Record, section: str, title: str, text: str, by: User) -> Comment:
    """Begin a thread about a section, or about the whole record if `section` is empty."""
    _require_open(record)
    thread = Thread.objects.create(
        record=record, section=section, title=title, revision=record.revision, started_by=by
    )
    return _add(thread, text, by=by)


@transaction.atomic
def reply(*, thread: Thread, text: str, by: User) -> Comment:
    """Add to a thread; one that was resolved is open again."""
    _require_open(thread.record)
    if thread.resolved_at:
        reopen_thread(thread=thread, by=by)
    return _add(thread, text, by=by)


@transaction.atomic
def change_comment(*, comment: Comment, text: str) -> None:
    """Write a comment anew; what it said before stays readable."""
    _require_open(comment.thread.record)
    if comment.deleted_at:
        raise RefusedReviewError("This comment is deleted.")
    if comment.text == text.strip():
        return
    EarlierText.objects.create(comment=comment, text=comment.text)
    comment.text = text.strip()
    comment.save(update_fields=["text"])
    _note(comment.thread, "comment.changed", by=comment.author)


@transaction.atomic
def delete_comment(*, comment: Comment) -> None:
    """Take away what a comment says and ever said; who deleted one here, and when, stays."""
    _require_open(comment.thread.record)
    if comment.deleted_at:
        return
    comment.earlier_texts.all().delete()
    comment.text, comment.deleted_at = "", timezone.now()
    comment.save(update_fields=["text", "deleted_at"])
    _note(comment.thread, "comment.deleted", by=comment.author)


@transaction.atomic
def resolve_thread(*, thread: Thread, by: User) -> None:
    if thread.resolved_at is None:
        _set_resolved(thread, by, "thread.resolved", by=by)


@transaction.atomic
def reopen_thread(*, thread: Thread, by: User) -> None:
    if thread.resolved_at is not None:
        _set_resolved(thread, None, "thread.reopened", by=by)


def _set_resolved(thread: Thread, resolver: User | None, deed: str, *, by: User) -> None:
    _require_open(thread.record)
    thread.resolved_by = resolver
    thread.resolved_at = timezone.now() if resolver else None
    thread.save(update_fields=["resolved_by", "resolved_at"])
    _note(thread, deed, by=by)


def _add(thread: Thread, text: str, *, by: User) -> Comment:
    comment = Comment.objects.create(
        thread=thread, author=by, text=text.strip(), revision=thread.record.revision
    )
    _note(thread, "comment.written", by=by)
    tell_comment(comment)
    return comment


def _require_open(record: Record) -> None:
    if record.status in CLOSED:
        raise RefusedReviewError(
            f"This record is {record.get_status_display().lower()}; its discussion is closed."
        )


def _note(thread: Thread, deed: str, *, by: User, **detail: Any) -> None:
    note_deed(
        thread.record.team,
        by=by,
        deed=deed,
        subject=str(thread.record),
        url=comments_url(thread.record, thread.section),
        section=thread.title or "The whole record",
        **detail,
    )
