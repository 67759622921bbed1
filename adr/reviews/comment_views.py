"""Comments and their threads: on a page of their own, or beside the section by htmx."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from adr.records.access import get_record, person_of, require_record_role
from adr.records.models import Record
from adr.reviews.access import get_record_as, may_comment, require_to_resolve
from adr.reviews.anchors import TITLES, WHOLE, comments_url
from adr.reviews.commenting import (
    change_comment,
    delete_comment,
    reopen_thread,
    reply,
    resolve_thread,
    start_thread,
)
from adr.reviews.discussion import read_threads
from adr.reviews.forms import CommentForm
from adr.reviews.refusals import RefusedReviewError
from adr.reviews.thread_models import Comment, Thread
from adr.reviews.thread_page import make_new_form, make_reply_form, show_section, with_forms
from aruntime.teams.models import Membership, Role

COMMENT = "comment on records"


@require_safe
def list_comments(request: HttpRequest, team: str, number: int) -> HttpResponse:
    record, membership = get_record(request.user, team, number)
    context = {
        "record": record,
        "sections": [with_forms(group) for group in read_threads(record, membership)],
        "may_comment": may_comment(record, membership),
    }
    return render(request, "adr/reviews/comments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def comments_on(request: HttpRequest, team: str, number: int, section: str) -> HttpResponse:
    """The threads about one section or the whole record, and a form to begin another."""
    record, membership = get_record(request.user, team, number)
    anchor = "" if section == WHOLE else section
    if request.method == "POST":
        require_record_role(membership, Role.AUTHOR, to=COMMENT)
    _require_section(record, anchor)
    if request.method != "POST":
        return show_section(request, record, membership, anchor)
    form = make_new_form(anchor, request.POST)
    if not form.is_valid():
        return show_section(request, record, membership, anchor, new_form=form)
    try:
        comment = start_thread(
            record=record,
            section=anchor,
            title=TITLES.get(anchor, ""),
            text=form.cleaned_data["text"],
            by=person_of(request),
        )
    except RefusedReviewError as refusal:
        return show_section(request, record, membership, anchor, problem=str(refusal))
    return _show_comment(request, membership, comment)


@require_POST
def reply_to(request: HttpRequest, team: str, number: int, thread: int) -> HttpResponse:
    found, membership = _get_thread(request, team, number, thread)
    form = make_reply_form(found.pk, request.POST)
    if not form.is_valid():
        forms = {found.pk: form}
        return show_section(request, found.record, membership, found.section, reply_forms=forms)
    try:
        comment = reply(thread=found, text=form.cleaned_data["text"], by=person_of(request))
    except RefusedReviewError as refusal:
        return show_section(request, found.record, membership, found.section, problem=str(refusal))
    return _show_comment(request, membership, comment)


@require_POST
def resolve(request: HttpRequest, team: str, number: int, thread: int) -> HttpResponse:
    return _settle(request, *_get_thread(request, team, number, thread), is_resolved=True)


@require_POST
def reopen(request: HttpRequest, team: str, number: int, thread: int) -> HttpResponse:
    return _settle(request, *_get_thread(request, team, number, thread), is_resolved=False)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_comment(request: HttpRequest, team: str, number: int, comment: int) -> HttpResponse:
    """Change one's own comment."""
    found = _get_own_comment(request, team, number, comment)
    sent = request.POST if request.method == "POST" else None
    form = CommentForm(sent, initial={"text": found.text})
    if form.is_valid():
        try:
            change_comment(comment=found, text=form.cleaned_data["text"])
        except RefusedReviewError as refusal:
            messages.error(request, str(refusal))
        return _to_thread(found.thread)
    context = {"record": found.thread.record, "form": form, "comment": found}
    status = 422 if form.is_bound else 200
    return render(request, "adr/reviews/comment_edit.html", context, status=status)


@require_POST
def remove_comment(request: HttpRequest, team: str, number: int, comment: int) -> HttpResponse:
    found = _get_own_comment(request, team, number, comment)
    try:
        delete_comment(comment=found)
    except RefusedReviewError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Your comment is deleted. That there was one stays.")
    return _to_thread(found.thread)


def _settle(
    request: HttpRequest, thread: Thread, membership: Membership, *, is_resolved: bool
) -> HttpResponse:
    require_to_resolve(thread, membership)
    deed = resolve_thread if is_resolved else reopen_thread
    problem = ""
    try:
        deed(thread=thread, by=person_of(request))
    except RefusedReviewError as refusal:
        problem = str(refusal)
    if request.htmx or problem:  # type: ignore[attr-defined]
        focus = f"thread-{thread.pk}"
        return show_section(
            request, thread.record, membership, thread.section, focus=focus, problem=problem
        )
    return _to_thread(thread)


def _show_comment(request: HttpRequest, membership: Membership, comment: Comment) -> HttpResponse:
    thread = comment.thread
    if request.htmx:  # type: ignore[attr-defined]
        focus = f"comment-{comment.pk}"
        return show_section(request, thread.record, membership, thread.section, focus=focus)
    return _to_thread(thread)


def _to_thread(thread: Thread) -> HttpResponse:
    return redirect(f"{comments_url(thread.record, thread.section)}#thread-{thread.pk}")


def _require_section(record: Record, anchor: str) -> None:
    """Raise Http404 unless the section can be commented on, or once could."""
    known = not anchor or anchor in TITLES
    if not known and not record.threads.filter(section=anchor).exists():
        raise Http404("No such section.")


def _get_thread(
    request: HttpRequest, team: str, number: int, key: int
) -> tuple[Thread, Membership]:
    record, membership = get_record_as(request, team, number, Role.AUTHOR, to=COMMENT)
    thread = get_object_or_404(record.threads, pk=key)
    thread.record = record
    return thread, membership


def _get_own_comment(request: HttpRequest, team: str, number: int, key: int) -> Comment:
    """Return a comment of the person who asks; somebody else's is not found."""
    record, _membership = get_record_as(request, team, number, Role.AUTHOR, to=COMMENT)
    comments = Comment.objects.select_related("thread", "author")
    found = get_object_or_404(
        comments,
        pk=key,
        thread__record=record,
        author=person_of(request),
        deleted_at=None,
    )
    found.thread.record = record
    return found
