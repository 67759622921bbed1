"""One section's threads as an answer: a page of its own, or the part of it that htmx asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from adr.records.models import Record
from adr.reviews.access import may_comment
from adr.reviews.anchors import WHOLE
from adr.reviews.discussion import ShownThread, ThreadGroup, read_threads
from adr.reviews.forms import CommentForm
from aruntime.teams.models import Membership


@dataclass(frozen=True)
class SectionThreads:
    """The threads about one section, each with its form, and the form for another one."""

    group: ThreadGroup
    threads: tuple[tuple[ShownThread, CommentForm], ...]
    new_form: CommentForm


def with_forms(
    group: ThreadGroup,
    *,
    new_form: CommentForm | None = None,
    reply_forms: Mapping[int, CommentForm] | None = None,
) -> SectionThreads:
    replies = reply_forms or {}
    return SectionThreads(
        group=group,
        threads=tuple(
            (thread, replies.get(thread.key) or make_reply_form(thread.key))
            for thread in group.threads
        ),
        new_form=new_form or make_new_form(group.section),
    )


def make_new_form(section: str, data: Mapping[str, str] | None = None) -> CommentForm:
    return CommentForm(data, auto_id=f"new-{section or WHOLE}-%s")


def make_reply_form(thread: int, data: Mapping[str, str] | None = None) -> CommentForm:
    return CommentForm(data, auto_id=f"reply-{thread}-%s")


def show_section(
    request: HttpRequest,
    record: Record,
    reader: Membership,
    section: str,
    *,
    new_form: CommentForm | None = None,
    reply_forms: Mapping[int, CommentForm] | None = None,
    focus: str = "",
    problem: str = "",
) -> HttpResponse:
    """Show the threads about a section. `focus` is the id of what was just changed."""
    (group,) = read_threads(record, reader, section)
    context = {
        "record": record,
        "here": with_forms(group, new_form=new_form, reply_forms=reply_forms),
        "may_comment": may_comment(record, reader),
        "focus": focus,
        "problem": problem,
    }
    part = "#threads" if request.htmx else ""  # type: ignore[attr-defined]
    status = 422 if new_form or reply_forms or problem else 200
    return render(request, f"adr/reviews/comments_on.html{part}", context, status=status)
