"""The guided form: the list of sections, one section at a time, and the preview of its Markdown."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from adr.records.access import get_record_to_edit, person_of
from adr.records.content import RecordContent
from adr.records.editing import SectionEdit, check_edit, open_edit, retype_edit
from adr.records.gaps import find_gaps
from adr.records.models import Record
from adr.records.page import record_url
from adr.records.reading import content_of
from adr.records.revising import (
    EditConflictError,
    FrozenRecordError,
    is_frozen,
    revise,
    set_aside,
)
from adr.records.sections import Section, find_section, gaps_by_section, next_section
from adr.revisions.conflicts import describe_conflict
from adr.revisions.drafts import drafts_of_others, drop_draft, find_draft, typed_in
from adr.revisions.models import SectionDraft
from adr.revisions.unsent import key_of, say_saved, was_saved
from adr.triggers.basis import changes_in_basis, gaps_in_basis


@require_safe
def edit_record(request: HttpRequest, team: str, number: int) -> HttpResponse:
    record = get_record_to_edit(request.user, team, number)
    if is_frozen(record):
        return _say_frozen(request, record)
    gaps = find_gaps(content_of(record), record.recommendation)
    gaps += gaps_in_basis(changes_in_basis(record))
    context = {
        "record": record,
        "sections": gaps_by_section(gaps),
        "saved": was_saved(request),
    }
    return render(request, "adr/records/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_section(request: HttpRequest, team: str, number: int, section: str) -> HttpResponse:
    record = get_record_to_edit(request.user, team, number)
    found = find_section(section)
    if found is None:
        raise Http404("No such section.")
    if request.method != "POST":
        return _open(request, record, found)
    if {"add", "remove", "preview", "restore"} & request.POST.keys():
        return _retype(request, record, found)
    return _save(request, record, found)


@require_POST
def preview_text(request: HttpRequest, team: str, number: int) -> HttpResponse:
    get_record_to_edit(request.user, team, number)
    text = request.POST.get(request.POST.get("preview", ""), "")
    return render(request, "adr/records/_preview.html", {"text": text})


def _open(request: HttpRequest, record: Record, section: Section) -> HttpResponse:
    """Show what is stored, or what this person typed earlier and never saved."""
    content = content_of(record)
    draft = find_draft(record, section, content, person_of(request))
    if draft:
        edit = retype_edit(section, record, content, typed_in(draft))
        return _show(request, record, edit, draft=draft, frozen=is_frozen(record))
    if is_frozen(record):
        return _say_frozen(request, record)
    return _show(request, record, open_edit(section, record, content))


def _save(request: HttpRequest, record: Record, section: Section) -> HttpResponse:
    content = content_of(record)
    edit = check_edit(section, record, content, request.POST)
    if not edit.is_valid():
        return _show(request, record, edit, status=422)
    mine = edit.written(content)
    if "take-theirs" in request.POST:
        return _take_theirs(request, record, section, mine)
    try:
        revise(
            record=record,
            content=mine,
            by=person_of(request),
            expected_revision=_expected_revision(request, record),
        )
    except EditConflictError as conflict:
        both = open_edit(section, record, conflict.merge.content)
        return _show(request, record, both, status=409, conflict=conflict)
    except FrozenRecordError:
        return _show(request, record, edit, status=409, frozen=True)
    drop_draft(record, section, person_of(request))
    say_saved(request, record, section)
    messages.success(request, f"Saved: {section.title}.")
    following = next_section(section)
    if "and-next" in request.POST and following:
        return _to_section(record, following)
    return redirect("adr:record_edit", team=record.team.slug, number=record.number)


def _take_theirs(
    request: HttpRequest, record: Record, section: Section, mine: RecordContent
) -> HttpResponse:
    try:
        set_aside(record=record, content=mine, by=person_of(request))
    except FrozenRecordError:
        return _say_frozen(request, record)
    drop_draft(record, section, person_of(request))
    say_saved(request, record, section)
    messages.success(request, "The other text stays. Yours is kept in the revisions.")
    return _to_section(record, section)


def _retype(request: HttpRequest, record: Record, section: Section) -> HttpResponse:
    remove = request.POST.get("remove", "")
    edit = retype_edit(
        section,
        record,
        content_of(record),
        request.POST,
        add="add" in request.POST,
        remove=int(remove) if remove.isdecimal() else None,
    )
    return _show(request, record, edit, previewed=request.POST.get("preview", ""))


def _show(
    request: HttpRequest,
    record: Record,
    edit: SectionEdit,
    *,
    status: int = 200,
    conflict: EditConflictError | None = None,
    frozen: bool = False,
    draft: SectionDraft | None = None,
    previewed: str = "",
) -> HttpResponse:
    person = person_of(request)
    moved = conflict or draft
    revision = moved.revision if moved else _expected_revision(request, record)
    context = {
        "record": record,
        "section": edit.section,
        "edit": edit,
        "revision": revision,
        "conflict": describe_conflict(conflict, edit.section, person) if conflict else None,
        "frozen": frozen,
        "draft": draft,
        "drafts_of_others": drafts_of_others(record, edit.section, person),
        "unsent_key": key_of(record, edit.section, person),
        "saved": was_saved(request),
        "preview_url": reverse("adr:record_preview", args=[record.team.slug, record.number]),
        "previewed": previewed,
        "previewed_row": previewed.rpartition("-")[0],
        "following": next_section(edit.section),
        # After a swap the focus goes to the new row, or to the button where a row was removed.
        "focus": "new-row" if "add" in request.POST else "add-button",
    }
    part = "#rows" if request.htmx else ""  # type: ignore[attr-defined]
    return render(request, f"adr/records/section.html{part}", context, status=status)


def _expected_revision(request: HttpRequest, record: Record) -> int:
    """The revision that the form was filled from; a form without one was filled just now."""
    sent = request.POST.get("revision", "")
    known = sent.isdecimal() and 1 <= int(sent) <= record.revision
    return int(sent) if known else record.revision


def _say_frozen(request: HttpRequest, record: Record) -> HttpResponse:
    messages.warning(
        request,
        f"The text of a record that is {record.get_status_display().lower()} does not change. "
        "Draft a new record that supersedes it.",
    )
    return redirect(record_url(record))


def _to_section(record: Record, section: Section) -> HttpResponse:
    return redirect(
        "adr:record_section", team=record.team.slug, number=record.number, section=section.slug
    )
