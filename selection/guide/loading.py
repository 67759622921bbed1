"""Brings the stored guide in line with its files: they are the truth, and what left them goes."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from selection.guide.models import GuideEntry
from selection.guide.reading import GuideFile
from selection.row_updates import LoadOutcome, save_if_changed


@transaction.atomic
def load_guide(files: Iterable[GuideFile]) -> LoadOutcome:
    """Store all entries, and delete those without a file; outcomes name entries by their paths."""
    stored = {entry.path: entry for entry in GuideEntry.objects.all()}
    wanted = {file.path: file for file in files}
    added: list[str] = []
    changed: list[str] = []
    for path, file in wanted.items():
        row = stored.get(path) or GuideEntry(kind=file.kind, slug=file.slug)
        if save_if_changed(row, **columns(file)):
            (changed if path in stored else added).append(path)
    removed = [path for path in stored if path not in wanted]
    GuideEntry.objects.filter(pk__in=[stored[path].pk for path in removed]).delete()
    return LoadOutcome(len(wanted), tuple(added), tuple(changed), tuple(removed))


def columns(file: GuideFile) -> dict[str, Any]:
    """Return the values of an entry's columns; a field that its kind lacks keeps its default."""
    return {**file.fields.model_dump(), "text": file.text}
