"""Editions: all reference facts as they stood after one load, so that results can be repeated."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.utils import timezone

from selection.directory.as_knowledge import component_in_file, stored_components
from selection.directory.models import DirectoryEdition
from selection.directory.reading import read_entries
from selection.engine.canonical import digest, from_bytes, to_bytes
from selection.engine.knowledge import Directory


def store_edition() -> DirectoryEdition:
    """Make the facts of the database the current edition; equal facts have one edition."""
    facts = Directory(version="", components=stored_components())
    current = DirectoryEdition.objects.first()
    if current and current.digest == digest(facts):
        return current
    return DirectoryEdition.objects.update_or_create(
        digest=digest(facts),
        defaults={"current_since": timezone.now()},
        create_defaults={"content": to_bytes(facts).decode()},
    )[0]


def latest_edition() -> DirectoryEdition:
    """Return the edition of the last load; raise DirectoryEdition.DoesNotExist before any.

    Its content, which is long, is read only by whoever asks for it.
    """
    current = DirectoryEdition.objects.defer("content").first()
    if current is None:
        raise DirectoryEdition.DoesNotExist("No reference facts are loaded.")
    return current


def directory_of(edition: DirectoryEdition) -> Directory:
    """Return the facts of an edition, as the engine reads them."""
    return _parsed(edition.digest, edition.content)


def directory_in_files(*, today: date) -> Directory:
    """Return the facts of the project's own files; raise BadFactsError if any file is bad."""
    entries = read_entries(today=today)
    facts = Directory(version="", components=tuple(map(component_in_file, entries)))
    return replace(facts, version=digest(facts)[:12])


@lru_cache(maxsize=4)
def _parsed(digest: str, content: str) -> Directory:
    return replace(from_bytes(Directory, content), version=digest[:12])
