"""`manage.py export_reference DIR`: the reference facts from the database back into files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from selection.directory.writing import UnfitFolderError, export_components


class Command(BaseCommand):
    help = (
        "Writes the facts of the runtime directory, accepted corrections included, as the files "
        "that load_reference reads. The folder is new, empty, or holds such files only: those of "
        "components that are gone are removed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="where the files go")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            outcome = export_components(folder)
        except UnfitFolderError as error:
            raise CommandError(f"{error} Nothing was written.") from error
        except OSError as error:
            raise CommandError(f"{folder} cannot be written: {error}") from error
        self.stdout.write(f"{folder}: {outcome.sentence('files')}")
