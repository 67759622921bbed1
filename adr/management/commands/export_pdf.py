"""Write a decision record into a PDF file: the same that its page offers."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from adr.records.models import Record
from adr.records.page import record_page
from adr.records.pdf import INSTALL_LINE, pdf_name, record_pdf
from adr.records.pdf_process import PdfFailedError
from adr.records.pdf_renderer import MissingLibrariesError
from adr.transfer.export.enclosing import enclosures_of


class Command(BaseCommand):
    help = "Write a decision record into a PDF file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int, help="number of the record in the team's library")
        parser.add_argument("--team", required=True, help="short name of the team in addresses")
        parser.add_argument("-o", "--output", type=Path, help="file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        team, number = options["team"], options["number"]
        record = Record.objects.filter(team__slug=team, number=number).first()
        if record is None:
            raise CommandError(f"The team {team!r} has no record {number}.")
        page = record_page(record)
        path = options["output"] or Path(pdf_name(page))
        try:
            path.write_bytes(record_pdf(page, enclosures_of(record)))
        except MissingLibrariesError as error:
            raise CommandError(f"Libraries are missing. Type: {INSTALL_LINE}") from error
        except PdfFailedError as error:
            raise CommandError("Drawing the record took too long or too much memory.") from error
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Wrote {path}.")
