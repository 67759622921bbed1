"""What the pages of the guide show, put together with a number of queries that never grows."""

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.utils.safestring import SafeString

from aruntime.markdown import render_own_markdown
from selection.directory.models import Component, Release
from selection.directory.vocabulary import load_vocabulary
from selection.guide.links import (
    Link,
    address_of,
    component_address,
    entry_link,
    question_link,
    target_of,
)
from selection.guide.matrix import Row, load_matrix
from selection.guide.models import GuideEntry, GuideStatus, Kind

TONES = {
    GuideStatus.DRAFT: "active",
    GuideStatus.PRODUCTION_GUIDANCE: "good",
    GuideStatus.UNDER_REVIEW: "warn",
    GuideStatus.RETIRED: "bad",
}


@dataclass(frozen=True)
class EntryPage:
    """One entry with its text as HTML and all that it leads to.

    `target` names it as corrections and the maintenance record do.
    """

    entry: GuideEntry
    html: SafeString
    tone: str
    related: tuple[Link, ...]
    questions: tuple[Link, ...]
    target: str


@dataclass(frozen=True)
class ListedComponent:
    """A component as a list of the guide names it; `address` is empty without a profile."""

    name: str
    address: str
    summary: str
    category: Link
    version: str


def entry_page(kind: Kind, slug: str) -> EntryPage:
    """Return the page of an entry; raise Http404 where there is none. Two queries."""
    entry = GuideEntry.objects.filter(kind=kind, slug=slug).first()
    if entry is None:
        raise Http404("The guide has no such entry.")
    return EntryPage(
        entry=entry,
        html=render_own_markdown(entry.text, address_of),
        tone=TONES[GuideStatus(entry.status)],
        related=related_links(entry),
        questions=tuple(map(question_link, entry.questions)),
        target=target_of(entry),
    )


def related_links(entry: GuideEntry) -> tuple[Link, ...]:
    """Return links to the related entries, in the order of the file."""
    slugs = {path.partition("/")[2] for path in entry.related}
    found = {other.path: other for other in GuideEntry.objects.filter(slug__in=slugs)}
    return tuple(entry_link(found[path]) for path in entry.related if path in found)


def entries_of(kind: Kind) -> list[GuideEntry]:
    """Return all entries of a kind in their order. One query."""
    return list(GuideEntry.objects.filter(kind=kind))


def chapters() -> list[Link]:
    """Return links to the pages of the guide, the overview first. One query."""
    return [
        Link(address_of(entry.path), entry.title, entry.summary) for entry in entries_of(Kind.GUIDE)
    ]


def neighbours(links: list[Link], address: str) -> tuple[Link | None, Link | None]:
    """Return what stands before and after the page at `address`."""
    at = next((index for index, link in enumerate(links) if link.address == address), None)
    if at is None:
        return None, None
    before = links[at - 1] if at else None
    return before, links[at + 1] if at + 1 < len(links) else None


def category_link(key: str) -> Link:
    return Link(address_of(f"{Kind.CATEGORY}/{key}"), load_vocabulary().category_label(key))


def layer_link(number: int) -> Link:
    name = load_vocabulary().layers[number]
    return Link(address_of(f"{Kind.LAYER}/{number}"), f"Layer {number}: {name}")


@dataclass(frozen=True)
class MatrixRow:
    """A row of the category matrix with its names as links."""

    need: str
    category: Link
    additions: tuple[Link, ...]


def matrix_rows(key: str = "") -> list[MatrixRow]:
    """Return the category matrix, or those of its rows that lead to the category `key`."""
    return [_matrix_row(row) for row in load_matrix() if not key or row.names(key)]


def _matrix_row(row: Row) -> MatrixRow:
    links = [
        Link(address_of(f"{Kind.CATEGORY}/{cell.key}"), cell.name)
        for cell in (row.category, *row.additions)
    ]
    return MatrixRow(row.need, links[0], tuple(links[1:]))


def components_in(category: str) -> list[ListedComponent]:
    """Return the components of a category, second categories included, by name. One query."""
    return [
        _listed(row) for row in _components() if category == row.category or category in row.also
    ]


def components_on(layer: int) -> list[ListedComponent]:
    """Return the components that reach over a layer, by name. One query."""
    return [_listed(row) for row in _components() if layer in row.layers]


def _components() -> Iterable[Component]:
    # Lists in JSON cannot be searched alike on both databases; the directory is small.
    newest = Release.objects.filter(component=OuterRef("pk")).order_by("order")
    rows = Component.objects.annotate(newest=Subquery(newest.values("version")[:1]))
    return sorted(rows, key=lambda row: row.name.casefold())


def _listed(row: Component) -> ListedComponent:
    return ListedComponent(
        name=row.name,
        address=component_address(row.slug),
        summary=row.summary,
        category=category_link(row.category),
        version=getattr(row, "newest", None) or "",
    )


@dataclass(frozen=True)
class Letter:
    """A letter of the glossary with the terms that begin with it."""

    letter: str
    terms: tuple[GuideEntry, ...]


def glossary_letters() -> list[Letter]:
    """Return every letter from A to Z with its terms. One query."""
    terms = sorted(entries_of(Kind.TERM), key=lambda term: term.title.casefold())
    return [
        Letter(letter, tuple(term for term in terms if term.title.upper().startswith(letter)))
        for letter in ascii_uppercase
    ]


def words_on_page(task: str, page: str) -> list[Link]:
    """Return the terms that a page of the questionnaire uses, by title. One query."""
    path = f"{task}/{page}"
    terms = GuideEntry.objects.filter(kind=Kind.TERM).only(
        "kind", "slug", "title", "summary", "questions"
    )
    return [
        Link(address_of(term.path), term.title, term.summary)
        for term in terms
        if path in term.questions
    ]
