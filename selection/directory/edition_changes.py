"""What has changed in the reference since an edition of it: found again, should nobody have heard.

An edition never changes, so the difference between two of them is worked out once.
"""

from datetime import datetime
from functools import lru_cache

from selection.directory.editions import directory_of, latest_edition
from selection.directory.fact_changes import changes_between
from selection.directory.models import DirectoryEdition
from selection.signals import FactChange


def changes_since(edition: DirectoryEdition) -> tuple[FactChange, ...]:
    """Return every change between the edition and the facts of today.

    All carry the time since when the facts are as they are today.
    """
    latest = latest_edition()
    if latest.digest == edition.digest:
        return ()
    return _changes(edition.digest, latest.digest, latest.current_since)


@lru_cache(maxsize=32)
def _changes(before: str, after: str, at: datetime) -> tuple[FactChange, ...]:
    old, new = (
        {component.slug: component for component in directory_of(edition).components}
        for edition in (
            DirectoryEdition.objects.get(digest=before),
            DirectoryEdition.objects.get(digest=after),
        )
    )
    return tuple(
        change
        for slug, component in old.items()
        for change in changes_between(component, new.get(slug), at=at)
    )
