"""What an import would do with each file, before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from adr.transfer.models import ImportedText
from adr.transfer.placing.placing import PlacedFile, place
from adr.transfer.reader.folder import UnreadableFile, read_folder
from adr.transfer.reader.found import Kind, ReadFile, ReadStatus
from aruntime.teams.models import Team


class Outcome(StrEnum):
    """What becomes of a file unless a person says otherwise."""

    NEW = "new"
    CHANGED = "changed"  # imported before from this path, with other bytes
    KNOWN = "already imported"
    TWIN = "the same as another file"
    NO_RECORD = "left out"  # a template, an index, or nothing that looks like a record
    UNREADABLE = "unreadable"


MAY_BE_TAKEN = {Outcome.NEW, Outcome.CHANGED, Outcome.NO_RECORD}


@dataclass(frozen=True)
class PlannedFile:
    """A file that was read, what it would become, and what speaks against it."""

    read: ReadFile
    placed: PlacedFile
    digest: str
    outcome: Outcome
    earlier: int | None = None  # number of the record that came from the same bytes or path
    reason: str = ""  # why it is left out

    @property
    def title(self) -> str:
        return self.placed.content.title

    @property
    def status(self) -> ReadStatus:
        """The status that the file states, also where it has no place for it but at its end."""
        return self.placed.status or self.read.status

    @property
    def warnings(self) -> tuple[str, ...]:
        return (*self.read.warnings, *self.placed.warnings)

    @property
    def may_be_taken(self) -> bool:
        """Templates and indexes are never records; all else is for a person to decide."""
        return self.outcome in MAY_BE_TAKEN and self.read.kind is Kind.RECORD


@dataclass(frozen=True)
class ImportPlan:
    files: tuple[PlannedFile, ...]
    unreadable: tuple[UnreadableFile, ...]

    def with_outcome(self, *outcomes: Outcome) -> tuple[PlannedFile, ...]:
        return tuple(file for file in self.files if file.outcome in outcomes)

    @property
    def new(self) -> tuple[PlannedFile, ...]:
        return self.with_outcome(Outcome.NEW)


def plan_import(
    team: Team, contents: Mapping[str, bytes], *, is_single: bool = False
) -> ImportPlan:
    """Read the files and hold them against what the team has imported before.

    `is_single` tells that a person named this one file, so it is taken even if nothing in it says
    that it is a record.
    """
    folder = read_folder(contents)
    earlier = list(
        ImportedText.objects.filter(record__team=team).values_list(
            "digest", "path", "record__number"
        )
    )
    by_digest = {digest: number for digest, _path, number in earlier}
    by_path = {path: number for _digest, path, number in earlier}
    seen: dict[str, str] = {}
    planned = []
    for file in folder.files:
        digest = sha256(file.original).hexdigest()
        outcome, number, reason = Outcome.NEW, None, ""
        if why := _why_no_record(file, is_single=is_single):
            outcome, reason = Outcome.NO_RECORD, why
        elif digest in by_digest:
            outcome, number = Outcome.KNOWN, by_digest[digest]
        elif digest in seen:
            outcome, reason = Outcome.TWIN, f"It is the same as {seen[digest]}."
        elif file.path in by_path:
            outcome, number = Outcome.CHANGED, by_path[file.path]
        seen.setdefault(digest, file.path)
        planned.append(PlannedFile(file, place(file), digest, outcome, number, reason))
    return ImportPlan(tuple(planned), folder.unreadable)


def _why_no_record(file: ReadFile, *, is_single: bool) -> str:
    if file.kind is Kind.TEMPLATE:
        return "It is a template for records."
    if file.kind is Kind.INDEX:
        return "It is an index or a page about the records."
    if not file.looks_like_record and not is_single:
        return "Nothing in it looks like a decision record."
    return ""
