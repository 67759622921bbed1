"""The directory: the list of components, the profile of one, and what changed between releases."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.middleware import HtmxDetails

from selection.directory.changes import compare_releases
from selection.directory.filters import claims_asked_for, find_components, read_entries
from selection.directory.forms import DirectoryForm
from selection.directory.listing import make_listing
from selection.directory.models import Component, Release
from selection.directory.profile import make_profile
from selection.directory.releases import components_with_releases, find_release, with_claims


class HtmxHttpRequest(HttpRequest):
    htmx: HtmxDetails


@require_safe
@login_not_required
@vary_on_headers("HX-Request")
def list_components(request: HtmxHttpRequest) -> HttpResponse:
    entries = read_entries()
    form = DirectoryForm(request.GET, entries=entries)
    valid = form.is_valid()
    found = find_components(entries, form.filters)
    form.show_counts(found.counts)
    listing = make_listing(
        found,
        claims_asked_for(found.entries, form.filters.capabilities),
        all_entries=entries,
        chosen=request.GET.getlist("c"),
        today=timezone.localdate(),
        stale_days=settings.STALE_DAYS,
    )
    context = {"form": form, "listing": listing, "is_filtered": form.has_changed()}
    status = 200 if valid else 422
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, "selection/directory/list.html", context, status=status)
    context["other_filters"] = form.filters_besides(request.htmx.trigger_name or "")
    response = render(request, "selection/directory/list.html#components", context, status=status)
    response["HX-Push-Url"] = f"{reverse('selection:component_list')}{_query_of(form, request)}"
    return response


@require_safe
@login_not_required
def show_component(request: HttpRequest, slug: str) -> HttpResponse:
    component = get_object_or_404(components_with_releases(), slug=slug)
    profile = make_profile(
        component,
        _release_of(component, request.GET.get("release", "")),
        user=request.user,
        today=timezone.localdate(),
        stale_days=settings.STALE_DAYS,
    )
    return render(request, "selection/directory/component.html", {"profile": profile})


@require_safe
@login_not_required
def show_changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What is claimed differently of two releases: of the two newest with claims, if not said."""
    component = get_object_or_404(components_with_releases(), slug=slug)
    known = with_claims(component.releases.all())
    context: dict[str, object] = {"component": component, "releases": known}
    if len(known) > 1:
        after = _release_of(component, request.GET.get("to", known[0].version))
        before = _release_of(component, request.GET.get("from", known[1].version))
        context["changes"] = compare_releases(before, after)
    return render(request, "selection/directory/changes.html", context)


def _release_of(component: Component, version: str) -> Release:
    release = find_release(component.releases.all(), version)
    if release is None:
        raise Http404(f"The directory has no such release of {component.name}.")
    return release


def _query_of(form: DirectoryForm, request: HttpRequest) -> str:
    """Return the shortest query that gives the same page."""
    asked = [(name, form.data[name]) for name in form.changed_data]
    asked += [("c", slug) for slug in request.GET.getlist("c")]
    return f"?{urlencode(asked)}" if asked else ""
