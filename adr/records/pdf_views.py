from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from adr.records.access import get_record
from adr.records.page import record_page
from adr.records.pdf import INSTALL_LINE, pdf_name, record_pdf
from adr.records.pdf_process import PdfFailedError
from adr.records.pdf_renderer import MissingLibrariesError
from adr.transfer.export.enclosing import enclosures_of


@require_safe
def show_pdf(request: HttpRequest, team: str, number: int) -> HttpResponse:
    """The record as a PDF, or a page that says why there is none and what to do."""
    record, _membership = get_record(request.user, team, number)
    page = record_page(record)
    try:
        pdf = record_pdf(page, enclosures_of(record))
    except (MissingLibrariesError, PdfFailedError) as error:
        context = {
            "page": page,
            "libraries_missing": isinstance(error, MissingLibrariesError),
            "install_line": INSTALL_LINE,
        }
        return render(request, "adr/records/no_pdf.html", context, status=503)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, pdf_name(page)) or "inline"
    return response
