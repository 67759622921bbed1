"""`manage.py export_library_pdf`: the whole library as one PDF, or some records of it."""

from argparse import ArgumentParser
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from adr.management.commands.export_records import find_records
from adr.records.pdf import INSTALL_LINE
from adr.records.pdf_process import FOR_LIBRARIES
from adr.records.pdf_renderer import MissingLibrariesError
from adr.transfer.export.library_drawing import begin_drawing


class Command(BaseCommand):
    help = "Write a library into one PDF with contents, bookmarks and a table of statuses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "numbers", type=int, nargs="*", metavar="NUMBER", help="which records; all without one"
        )
        parser.add_argument("--team", required=True, help="short name of the team in addresses")
        parser.add_argument("-o", "--output", type=Path, help="file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        team, records = find_records(options["team"], options["numbers"])
        if not records.exists():
            raise CommandError(f"The library of {team.slug!r} is empty.")
        path = options["output"] or Path(f"{team.slug}-decisions.pdf")
        numbers = ", ".join(map(str, options["numbers"]))
        try:
            path.write_bytes(
                begin_drawing(team, records, [f"Records {numbers}"] if numbers else ()).result()
            )
        except MissingLibrariesError as error:
            raise CommandError(f"Libraries are missing. Type: {INSTALL_LINE}") from error
        except (BrokenProcessPool, MemoryError) as error:
            raise CommandError(
                "Drawing the records took too long or too much memory. Name some of their numbers."
            ) from error
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        finally:
            FOR_LIBRARIES.stop()
        self.stdout.write(f"Wrote {path}.")
