"""The maintenance record as a page and as an Atom feed, of the whole site or of one target."""

import re
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from selection.corrections.maintenance import changes_of
from selection.corrections.models import MaintenanceEntry, MaintenanceQuerySet, TargetKind
from selection.corrections.targets import find_target

ENTRIES_PER_PAGE = 25
ENTRIES_IN_FEED = 50
# Characters that XML cannot hold.
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@require_safe
@login_not_required  # Anyone may see how the facts are kept.
def show_maintenance(request: HttpRequest) -> HttpResponse:
    name = request.GET.get("target", "")
    page = Paginator(entries_about(name), ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(entry, changes_of(entry)) for entry in page],
        "target_name": name,
        "target": find_target(name),
        "feed_url": address_of("maintenance_feed", name),
    }
    return render(request, "selection/corrections/maintenance.html", context)


def entries_about(name: str) -> MaintenanceQuerySet:
    """Return the entries on a target by its name, or all without one; 404 for no such kind."""
    entries = MaintenanceEntry.objects.select_related("by")
    if not name:
        return entries
    kind, _, key = name.partition(":")
    if kind not in TargetKind.values or "\0" in key:
        raise Http404("No such thing in the maintenance record.")
    return entries.about(kind, key)


def address_of(view: str, name: str) -> str:
    """Return the address of the record or of its feed, for one target or for all."""
    return reverse(f"selection:{view}", query={"target": name} if name else None)


class MaintenanceFeed(Feed):
    """The newest entries as Atom."""

    feed_type = Atom1Feed
    author_name = "ARuntime"
    subtitle = "Corrections accepted and declined, and releases loaded."

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return request.GET.get("target", "")

    def title(self, name: str) -> str:
        target = find_target(name)
        return _for_xml(f"ARuntime: maintenance record{f' of {target.title}' if target else ''}")

    def link(self, name: str) -> str:
        return address_of("maintenance", name)

    def feed_url(self, name: str) -> str:
        return address_of("maintenance_feed", name)

    def items(self, name: str) -> MaintenanceQuerySet:
        return entries_about(name)[:ENTRIES_IN_FEED]

    def item_title(self, item: MaintenanceEntry) -> str:
        return _for_xml(str(item))

    def item_description(self, item: MaintenanceEntry) -> str:
        lines = [
            f"{change.label}: {change.before or '(empty)'} → {change.after or '(empty)'}"
            for change in changes_of(item)
        ]
        return _for_xml("\n".join([*lines, item.what]).strip())

    def item_link(self, item: MaintenanceEntry) -> str:
        return f"{address_of('maintenance', item.target)}#entry-{item.pk}"

    def item_pubdate(self, item: MaintenanceEntry) -> datetime:
        return item.at

    def item_updateddate(self, item: MaintenanceEntry) -> datetime:
        return item.at


def _for_xml(text: str) -> str:
    return NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


feed = login_not_required(MaintenanceFeed())
