"""Storing files as records: numbers, texts, statuses and links in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse

from adr.library.search import index_record
from adr.records.content import RecordContent, to_json
from adr.records.models import NumberCounter, Record, Status, StatusChange
from adr.records.numbering import keep_number, lock_numbers, take_number
from adr.records.revising import remember_revision, write_content
from adr.transfer.adopting import adopt, content_for, successor_reference
from adr.transfer.linking import link_records, references_of
from adr.transfer.models import ImportedText
from adr.transfer.planning import PlannedFile
from adr.transfer.reader.found import ReadStatus
from adr.transfer.reader.identifiers import read_name
from adr.watch.life import begin_watch_of_imported
from aruntime.teams.audit import note_deed
from aruntime.teams.models import Team, User

# A larger number, such as a ticket's, is not one that a library counts on from.
LARGEST_KEPT = 9_999
STATUSES = {
    ReadStatus.DRAFT: Status.DRAFT,
    ReadStatus.PROPOSED: Status.PROPOSED,
    ReadStatus.ACCEPTED: Status.ACCEPTED,
    ReadStatus.REJECTED: Status.REJECTED,
    ReadStatus.SUPERSEDED: Status.SUPERSEDED,
    ReadStatus.DEPRECATED: Status.DEPRECATED,
    ReadStatus.OTHER: Status.IMPORTED,
    ReadStatus.NONE: Status.IMPORTED,
}
NOTHING = RecordContent(title="")


@dataclass(frozen=True)
class ImportedRecord:
    path: str
    number: int
    title: str


@transaction.atomic
def import_files(
    *, team: Team, files: Sequence[PlannedFile], by: User | None, source: str, owner: str = ""
) -> list[ImportedRecord]:
    """Store each file as a record with the status that it has, and link those that name others.

    A file keeps its number where the library has never given it; `source` names in the audit record
    where the files came from, `owner` is the user name of who answers for the records.
    """
    counter = lock_numbers(team)
    known = set(
        ImportedText.objects.filter(record__team=team, digest__in=[f.digest for f in files])
        .values_list("digest", flat=True)
    )  # fmt: skip
    stored = []
    for file in _keepers_first(in_order(files), counter.last):
        # Somebody else may have imported the same meanwhile.
        if file.digest not in known:
            known.add(file.digest)
            stored.append((_store(counter, file, by=by, owner=owner), file.placed))
    texts = [text for text, _placed in stored]
    link_records(team, texts)
    adopt(stored)
    begin_watch_of_imported(text.record for text in texts)
    made = [ImportedRecord(t.path, t.record.number, t.record.title) for t in texts]
    if made:
        _note(team, made, by=by, source=source)
    return made


def in_order(files: Iterable[PlannedFile]) -> list[PlannedFile]:
    """Sort files so that each that brings a number comes in turn, and the others by date."""
    return sorted(files, key=_order)


def _keepers_first(files: Sequence[PlannedFile], last: int) -> list[PlannedFile]:
    """Put those first that keep their number, so that none is given to another before."""
    keepers: list[PlannedFile] = []
    others: list[PlannedFile] = []
    for file in files:
        number = file.read.number if _brings_number(file) else None
        if number is not None and (number > last or (number == last == 0 and not keepers)):
            keepers.append(file)
            last = number
        else:
            others.append(file)
    return [*keepers, *others]


def _order(file: PlannedFile) -> tuple[bool, int, str, date, str]:
    read = file.read
    day = read.date or read_name(read.path).day or date.max
    return not _brings_number(file), read.number or 0, read.series or "", day, read.path


def _brings_number(file: PlannedFile) -> bool:
    """In several series a number alone says nothing, so those are numbered anew."""
    number = file.read.number
    return number is not None and number <= LARGEST_KEPT and not file.read.series


def _store(
    counter: NumberCounter, file: PlannedFile, *, by: User | None, owner: str
) -> ImportedText:
    content = content_for(counter.team, file.placed, owner=owner)
    status = STATUSES[file.status]
    record = Record(
        team=counter.team,
        number=_number_for(counter, file),
        status=status,
        created_by=by,
    )
    write_content(record, content, before=NOTHING)
    remember_revision(record, content, by=by)
    reason = f"Imported from {file.read.path}."
    StatusChange.objects.create(record=record, before="", after=status, reason=reason, by=by)
    text = _keep_text(record, file, content, by=by)
    if text.free:
        index_record(record, content)
    return text


def _number_for(counter: NumberCounter, file: PlannedFile) -> int:
    number = file.read.number
    if number is not None and _brings_number(file) and keep_number(counter, number):
        return number
    return take_number(counter)


def _keep_text(
    record: Record, file: PlannedFile, content: RecordContent, *, by: User | None
) -> ImportedText:
    read = file.read
    return ImportedText.objects.create(
        record=record,
        path=read.path,
        format=read.format,
        original=read.original,
        digest=file.digest,
        number=read.number,
        series=read.series or "",
        status=file.status,
        status_raw=read.status_raw,
        date_raw=read.date_raw,
        content=to_json(content),
        free=[{"heading": s.heading, "text": s.text} for s in file.placed.free],
        references=[
            {"kind": kind, "name": name, "number": None}
            for kind, name in dict.fromkeys(
                [*references_of(read), *successor_reference(file.placed)]
            )
        ],
        warnings=list(file.warnings),
        by=by,
    )


def _note(team: Team, made: Sequence[ImportedRecord], *, by: User | None, source: str) -> None:
    count = "1 record" if len(made) == 1 else f"{len(made)} records"
    note_deed(
        team,
        by=by,
        deed="records.imported",
        subject=f"{count} from {source}",
        url=reverse("adr:record_list", kwargs={"team": team.slug}),
        records=[asdict(record) for record in made],
    )
