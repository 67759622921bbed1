"""Asking reviewers, verdicts and dissent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from adr.records.access import person_of
from adr.records.models import Record, Status
from adr.records.page import record_url
from adr.reviews.access import get_record_as
from adr.reviews.asking import set_reviewers
from adr.reviews.forms import DissentForm, VerdictForm
from adr.reviews.refusals import MovedOnError, RefusedReviewError
from adr.reviews.steps import people_named, reviewers_form
from adr.reviews.verdicts import give_verdict, withdraw_dissent, withdraw_verdict, write_dissent
from adr.revisions.comparison import SectionChange
from adr.revisions.reading import changes_between
from aruntime.teams.models import Role

JUDGE = "give a verdict on records"
DISAGREE = "dissent from records"


@require_http_methods(["GET", "HEAD", "POST"])
def choose_reviewers(request: HttpRequest, team: str, number: int) -> HttpResponse:
    """Who is asked to review: those ticked are, and of those no longer ticked it is withdrawn."""
    record, _membership = get_record_as(request, team, number, Role.AUTHOR, to="ask reviewers")
    person = person_of(request)
    form = reviewers_form(record, person, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            chosen = people_named(record, form.cleaned_data["reviewers"])
            set_reviewers(record=record, reviewers=chosen, by=person)
        except RefusedReviewError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Whoever is newly asked gets a mail.")
        return _to_review(record)
    context = {"record": record, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "adr/reviews/reviewers.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: HttpRequest, team: str, number: int) -> HttpResponse:
    """Give a verdict on the revision that was read, or see what changed since."""
    record, _membership = get_record_as(request, team, number, Role.REVIEWER, to=JUDGE)
    if record.status != Status.PROPOSED:
        messages.info(request, f"Record {number} is {record.get_status_display().lower()}.")
        return _to_review(record)
    sent = request.POST if request.method == "POST" else None
    form = VerdictForm(sent, initial={"revision": record.revision})
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(
            request, "adr/reviews/verdict.html", {"record": record, "form": form}, status=status
        )
    read = form.cleaned_data.pop("revision")
    try:
        give_verdict(record=record, read_revision=read, by=person_of(request), **form.cleaned_data)
    except MovedOnError as moved:
        return _show_what_moved(request, record, moved)
    except RefusedReviewError as refusal:
        messages.error(request, str(refusal))
        return _to_review(record)
    messages.success(request, f"Your verdict on revision {read} is stored.")
    return _to_review(record)


@require_POST
def withdraw(request: HttpRequest, team: str, number: int) -> HttpResponse:
    record, _membership = get_record_as(request, team, number, Role.REVIEWER, to=JUDGE)
    try:
        withdraw_verdict(record=record, by=person_of(request))
    except RefusedReviewError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Your verdict is withdrawn.")
    return _to_review(record)


@require_http_methods(["GET", "HEAD", "POST"])
def dissent(request: HttpRequest, team: str, number: int) -> HttpResponse:
    """Write down why one does not agree; it stays with the record whatever is decided."""
    record, _membership = get_record_as(request, team, number, Role.AUTHOR, to=DISAGREE)
    person = person_of(request)
    present = record.dissents.filter(person=person).first()
    initial = {"revision": record.revision, "text": present.text if present else ""}
    form = DissentForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            write_dissent(record=record, text=form.cleaned_data["text"], by=person)
        except RefusedReviewError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Your dissent stands with the record.")
        return _to_review(record)
    context = {"record": record, "form": form, "present": present}
    status = 422 if form.is_bound else 200
    return render(request, "adr/reviews/dissent.html", context, status=status)


@require_POST
def take_back_dissent(request: HttpRequest, team: str, number: int) -> HttpResponse:
    record, _membership = get_record_as(request, team, number, Role.AUTHOR, to=DISAGREE)
    try:
        withdraw_dissent(record=record, by=person_of(request))
    except RefusedReviewError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Your dissent is withdrawn.")
    return _to_review(record)


def _show_what_moved(request: HttpRequest, record: Record, moved: MovedOnError) -> HttpResponse:
    """Show what changed since the revision that was read, and the form as it was filled in."""
    data = request.POST.copy()
    data["revision"] = str(moved.now)
    context = {
        "record": record,
        "form": VerdictForm(data),
        "moved": moved,
        "changes": _changes_since(record, moved),
    }
    return render(request, "adr/reviews/verdict.html", context, status=409)


def _changes_since(record: Record, moved: MovedOnError) -> tuple[SectionChange, ...]:
    try:
        return changes_between(record, moved.read, moved.now)
    except LookupError:
        return ()


def _to_review(record: Record) -> HttpResponse:
    return redirect(f"{record_url(record)}#team-review")
