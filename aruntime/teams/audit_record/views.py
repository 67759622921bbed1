"""The audit record of a team, as a page and as files. Nothing here changes it.

Only owners read it. It names people who were invited, refused or removed, their addresses, and what
each member does all day; owners answer for the team and need it for that. What a member needs, the
history of a record, stands on the page of the record.
"""

from collections.abc import Callable, Iterator

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.middleware import HtmxDetails

from aruntime.teams.access import get_team
from aruntime.teams.audit_record.entries import filter_entries
from aruntime.teams.audit_record.export import write_csv, write_lines
from aruntime.teams.audit_record.forms import AuditFilterForm
from aruntime.teams.audit_record.page import audit_page
from aruntime.teams.models import AuditEntry, Role


class HtmxHttpRequest(HttpRequest):
    htmx: HtmxDetails


@require_safe
@vary_on_headers("HX-Request")
def show_audit(request: HtmxHttpRequest, slug: str) -> HttpResponse:
    team = get_team(request.user, slug, acting_as=Role.OWNER)
    form = AuditFilterForm(team=team, data=request.GET)
    valid = form.is_valid()
    context = {
        "team": team,
        "form": form,
        # A filter that is wrong is named on the page, and left out.
        "audit": audit_page(team, form.cleaned_data, page_number=request.GET.get("page", "1")),
        "is_filtered": form.has_changed(),
    }
    part = "#entries" if request.htmx and not request.htmx.history_restore_request else ""
    template = f"account/audit/audit.html{part}"
    return render(request, template, context, status=200 if valid else 422)


@require_safe
def export_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    return _export(request, slug, write_csv, "csv", "text/csv; charset=utf-8")


@require_safe
def export_lines(request: HttpRequest, slug: str) -> HttpResponseBase:
    return _export(request, slug, write_lines, "jsonl", "application/jsonl; charset=utf-8")


def _export(
    request: HttpRequest,
    slug: str,
    write: Callable[[QuerySet[AuditEntry]], Iterator[str]],
    ending: str,
    content_type: str,
) -> HttpResponseBase:
    """Return the entries that the page shows under the same filters, all of them."""
    team = get_team(request.user, slug, acting_as=Role.OWNER)
    form = AuditFilterForm(team=team, data=request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('account:audit', args=[slug])}?{request.GET.urlencode()}")
    return StreamingHttpResponse(
        write(filter_entries(team, form.cleaned_data)),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="audit-{slug}.{ending}"'},
    )
