"""Addresses of what the guide links to."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from selection.guide.models import GuideEntry, Kind
from selection.guide.schema import question_pages

OVERVIEW = "overview"
NAMES = {
    Kind.GUIDE: "guide_page",
    Kind.CATEGORY: "category",
    Kind.LAYER: "layer",
    Kind.TERM: "term",
    Kind.USE_CASE: "use_case",
}


@dataclass(frozen=True)
class Link:
    """A place of this site: where it is, its words, and what is said of it, or nothing."""

    address: str
    title: str
    note: str = ""


def address_of(path: str) -> str:
    """Return the address of the entry that is named `path`, such as `glossary/kv-cache`."""
    kind, _, slug = path.partition("/")
    if path == f"{Kind.GUIDE}/{OVERVIEW}":
        return reverse("selection:guide")
    return reverse(f"selection:{NAMES[Kind(kind)]}", args=[slug])


def target_of(entry: GuideEntry) -> str:
    """Return the name under which an entry is corrected: a term and the boundary of a category
    are things of their own, all else is a page."""
    match entry.kind:
        case Kind.TERM:
            return f"term:{entry.slug}"
        case Kind.CATEGORY:
            return f"boundary:{entry.slug}"
    return f"page:{entry.path}"


def entry_link(entry: GuideEntry) -> Link:
    return Link(address_of(entry.path), entry.title, entry.get_kind_display())


def question_link(page: str) -> Link:
    """Return the link to a page of the questionnaire, named as `task/page`."""
    address = reverse("selection:guide_question", args=page.split("/"))
    return Link(address, question_pages().get(page, page))


def component_address(slug: str) -> str:
    """Return the address of a component's profile, or nothing where there is no such page."""
    try:
        return reverse("selection:component", args=[slug])
    except NoReverseMatch:
        return ""
