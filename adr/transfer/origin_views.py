"""The file that a record came from, and choosing the status that it did not have."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from adr.records.access import get_record, person_of, require_record_role
from adr.records.models import Record, Status
from adr.records.page import record_url
from adr.records.publishing import RefusedMoveError
from adr.transfer.choosing import choose_status
from adr.transfer.models import ImportedText
from adr.transfer.origin import origin_of
from adr.transfer.origin_forms import ChooseStatusForm
from aruntime.teams.models import Role


@require_safe
def show_original(request: HttpRequest, team: str, number: int) -> HttpResponse:
    """The text as it was imported."""
    record, _membership = get_record(request.user, team, number)
    original = _original(record)
    context = {
        "record": record,
        "path": original.path,
        "text": bytes(original.original).decode("utf-8-sig"),
    }
    return render(request, "adr/transfer/original.html", context)


@require_safe
def download_original(request: HttpRequest, team: str, number: int) -> HttpResponse:
    """The same bytes under the same name."""
    record, _membership = get_record(request.user, team, number)
    original = _original(record)
    name = original.path.rpartition("/")[2]
    return HttpResponse(
        bytes(original.original),
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name) or "attachment"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, team: str, number: int) -> HttpResponse:
    """Choose the status of an imported record; once it has one, say so."""
    record, membership = get_record(request.user, team, number)
    require_record_role(membership, Role.REVIEWER)
    if record.status != Status.IMPORTED:
        messages.info(request, f"Record {number} has a status: {record.get_status_display()}.")
        return redirect(record_url(record))
    form = ChooseStatusForm(*([request.POST] if request.method == "POST" else []), record=record)
    if form.is_valid():
        return _choose(request, record, form)
    context = {"record": record, "form": form, "origin": origin_of(record)}
    status = 422 if form.is_bound else 200
    return render(request, "adr/transfer/choose_status.html", context, status=status)


def _choose(request: HttpRequest, record: Record, form: ChooseStatusForm) -> HttpResponse:
    status = Status(form.cleaned_data["status"])
    try:
        choose_status(
            record=record,
            to=status,
            by=person_of(request),
            reason=form.cleaned_data["reason"],
            successor=form.superseding_record,
        )
    except RefusedMoveError as refusal:
        # Somebody else was quicker.
        messages.info(request, refusal.reason)
    else:
        messages.success(request, f"Record {record.number} is {status.label.lower()}.")
    return redirect(record_url(record))


def _original(record: Record) -> ImportedText:
    original = ImportedText.objects.filter(record=record).first()
    if original is None:
        raise Http404("The record was not imported.")
    return original
