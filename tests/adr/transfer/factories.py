"""Imports in one call."""

from collections.abc import Mapping

from adr.records.models import Record
from adr.transfer.importing import ImportedRecord, import_files
from adr.transfer.planning import plan_import
from aruntime.teams.models import Team, User

STATUS_SAID = "# {title}\n\n## Status\n\n{status}\n\n## Context\n\n{context}\n"


def make_text(title: str = "Use it", status: str = "Accepted", context: str = "x") -> str:
    return STATUS_SAID.format(title=title, status=status, context=context)


def import_texts(
    team: Team, texts: Mapping[str, str], *, by: User | None = None, owner: str = ""
) -> list[ImportedRecord]:
    """Import every new record among the texts."""
    plan = plan_import(team, {path: text.encode() for path, text in texts.items()})
    return import_files(team=team, files=plan.new, by=by, source="docs/adr", owner=owner)


def import_text(team: Team, text: str, path: str = "0001-use-it.md", **given: User) -> Record:
    (made,) = import_texts(team, {path: text}, **given)  # type: ignore[arg-type]
    return Record.objects.get(team=team, number=made.number)
