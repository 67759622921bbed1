"""Records from JSON, as they were: numbers, statuses, history, results and imported files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256

from django.db import transaction
from django.urls import reverse

from adr.records.checking import find_mistakes
from adr.records.content import to_json
from adr.records.models import NumberCounter, Record, Revision, Status, StatusChange
from adr.records.numbering import keep_number, lock_numbers, take_number
from adr.records.reading import content_of
from adr.records.revising import write_content
from adr.transfer.export.documents import (
    ImportedFile,
    LibraryDocument,
    RecordDocument,
    ResultOrigin,
    StatusStep,
)
from adr.transfer.export.json_format import JsonFileError
from adr.transfer.models import ImportedText
from adr.transfer.reader.found import ReadStatus
from adr.watch.life import begin_watch_of_imported
from aruntime.teams.audit import note_deed
from aruntime.teams.models import Team, User
from selection.public import StoredResult, restore_result


@dataclass(frozen=True)
class Restored:
    """What became of a file: the new numbers by the old ones, what was there, what was lost."""

    numbers: Mapping[int, int]
    known: tuple[int, ...]
    warnings: tuple[str, ...]


@transaction.atomic
def restore_library(
    *, team: Team, library: LibraryDocument, by: User | None, source: str
) -> Restored:
    """Store each record that the library does not hold already, under its own number if it can.

    Raises JsonFileError with every mistake, and stores nothing then.
    """
    if mistakes := list(_mistakes(library)):
        raise JsonFileError(mistakes)
    counter = lock_numbers(team)
    numbers: dict[int, int] = {}
    known: list[int] = []
    warnings: list[str] = []
    stored: list[tuple[Record, RecordDocument]] = []
    for document in _keepers_first(library.records, counter.last):
        if _is_known(team, document):
            known.append(document.number)
            numbers[document.number] = document.number
            continue
        record = _store(counter, document, by=by)
        numbers[document.number] = record.number
        warnings += _losses(record, document)
        stored.append((record, document))
    begin_watch_of_imported(record for record, _document in stored)
    for record, document in stored:
        _link(record, document, numbers)
    made = {old: new for old, new in numbers.items() if old not in known}
    if made:
        _note(team, made, by=by, source=source)
    return Restored(made, tuple(known), tuple(warnings))


def _keepers_first(records: Iterable[RecordDocument], last: int) -> list[RecordDocument]:
    """Put those first that keep their number, so that none of theirs is given to another."""
    return sorted(records, key=lambda record: (record.number <= last, record.number))


def _mistakes(library: LibraryDocument) -> Iterator[str]:
    for index, record in enumerate(library.records, start=1):
        place = f"records[{index}]"
        for field, sentence in find_mistakes(record.content):
            yield f"{place}.content.{field}: {sentence}"
        statuses = [("status", record.status)]
        statuses += [(f"history[{n}].after", s.after) for n, s in enumerate(record.history, 1)]
        for field, status in statuses:
            if status not in Status.values:
                yield f"{place}.{field}: use one of {', '.join(Status.values)}."
        if record.imported and record.imported.status not in set(ReadStatus):
            yield f"{place}.imported.status: use one of {', '.join(ReadStatus)}."
    numbers = [record.number for record in library.records]
    for number in sorted({n for n in numbers if numbers.count(n) > 1 or n < 0}):
        yield f"records: the number {number} stands twice or is none."


def _is_known(team: Team, document: RecordDocument) -> bool:
    """Tell whether this very record is there; an owner who is no member was left out then."""
    record = team.records.filter(number=document.number).first()
    return record is not None and (
        replace(content_of(record), owner="") == replace(document.content, owner="")
    )


def _store(counter: NumberCounter, document: RecordDocument, *, by: User | None) -> Record:
    team = counter.team
    is_free = keep_number(counter, document.number)
    record = Record(
        team=team,
        number=document.number if is_free else take_number(counter),
        status=document.status,
        created_by=by,
        revision=document.revision,
        result=_result(team, document.result, by=by) if document.result else None,
    )
    write_content(record, replace(document.content, successor_of=None))
    for step in document.history:
        _store_step(record, step)
    if document.imported:
        _store_file(record, document.imported, by=by)
    return record


def _store_step(record: Record, step: StatusStep) -> None:
    by = record.team.members.filter(username=step.by).first()
    change = StatusChange.objects.create(
        record=record, before=step.before, after=step.after, reason=step.reason, by=by
    )
    StatusChange.objects.filter(pk=change.pk).update(at=step.at)


def _store_file(record: Record, file: ImportedFile, *, by: User | None) -> None:
    original = file.original.encode()
    ImportedText.objects.create(
        record=record,
        path=file.path,
        format=file.format,
        original=original,
        digest=sha256(original).hexdigest(),
        number=file.number,
        series=file.series,
        status=file.status,
        status_raw=file.status_raw,
        date_raw=file.date_raw,
        content=to_json(file.content),
        free=[asdict(section) for section in file.free],
        references=[asdict(reference) for reference in file.references],
        warnings=list(file.warnings),
        by=by,
    )


def _result(team: Team, origin: ResultOrigin, *, by: User | None) -> StoredResult | None:
    return restore_result(
        team=team,
        questionnaire=origin.questionnaire,
        rules=origin.rules,
        directory=origin.directory,
        answers=origin.answers,
        digest=origin.digest,
        worked_out_at=origin.worked_out_at,
        by=by,
    )


def _link(record: Record, document: RecordDocument, numbers: Mapping[int, int]) -> None:
    """Link the record with others by their new numbers, and date it as it was."""
    by_number = {old.number: old for old in record.team.records.filter(number__in=numbers.values())}
    successor_of = by_number.get(numbers.get(document.content.successor_of or -1, -1))
    record.successor_of = successor_of
    after = [r.number for r in document.relations if r.kind == "superseded-by"]
    record.superseded_by = by_number.get(numbers.get(after[0], -1)) if after else None
    record.save()
    content = content_of(Record.objects.get(pk=record.pk))
    revision = Revision.objects.create(
        record=record, number=record.revision, content=to_json(content), author=None
    )
    Revision.objects.filter(pk=revision.pk).update(at=document.updated_at)
    Record.objects.filter(pk=record.pk).update(
        recorded_on=document.recorded_on, updated_at=document.updated_at
    )


def _losses(record: Record, document: RecordDocument) -> Iterator[str]:
    """Say what could not be kept."""
    if record.number != document.number:
        yield (
            f"Record {document.number} is number {record.number} here, because its own is taken."
        )
    owner = document.content.owner
    if owner and record.owner is None:
        yield f"Record {record.number} has no owner: {owner} is not a member of the team."
    if document.result and record.result is None:
        yield (
            f"Record {record.number} stands without the result that it was drafted from: this "
            "installation cannot compute it again, for which it needs the same reference facts."
        )
    if document.further:
        names = ", ".join(document.further)
        yield f"Record {record.number} comes without {names}, which this version does not know."


def _note(team: Team, numbers: Mapping[int, int], *, by: User | None, source: str) -> None:
    count = len(numbers)
    note_deed(
        team,
        by=by,
        deed="records.imported",
        subject=f"{count} record{'' if count == 1 else 's'} from {source}",
        url=reverse("adr:record_list", kwargs={"team": team.slug}),
        numbers=sorted(numbers.values()),
    )
