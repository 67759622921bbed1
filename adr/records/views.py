"""A record as a page, its revisions, and the steps of its life."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from adr.records.access import get_record, get_record_to_edit, person_of, require_record_role
from adr.records.content import RecordContent
from adr.records.creating import create_record
from adr.records.deleting import delete_draft, reason_to_keep
from adr.records.forms import NewRecordForm
from adr.records.gaps import Gap, find_gaps
from adr.records.models import Record, Status
from adr.records.page import RecordPage, page_at, record_page, record_url
from adr.records.pdf import missing_characters
from adr.records.publishing import RefusedMoveError, change_status
from adr.records.review_state import describe_review_of
from adr.records.revising import EDITABLE, is_frozen
from adr.records.status import find_move, moves_from, reason_against
from adr.reviews.on_record import review_context
from adr.reviews.steps import after_step, before_step
from adr.triggers.basis import BasisChange, changes_in_basis, gaps_in_basis
from adr.triggers.forms import ObservationForm
from adr.triggers.record_part import may_report_on, triggers_part
from aruntime.teams.access import get_membership
from aruntime.teams.models import Role


@require_safe
def show_record(request: HttpRequest, team: str, number: int) -> HttpResponse:
    record, membership = get_record(request.user, team, number)
    page = record_page(record)
    triggers = triggers_part(record, page.content)
    context = {
        "record": record,
        "page": page,
        "triggers": triggers,
        "may_report": may_report_on(record, membership),
        "observation_form": ObservationForm(initial={"record": number}),
        "review": describe_review_of(record, timezone.localdate(), settings.DUE_SOON_DAYS),
        "missing": missing_characters(page),
        "gaps": _gaps_left(page, triggers.basis),
        "may_edit": membership.may_act_as(Role.AUTHOR) and not is_frozen(record),
        "may_write": membership.may_act_as(Role.AUTHOR),
        "moves": [m for m in moves_from(record.status) if membership.may_act_as(m.role)],
        "may_delete": not reason_to_keep(record, person_of(request)),
        "may_choose_status": (
            record.status == Status.IMPORTED and membership.may_act_as(Role.REVIEWER)
        ),
        **review_context(record, membership, page.team_review),
    }
    return render(request, "adr/records/record.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_record(request: HttpRequest, team: str) -> HttpResponse:
    person = person_of(request)
    membership = get_membership(person, team)
    require_record_role(membership, Role.AUTHOR)
    form = NewRecordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        content = RecordContent(title=form.cleaned_data["title"], owner=person.username)
        record = create_record(
            team=membership.team,
            content=content,
            by=person,
            form_key=form.cleaned_data["key"],
        )
        return redirect("adr:record_edit", team=team, number=record.number)
    status = 422 if form.is_bound else 200
    return render(
        request, "adr/records/new.html", {"form": form, "team": membership.team}, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
def move_record(request: HttpRequest, team: str, number: int) -> HttpResponse:
    """Ask before a step in the record's life, with the gaps that are left; then take it."""
    record, membership = get_record(request.user, team, number)
    to = request.POST.get("to", request.GET.get("to", ""))
    move = find_move(record.status, to)
    require_record_role(membership, move.role if move else Role.AUTHOR)
    silent = bool(move and move.needs_reason and not request.POST.get("reason", "").strip())
    if request.method != "POST" or silent:
        if move is None:
            messages.info(request, reason_against(record.status, to))
            return redirect(record_url(record))
        error = move.needs_reason if request.method == "POST" else ""
        page = record_page(record)
        # Whoever may take any step may also write.
        context = {
            "record": record,
            "page": page,
            "move": move,
            "error": error,
            "gaps": _gaps_left(page, changes_in_basis(record)),
            "may_edit": True,
            **before_step(record, to, person_of(request)),
        }
        return render(request, "adr/records/move.html", context, status=422 if error else 200)
    return _move(request, record, to)


@require_POST
def delete_record(request: HttpRequest, team: str, number: int) -> HttpResponse:
    record = get_record_to_edit(request.user, team, number)
    try:
        delete_draft(record=record, by=person_of(request))
    except RefusedMoveError as refusal:
        messages.error(request, refusal.reason)
        return redirect(record_url(record))
    messages.success(request, f"Record {number} is deleted. Its number is not given again.")
    return redirect("adr:record_list", team=team)


@require_safe
def list_revisions(request: HttpRequest, team: str, number: int) -> HttpResponse:
    record, _membership = get_record(request.user, team, number)
    revisions = record.revisions.select_related("author").defer("content")
    return render(request, "adr/records/revisions.html", {"record": record, "revisions": revisions})


@require_safe
def show_revision(request: HttpRequest, team: str, number: int, revision: int) -> HttpResponse:
    record, _membership = get_record(request.user, team, number)
    found = get_object_or_404(record.revisions.select_related("author"), number=revision)
    context = {"record": record, "revision": found, "page": page_at(record, found)}
    return render(request, "adr/records/revision.html", context)


def _gaps_left(page: RecordPage, basis: tuple[BasisChange, ...]) -> tuple[Gap, ...]:
    """What is still missing while it can be mended."""
    if page.status not in EDITABLE or page.status == Status.IMPORTED:
        return ()
    gaps = find_gaps(page.content, page.recommendation)
    return (*gaps, *gaps_in_basis(basis))


def _move(request: HttpRequest, record: Record, to: str) -> HttpResponse:
    if record.status == to:
        # The button was pressed twice, or somebody else was quicker.
        messages.info(request, f"Record {record.number} is {to} already.")
        return redirect(record_url(record))
    person = person_of(request)
    read = request.POST.get("revision", "")
    try:
        with transaction.atomic():
            change_status(
                record=record,
                to=to,
                by=person,
                today=timezone.localdate(),
                reason=request.POST.get("reason", "").replace("\0", ""),
                read_revision=int(read) if read.isdecimal() else None,
                overruling=request.POST.get("overruling", "").replace("\0", ""),
            )
            after_step(request, record, to, person)
    except RefusedMoveError as refusal:
        context = {
            "record": record,
            "page": record_page(record),
            "refusal": refusal,
            "may_edit": not is_frozen(record),
        }
        return render(request, "adr/records/refused.html", context, status=409)
    move = find_move(record.status, to)
    messages.success(request, move.done.format(number=record.number) if move else "")
    return redirect(record_url(record))
