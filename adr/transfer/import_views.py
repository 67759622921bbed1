"""Importing records in the browser: upload, look through, import."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from adr.records.access import person_of, require_record_role
from adr.transfer.import_forms import TakeForm, UploadForm
from adr.transfer.import_page import offered_files, preview_of, ticked_at_first
from adr.transfer.importing import import_files
from adr.transfer.models import RecordImport
from adr.transfer.planning import ImportPlan, plan_import
from adr.transfer.upload_limit import answers_too_large
from adr.transfer.uploading import contents_of, get_import, keep_upload, lock_import
from aruntime.teams.access import get_membership
from aruntime.teams.models import Role, Team


def refuse_upload(request: HttpRequest, words: str, field: str, team: str) -> HttpResponse:
    """Answer an upload that is too large, beside its field."""
    form = UploadForm({})
    form.refuse(words, field)
    return _show_form(request, _team(request, team), form)


@require_http_methods(["GET", "HEAD", "POST"])
@answers_too_large(refuse_upload)
def new_import(request: HttpRequest, team: str) -> HttpResponse:
    """Take a ZIP, Markdown files or pasted text, and keep them until they are looked through."""
    found = _team(request, team)
    form = UploadForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    if not form.is_valid():
        return _show_form(request, found, form)
    record_import = keep_upload(
        team=found,
        by=person_of(request),
        contents=form.unpacked.files,
        name=form.source,
        others=form.unpacked.others,
        now=timezone.now(),
    )
    return redirect("adr:import", team=team, pk=record_import.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def show_import(request: HttpRequest, team: str, pk: UUID) -> HttpResponse:
    """Show what is in an upload and take what is ticked; afterwards show what became of it."""
    found = _team(request, team)
    record_import = get_import(found, person_of(request), pk, timezone.now())
    if record_import.finished_at:
        context = {"team": found, "import": record_import}
        return render(request, "adr/transfer/imported.html", context)
    if request.method == "POST" and "discard" in request.POST:
        record_import.delete()
        messages.success(request, "The upload is deleted. Nothing was imported.")
        return redirect("adr:import_new", team=team)
    return _look_through(request, found, record_import)


def _look_through(request: HttpRequest, team: Team, record_import: RecordImport) -> HttpResponse:
    plan = plan_import(team, contents_of(record_import), is_single=_is_single(record_import))
    keys = dict(record_import.files.values_list("path", "pk"))
    form = TakeForm(
        *([request.POST] if request.method == "POST" else []),
        team=team,
        offered=offered_files(plan, keys),
        initial={"take": ticked_at_first(plan, keys)},
    )
    if form.is_valid():
        taken = {path for path, key in keys.items() if key in form.cleaned_data["take"]}
        _take(request, team, record_import, plan, taken, form.cleaned_data["owner"])
        return redirect("adr:import", team=team.slug, pk=record_import.pk)
    context = {
        "team": team,
        "import": record_import,
        "form": form,
        "preview": preview_of(plan, keys, form),
    }
    status = 422 if form.is_bound else 200
    return render(request, "adr/transfer/preview.html", context, status=status)


@transaction.atomic
def _take(
    request: HttpRequest,
    team: Team,
    record_import: RecordImport,
    plan: ImportPlan,
    paths: set[str],
    owner: str,
) -> None:
    waiting = lock_import(record_import)
    if waiting is None:
        return  # The button was pressed twice.
    made = import_files(
        team=team,
        files=[file for file in plan.files if file.read.path in paths],
        by=person_of(request),
        source=record_import.name,
        owner=owner,
    )
    waiting.made = [vars(record) for record in made]
    waiting.finished_at = timezone.now()
    waiting.save(update_fields=["made", "finished_at"])
    waiting.files.all().delete()


def _is_single(record_import: RecordImport) -> bool:
    """Tell an upload of one file, which a person named."""
    return record_import.files.count() == 1


def _team(request: HttpRequest, slug: str) -> Team:
    """Return the team, for whoever may decide: imported records keep their status."""
    membership = get_membership(request.user, slug)
    require_record_role(membership, Role.REVIEWER)
    return membership.team


def _show_form(request: HttpRequest, team: Team, form: UploadForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "adr/transfer/import.html", {"team": team, "form": form}, status=status)
