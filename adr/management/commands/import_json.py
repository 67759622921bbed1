"""`manage.py import_json`: records that `export_records --format json` or a page wrote."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from adr.transfer.export.json_format import JsonFileError, read_json
from adr.transfer.restoring import restore_library
from aruntime.teams.models import Team


class Command(BaseCommand):
    help = "Store the records of a JSON file in the library of a team."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--team", required=True, help="short name of the team in addresses")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        team = Team.objects.filter(slug=options["team"]).first()
        if team is None:
            raise CommandError(f"There is no team {options['team']!r}.")
        try:
            library = read_json(path.read_bytes())
            restored = restore_library(team=team, library=library, by=None, source=path.name)
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except JsonFileError as error:
            raise CommandError(f"Nothing was imported from {path}.\n{error}") from error
        for warning in restored.warnings:
            self.stdout.write(warning)
        if restored.known:
            numbers = ", ".join(map(str, restored.known))
            self.stdout.write(f"Already there: {numbers}.")
        count = len(restored.numbers)
        self.stdout.write(f"Imported {count} record{'' if count == 1 else 's'}.")
