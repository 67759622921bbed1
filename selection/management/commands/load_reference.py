"""`manage.py load_reference`: the reference facts and the guide, from files into the database."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from selection.directory.conflicts import ConflictError, Preference
from selection.directory.loading import load_entries
from selection.directory.reading import ENTRIES, read_entries
from selection.directory.schema import ComponentEntry
from selection.directory.vocabulary import BadVocabularyError, load_vocabulary
from selection.fact_files import BadFactsError
from selection.guide.loading import load_guide
from selection.guide.reading import CONTENT, GuideFile, read_guide
from selection.marked_yaml import Mistake
from selection.search.indexing import index_reference


class Command(BaseCommand):
    help = (
        "Loads the reference facts of the runtime directory and the selection guide. Loading again "
        "changes only what differs in the files; what has no file any more is deleted."
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
            "--guide",
            type=Path,
            default=CONTENT,
            metavar="FOLDER",
            help="folder with the files of the guide; the project's own without it",
        )
        parser.add_argument(
            "--check", action="store_true", help="only read the files and list every mistake"
        )
        parser.add_argument(
            "--prefer",
            type=Preference,
            choices=list(Preference),
            metavar="{files,corrections}",
            help="what counts where a file and an accepted correction differ; nothing is loaded "
            "then without it",
        )

    def handle(
        self,
        *args: Any,
        path: Path,
        guide: Path,
        check: bool,
        prefer: Preference | None,
        **options: Any,
    ) -> None:
        components, entries = read(path, guide, today=timezone.localdate())
        if check:
            claims = sum(len(component.capabilities) for component in components)
            self.stdout.write(
                f"{len(components)} components with {claims} claims, no mistake found.\n"
                f"{len(entries)} entries of the guide, no mistake found."
            )
            return
        try:
            with transaction.atomic():
                facts, texts = load_entries(components, prefer=prefer), load_guide(entries)
                index_reference()
        except ConflictError as error:
            raise CommandError(
                f"{error}\nNothing was loaded. Say which counts: --prefer files or "
                "--prefer corrections."
            ) from error
        self.stdout.write(facts.sentence("components"))
        self.stdout.write(texts.sentence("entries of the guide"))


def read(
    path: Path, guide: Path, *, today: date
) -> tuple[tuple[ComponentEntry, ...], tuple[GuideFile, ...]]:
    """Return what all files say; raise CommandError with every mistake of every file."""
    components: tuple[ComponentEntry, ...] = ()
    entries: tuple[GuideFile, ...] = ()
    mistakes: list[Mistake] = []
    try:
        load_vocabulary()
    except BadVocabularyError as error:
        raise CommandError(f"{error}\nWithout its words no file was read.") from error
    try:
        components = read_entries(path, today=today)
    except BadFactsError as error:
        mistakes += error.mistakes
    try:
        entries = read_guide(guide, today=today)
    except BadFactsError as error:
        mistakes += error.mistakes
    if mistakes:
        plural = "mistake" if len(mistakes) == 1 else "mistakes"
        listed = BadFactsError(mistakes)
        raise CommandError(f"{listed}\n{len(mistakes)} {plural} found. Nothing was loaded.")
    return components, entries
