"""`manage.py export_records`: records as Markdown for a repository, or as JSON."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from adr.records.models import Record
from adr.transfer.export.gathering import documents_of, library_of, names_of
from adr.transfer.export.json_format import write_library
from adr.transfer.export.repository import decision_files, write_folder, write_zip
from aruntime.teams.models import Team


class Command(BaseCommand):
    help = "Write records as MADR files into a folder or a ZIP, or as one JSON file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "numbers", type=int, nargs="*", metavar="NUMBER", help="which records; all without one"
        )
        parser.add_argument("--team", required=True, help="short name of the team in addresses")
        parser.add_argument("--format", choices=["madr", "json"], default="madr")
        parser.add_argument(
            "-o",
            "--output",
            type=Path,
            required=True,
            help="a folder or a .zip for Markdown, a file for JSON",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        team, records = find_records(options["team"], options["numbers"])
        output: Path = options["output"]
        try:
            if options["format"] == "json":
                output.write_bytes(write_library(library_of(team, records)))
            else:
                _write_markdown(team, records, output)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        count = records.count()
        self.stdout.write(f"Wrote {count} record{'' if count == 1 else 's'} to {output}.")


def find_records(slug: str, numbers: list[int]) -> tuple[Team, QuerySet[Record]]:
    """Return the team and its records of those numbers; raise CommandError where one is missing."""
    team = Team.objects.filter(slug=slug).first()
    if team is None:
        raise CommandError(f"There is no team {slug!r}.")
    records = team.records.order_by("number")
    if numbers:
        records = records.filter(number__in=numbers)
        missing = sorted(set(numbers) - set(records.values_list("number", flat=True)))
        if missing:
            raise CommandError(f"The team {slug!r} has no record {', '.join(map(str, missing))}.")
    return team, records


def _write_markdown(team: Team, records: QuerySet[Record], output: Path) -> None:
    files = decision_files(documents_of(records), team=team.name, names=names_of(team))
    if output.suffix.lower() == ".zip":
        with output.open("wb") as target:
            write_zip(files, target)
    else:
        write_folder(files, output)
