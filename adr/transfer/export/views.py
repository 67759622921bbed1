"""Records and libraries as files: Markdown, JSON, and the schema of the latter."""

from tempfile import SpooledTemporaryFile

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_safe

from adr.records.access import get_record
from adr.transfer.export.choice import choose_for_export, note_export
from adr.transfer.export.gathering import document_of, documents_of, library_of, names_of
from adr.transfer.export.json_format import write_library, write_record
from adr.transfer.export.json_schema import SCHEMAS, schema_file
from adr.transfer.export.markdown import markdown_of
from adr.transfer.export.repository import decision_files, write_zip
from aruntime.teams.access import get_membership

JSON = "application/json"
MARKDOWN = "text/markdown; charset=utf-8"
IN_MEMORY = 10 * 1024**2  # a larger ZIP waits on disk


@require_safe
def export_markdown(request: HttpRequest, team: str, number: int) -> HttpResponse:
    record, membership = get_record(request.user, team, number)
    document = document_of(record)
    data = markdown_of(document, names_of(membership.team))
    return _file(data, document.file_name, MARKDOWN)


@require_safe
def export_json(request: HttpRequest, team: str, number: int) -> HttpResponse:
    record, _membership = get_record(request.user, team, number)
    document = document_of(record)
    return _file(write_record(document), f"{document.file_name.removesuffix('.md')}.json", JSON)


@require_GET
def export_library_zip(request: HttpRequest, team: str) -> HttpResponseBase:
    """The records that the filters leave, as Markdown files that drop into a repository."""
    membership = get_membership(request.user, team)
    chosen = choose_for_export(request, membership.team)
    if isinstance(chosen, HttpResponse):
        return chosen
    note_export(membership, chosen, "Markdown")
    names = names_of(membership.team)
    target = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (the response closes it)
    records = documents_of(chosen.records)
    write_zip(decision_files(records, team=membership.team.name, names=names), target)
    target.seek(0)
    return FileResponse(
        target,
        as_attachment=True,
        filename=f"{membership.team.slug}-decisions.zip",
        content_type="application/zip",
    )


@require_GET
def export_library_json(request: HttpRequest, team: str) -> HttpResponse:
    """The records that the filters leave, as data."""
    membership = get_membership(request.user, team)
    chosen = choose_for_export(request, membership.team)
    if isinstance(chosen, HttpResponse):
        return chosen
    note_export(membership, chosen, "JSON")
    data = write_library(library_of(membership.team, chosen.records))
    return _file(data, f"{membership.team.slug}-decisions.json", JSON)


@require_safe
@login_not_required  # Programs read it to check what they wrote.
def show_schema(request: HttpRequest, name: str) -> HttpResponse:
    if name not in SCHEMAS:
        raise Http404("No such schema.")
    return HttpResponse(schema_file(name).read_bytes(), content_type="application/schema+json")


def _file(data: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
