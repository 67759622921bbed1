"""What the page of the search shows, as plain data."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.http import urlencode

from selection.search.models import HitKind
from selection.search.searching import (
    Hit,
    count_kinds,
    describe_hits,
    find_entries,
    is_long_enough,
)

PAGE_LENGTH = 25
PLURALS = {
    HitKind.COMPONENT: "Components",
    HitKind.CATEGORY: "Categories",
    HitKind.LAYER: "Layers",
    HitKind.TERM: "Terms",
    HitKind.GUIDE: "Guide pages",
    HitKind.USE_CASE: "Use cases",
}


@dataclass(frozen=True)
class KindFilter:
    """A link of the page that leaves hits of one kind, or of all."""

    label: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class SearchPage:
    """`found` is the number of hits in words; `count` is without the filter by kind."""

    query: str
    is_long_enough: bool
    kind: str
    filters: tuple[KindFilter, ...]
    hits: tuple[Hit, ...]
    page: Page
    count: int
    found: str
    address: str


def search_page(query: str, kind: str, page_number: str) -> SearchPage:
    """Return one page of hits. At most three queries; an unknown kind counts as none."""
    kind = kind if kind in HitKind.values else ""
    entries = find_entries(query)
    counts = count_kinds(entries) if is_long_enough(query) else {}
    total = sum(counts.values())
    if kind:
        entries = entries.filter(kind=kind)
    page = Paginator(entries, PAGE_LENGTH).get_page(page_number)
    return SearchPage(
        query=query,
        is_long_enough=is_long_enough(query),
        kind=kind,
        filters=_filters(query, kind, counts),
        hits=tuple(describe_hits(page.object_list, query)),
        page=page,
        count=total,
        found=f"{page.paginator.count} result{'' if page.paginator.count == 1 else 's'}",
        address=_address(query),
    )


def _filters(query: str, chosen: str, counts: dict[HitKind, int]) -> tuple[KindFilter, ...]:
    everything = KindFilter("Everything", sum(counts.values()), _address(query), not chosen)
    kinds = (
        KindFilter(PLURALS[kind], counts.get(kind, 0), _address(query, kind), kind == chosen)
        for kind in HitKind
        if kind in counts or kind == chosen
    )
    return (everything, *kinds)


def _address(query: str, kind: str = "") -> str:
    words = {"q": query, **({"kind": kind} if kind else {})}
    return f"{reverse('selection:search')}?{urlencode(words)}"
