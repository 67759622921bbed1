from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.middleware import HtmxDetails

from adr.library.forms import LibraryForm
from adr.library.page import library_page
from aruntime.teams.access import get_membership
from aruntime.teams.models import Role


class HtmxHttpRequest(HttpRequest):
    htmx: HtmxDetails


@require_safe
@vary_on_headers("HX-Request")
def record_list(request: HtmxHttpRequest, team: str) -> HttpResponse:
    """The library: all records of the team, narrowed down by what the address says."""
    membership = get_membership(request.user, team)
    form = LibraryForm(team=membership.team, data=request.GET)
    valid = form.is_valid()
    library = library_page(
        membership.team,
        form.cleaned_data,  # A filter that is wrong is named on the page, and left out.
        page_number=request.GET.get("page", "1"),
        today=timezone.localdate(),
        due_soon_days=settings.DUE_SOON_DAYS,
    )
    context = {
        "team": membership.team,
        "form": form,
        "library": library,
        "is_filtered": form.has_changed(),
        "may_write": membership.may_act_as(Role.AUTHOR),
        "may_review": membership.may_act_as(Role.REVIEWER),
    }
    part = "#records" if request.htmx and not request.htmx.history_restore_request else ""
    template = f"adr/library/record_list.html{part}"
    return render(request, template, context, status=200 if valid else 422)
