from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.middleware import HtmxDetails

from selection.search.page import search_page

# The list below the search box of every page; the ids are those of `includes/search_box.html`.
QUICK_LIST = "quick-hits"


class HtmxHttpRequest(HttpRequest):
    htmx: HtmxDetails


@require_safe
@login_not_required
@vary_on_headers("HX-Request", "HX-Target")
def search(request: HtmxHttpRequest) -> HttpResponse:
    """Search the reference; a team's records are searched in its library."""
    result = search_page(
        request.GET.get("q", ""), request.GET.get("kind", ""), request.GET.get("page", "1")
    )
    part = ""
    if request.htmx and not request.htmx.history_restore_request:
        part = "#quick" if request.htmx.target == QUICK_LIST else "#results"
    return render(request, f"selection/search/search.html{part}", {"result": result})
