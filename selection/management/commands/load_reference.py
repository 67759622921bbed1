"""`manage.py load_reference`: the reference facts from their files into the database."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from selection.directory.loading import LoadOutcome, load_entries
from selection.directory.reading import ENTRIES, BadFactsError, read_entries
from selection.directory.schema import ComponentEntry


class Command(BaseCommand):
    help = (
        "Loads the reference facts of the runtime directory. Loading again changes only what "
        "differs in the files; a component whose file is gone is deleted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path",
            nargs="?",
            type=Path,
            default=ENTRIES,
            help="folder with one file for each component; the project's own without it",
        )
        parser.add_argument(
            "--check", action="store_true", help="only read the files and list every mistake"
        )

    def handle(self, *args: Any, path: Path, check: bool, **options: Any) -> None:
        entries = read(path, today=timezone.localdate())
        if check:
            claims = sum(len(entry.capabilities) for entry in entries)
            self.stdout.write(f"{len(entries)} components with {claims} claims, no mistake found.")
            return
        self.stdout.write(sentence(load_entries(entries)))


def read(path: Path, *, today: date) -> tuple[ComponentEntry, ...]:
    try:
        return read_entries(path, today=today)
    except BadFactsError as error:
        count = len(error.mistakes)
        plural = "mistake" if count == 1 else "mistakes"
        raise CommandError(f"{error}\n{count} {plural} found. Nothing was loaded.") from error


def sentence(outcome: LoadOutcome) -> str:
    """Return "95 components, nothing changed." or what was added, changed and removed."""
    if outcome.is_unchanged:
        return f"{outcome.components} components, nothing changed."
    if outcome.components == len(outcome.added):
        return f"{outcome.components} components, all added."
    parts = [
        f"{word} {', '.join(slugs)}"
        for word, slugs in (
            ("added", outcome.added),
            ("changed", outcome.changed),
            ("removed", outcome.removed),
        )
        if slugs
    ]
    return f"{outcome.components} components: {'; '.join(parts)}."
