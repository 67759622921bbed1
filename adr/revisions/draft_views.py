"""What the form of a section sends while somebody types."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from adr.records.access import get_record_to_edit, person_of
from adr.records.sections import Section, find_section
from adr.revisions.drafts import drop_draft, keep_draft


@require_POST
@never_cache
def autosave_section(request: HttpRequest, team: str, number: int, section: str) -> HttpResponse:
    record = get_record_to_edit(request.user, team, number)
    revision = request.POST.get("revision", "")
    draft = keep_draft(
        record=record,
        section=_section(section),
        typed=request.POST,
        revision=int(revision) if revision.isdecimal() else record.revision,
        by=person_of(request),
    )
    return HttpResponse(f"Draft kept {timezone.localtime(draft.updated_at):%H:%M}, not saved yet")


@require_POST
def discard_draft(request: HttpRequest, team: str, number: int, section: str) -> HttpResponse:
    record = get_record_to_edit(request.user, team, number)
    drop_draft(record, _section(section), person_of(request))
    messages.success(request, "Your draft is discarded. This is the text that is saved.")
    return redirect("adr:record_section", team=team, number=number, section=section)


def _section(slug: str) -> Section:
    section = find_section(slug)
    if section is None:
        raise Http404("No such section.")
    return section
