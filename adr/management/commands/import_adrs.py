"""Import decision records from Markdown files into the library of a team."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from adr.transfer.archive import ArchiveError
from adr.transfer.gathering import Gathered, gather
from adr.transfer.importing import import_files
from adr.transfer.planning import ImportPlan, Outcome, plan_import
from adr.transfer.report import lines_of, report_of
from aruntime.teams.models import Team, User


class Command(BaseCommand):
    help = (
        "Import decision records from Markdown: MADR, Nygard and adr-tools, Log4brains, phodal. "
        "Templates and indexes are left out. Running it again imports nothing twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="a folder, a Markdown file or a ZIP")
        parser.add_argument("--team", required=True, help="short name of the team in addresses")
        parser.add_argument("--by", help="e-mail address of the member who imports")
        parser.add_argument("--owner", help="e-mail address of the member who owns the records")
        parser.add_argument("--dry-run", action="store_true", help="say what would be imported")
        parser.add_argument(
            "--take-changed",
            action="store_true",
            help="import a file that has changed since it was imported as one more record",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        team = Team.objects.filter(slug=options["team"]).first()
        if team is None:
            raise CommandError(f"There is no team {options['team']!r}.")
        by = _member(team, options["by"])
        owner = _member(team, options["owner"])
        gathered = _gather(options["path"])
        plan = plan_import(team, gathered.contents, is_single=gathered.is_single)
        outcomes = {Outcome.NEW, *([Outcome.CHANGED] if options["take_changed"] else [])}
        numbers = {}
        if not options["dry_run"]:
            made = import_files(
                team=team,
                files=plan.with_outcome(*outcomes),
                by=by,
                source=str(options["path"].name or options["path"]),
                owner=owner.username if owner else "",
            )
            numbers = {record.path: record.number for record in made}
        report = report_of(plan, numbers)
        if options["format"] == "json":
            report["dry_run"] = options["dry_run"]
            self.stdout.write(json.dumps(report, indent=2, ensure_ascii=False))
            return
        for line in lines_of(report):
            self.stdout.write(line)
        for link in gathered.links:
            self.stdout.write(f"{link}: left out, because it is a link to another file")
        self.stdout.write(_summary(plan, len(numbers), dry_run=options["dry_run"]))


def _member(team: Team, address: str | None) -> User | None:
    if not address:
        return None
    member = team.members.filter(email=address.lower()).first()
    if member is None:
        raise CommandError(f"{address} is no member of {team}.")
    return member


def _gather(path: Path) -> Gathered:
    try:
        gathered = gather(path)
    except ArchiveError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    if not gathered.contents:
        raise CommandError(f"There is no Markdown file in {path}.")
    return gathered


def _summary(plan: ImportPlan, imported: int, *, dry_run: bool) -> str:
    files = len(plan.files) + len(plan.unreadable)
    if dry_run:
        return f"{files} files; {len(plan.new)} would be imported. Nothing was stored."
    return f"{files} files; {imported} imported."
