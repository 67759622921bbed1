"""Writes down the words of all reference pages, so that the search finds them."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import OuterRef, Subquery

from selection.directory.models import Claim, ClaimStatus, Component, Release
from selection.directory.vocabulary import load_vocabulary
from selection.guide.models import GuideEntry
from selection.row_updates import save_if_changed
from selection.search.models import HitKind, SearchEntry
from selection.search.plain_text import read_markdown

# Who looks for a capability is not helped by a component that lacks it.
PROVIDED = [ClaimStatus.SUPPORTED, ClaimStatus.PARTIAL]


@transaction.atomic
def index_reference() -> None:
    """Bring the index in line with directory and guide; what has not changed is not written.

    To be called in the transaction that changed them.
    """
    stored = {(entry.kind, entry.key): entry for entry in SearchEntry.objects.all()}
    for wanted in (*_component_entries(), *_guide_entries()):
        row = stored.pop((wanted.kind, wanted.key), wanted)
        save_if_changed(row, title=wanted.title, headings=wanted.headings, body=wanted.body)
    SearchEntry.objects.filter(pk__in=[gone.pk for gone in stored.values()]).delete()


def _component_entries() -> Iterator[SearchEntry]:
    capabilities = _provided_capabilities()
    label = load_vocabulary().category_label
    for component in Component.objects.all():
        lines = [
            component.summary,
            component.execution_unit,
            f"Maintained by {component.maintainer}.",
            ", ".join(capabilities.get(component.pk, [])),
        ]
        yield SearchEntry(
            kind=HitKind.COMPONENT,
            key=component.slug,
            title=component.name,
            headings="\n".join(map(label, (component.category, *component.also))),
            body=_lines(lines),
        )


def _provided_capabilities() -> dict[int, list[str]]:
    """Return the labels of what each component provides at its newest release that has claims.

    One query. A release that is only known by its date says nothing of what it provides.
    """
    label = load_vocabulary().capability_label
    read = Release.objects.filter(component=OuterRef("release__component"), claims__isnull=False)
    newest = Subquery(read.order_by("order").values("pk")[:1])
    claims = Claim.objects.filter(release=newest, status__in=PROVIDED)
    provided: dict[int, list[str]] = {}
    for claim in claims.select_related("capability", "release"):
        provided.setdefault(claim.release.component_id, []).append(label(claim.capability.key))
    return provided


def _guide_entries() -> Iterator[SearchEntry]:
    for entry in GuideEntry.objects.all():
        plain = read_markdown(entry.text)
        lines = [
            entry.summary,
            *entry.takeaways,
            entry.responsibility,
            entry.execution_unit,
            plain.text,
        ]
        yield SearchEntry(
            kind=entry.kind,
            key=entry.slug,
            title=entry.title,
            # The other names of a term are looked up like a heading.
            headings="\n".join([*entry.also, *plain.headings]),
            body=_lines(lines),
        )


def _lines(texts: list[str]) -> str:
    return "\n".join(text for text in texts if text)
