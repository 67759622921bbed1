"""The relations of a record, to be added and removed, and the draft of its successor."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from adr.records.access import get_record_to_edit, person_of
from adr.records.models import Record, Status
from adr.records.page import record_url
from adr.records.reading import content_of
from adr.records.revising import EditConflictError, FrozenRecordError, revise
from adr.relations.forms import SUPERSEDES, RelationForm, SuccessorForm
from adr.relations.listing import relations_of
from adr.relations.models import Relation, RelationKind
from adr.relations.relating import RefusedRelationError, relate, remove_relation
from adr.relations.succeeding import NoSuccessorError, draft_successor, open_successors
from aruntime.teams.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def relations(request: HttpRequest, team: str, number: int) -> HttpResponse:
    record = get_record_to_edit(request.user, team, number)
    if "remove" in request.POST:
        return _remove(request, record)
    form = RelationForm(request.POST if request.method == "POST" else None, record=record)
    if form.is_valid() and _add(form, record, by=person_of(request)):
        messages.success(
            request, f"The relation to record {form.cleaned_data['other'].number} is added."
        )
        return _to_list(record)
    context = {"record": record, "form": form, "relations": relations_of(record)}
    status = 422 if form.is_bound else 200
    return render(request, "adr/relations/relations.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def successor(request: HttpRequest, team: str, number: int) -> HttpResponse:
    """Ask before a successor is drafted, with those that there are; then draft it."""
    record = get_record_to_edit(request.user, team, number)
    form = SuccessorForm(request.POST if request.method == "POST" else None)
    if record.status != Status.ACCEPTED:
        return _say_not_superseded(request, record)
    if not form.is_valid():
        context = {"record": record, "form": form, "successors": open_successors(record)}
        return render(request, "adr/relations/successor.html", context)
    try:
        draft = draft_successor(
            record=record, by=person_of(request), form_key=form.cleaned_data["key"]
        )
    except NoSuccessorError:
        return _say_not_superseded(request, record)
    messages.success(
        request,
        f"Record {draft.number} is drafted from record {number}, and supersedes it once it is "
        "accepted. Days and results are left out: they were those of the old decision.",
    )
    return redirect("adr:record_edit", team=team, number=draft.number)


def _add(form: RelationForm, record: Record, *, by: User) -> bool:
    """Add what a valid form says; where it cannot be, say why in the form."""
    said = form.cleaned_data
    try:
        if said["kind"] == SUPERSEDES:
            _name_predecessor(record, said["other"], by=by)
        else:
            relate(
                record=record,
                kind=RelationKind(said["kind"]),
                other=said["other"],
                by=by,
                note=said["note"],
            )
    except RefusedRelationError as refusal:
        form.add_error("other", str(refusal))
        return False
    return True


def _name_predecessor(record: Record, old: Record, *, by: User) -> None:
    content = content_of(record)
    if content.successor_of:
        raise RefusedRelationError(
            f"It is to supersede record {content.successor_of} already. Change that under Basics"
        )
    try:
        revise(
            record=record,
            content=replace(content, successor_of=old.number),
            by=by,
            expected_revision=record.revision,
        )
    except (EditConflictError, FrozenRecordError) as error:
        raise RefusedRelationError("The record was changed meanwhile. Try again") from error


def _remove(request: HttpRequest, record: Record) -> HttpResponse:
    pk = request.POST["remove"]
    of_record = Relation.objects.filter(record=record) | Relation.objects.filter(other=record)
    relation = get_object_or_404(of_record, pk=int(pk) if pk.isdecimal() else 0)
    remove_relation(relation, by=person_of(request))
    messages.success(request, "The relation is removed.")
    return _to_list(record)


def _say_not_superseded(request: HttpRequest, record: Record) -> HttpResponse:
    messages.info(
        request,
        f"Record {record.number} is {Record.objects.get(pk=record.pk).get_status_display().lower()}"
        ". Only an accepted record is superseded.",
    )
    return redirect(record_url(record))


def _to_list(record: Record) -> HttpResponse:
    return redirect("adr:record_relations", team=record.team.slug, number=record.number)
