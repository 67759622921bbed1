"""The PDF of a library: begun by a button, waited for on a page, then opened."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from adr.library.views import HtmxHttpRequest
from adr.records.pdf import INSTALL_LINE
from adr.transfer.export.choice import choose_for_export, note_export
from adr.transfer.export.library_jobs import (
    MOST_RECORDS,
    JobState,
    TooManyJobsError,
    begin_job,
    find_job,
    pdf_of,
)
from aruntime.teams.access import get_membership


@require_POST
def begin_library_pdf(request: HttpRequest, team: str) -> HttpResponse:
    membership = get_membership(request.user, team)
    chosen = choose_for_export(request, membership.team, most=MOST_RECORDS)
    if isinstance(chosen, HttpResponse):
        return chosen
    try:
        job = begin_job(membership.team, chosen.records, chosen.words, now=timezone.now())
    except TooManyJobsError:
        messages.warning(
            request,
            "Your team is having two PDFs of its library made already. Begin another when one of "
            "them is ready.",
        )
        return redirect("adr:record_list", team=team)
    note_export(membership, chosen, "PDF")
    return redirect("adr:library_pdf", team=team, job=job)


@require_safe
@never_cache
@vary_on_headers("HX-Request")
def show_library_pdf(request: HtmxHttpRequest, team: str, job: UUID) -> HttpResponse:
    """Whether the PDF is ready; the page asks again by itself until it is."""
    membership = get_membership(request.user, team)
    found = find_job(membership.team, job, now=timezone.now())
    if found is None:
        raise Http404("No such PDF, or no longer.")
    if request.htmx and found.state is JobState.BEING_MADE:
        return HttpResponse(status=204)  # Nothing is swapped, so nobody loses the focus.
    context = {
        "team": membership.team,
        "job": found,
        "is_being_made": found.state is JobState.BEING_MADE,
        "is_ready": found.state is JobState.READY,
        "libraries_missing": found.state is JobState.NO_LIBRARIES,
        "install_line": INSTALL_LINE,
    }
    part = "#state" if request.htmx and not request.htmx.history_restore_request else ""
    return render(request, f"adr/transfer/library_pdf_job.html{part}", context)


@require_safe
@never_cache
def open_library_pdf(request: HttpRequest, team: str, job: UUID) -> FileResponse:
    membership = get_membership(request.user, team)
    try:
        file = pdf_of(membership.team, job).open("rb")
    except FileNotFoundError as error:
        raise Http404("No such PDF, or no longer.") from error
    return FileResponse(
        file, filename=f"{membership.team.slug}-decisions.pdf", content_type="application/pdf"
    )
