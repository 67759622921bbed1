"""Entries of the search, made in one call each."""

from datetime import date
from typing import Any

from selection.guide.models import GuideEntry, GuideStatus, Kind
from selection.search.models import HitKind, SearchEntry


def make_entry(title: str = "Paged attention", **changes: Any) -> SearchEntry:
    number = SearchEntry.objects.count()
    return SearchEntry.objects.create(
        **{
            "kind": HitKind.TERM,
            "key": f"entry-{number}",
            "title": title,
            "body": "Keeps what was read.",
            **changes,
        }
    )


def make_guide_entry(**changes: Any) -> GuideEntry:
    return GuideEntry.objects.create(
        **{
            "kind": Kind.TERM,
            "slug": "kv-cache",
            "title": "KV cache",
            "summary": "What attention has read already.",
            "audience": "Everybody",
            "status": GuideStatus.DRAFT,
            "reviewed": date(2026, 11, 24),
            "text": "## Why it matters\n\nIt grows with [the context](glossary/context).",
            **changes,
        }
    )
