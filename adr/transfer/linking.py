"""Records that name each other: from names in files to records of the library."""

import re
from collections.abc import Iterator, Sequence

from adr.records.models import Record, Status
from adr.transfer.models import ImportedText
from adr.transfer.reader.found import ReadFile
from adr.transfer.reader.relations import (
    AMENDED_BY,
    AMENDS,
    PARTLY_SUPERSEDED_BY,
    SUPERSEDED_BY,
    SUPERSEDES,
)
from aruntime.teams.models import Team

KINDS = (SUPERSEDES, SUPERSEDED_BY, PARTLY_SUPERSEDED_BY, AMENDS, AMENDED_BY)
IDENTIFIER = re.compile(r"(?:(?P<series>[A-Za-z]+)[-_ ]?)?(?P<number>\d{1,6})")


def references_of(file: ReadFile) -> Iterator[tuple[str, str]]:
    """Kind and name of every record that the file says it is related to."""
    for kind in KINDS:
        for name in getattr(file, kind):
            yield kind, name


class Names:
    """The records of a team by the names under which files refer to them."""

    def __init__(self, texts: Sequence[ImportedText]) -> None:
        self._by_file: dict[str, list[ImportedText]] = {}
        self._by_identifier: dict[tuple[str, int], list[ImportedText]] = {}
        for text in texts:
            name = text.path.rpartition("/")[2].lower()
            for key in (name, name.rpartition(".")[0]):
                self._by_file.setdefault(key, []).append(text)
            if text.number is not None:
                key_of = (text.series, text.number)
                self._by_identifier.setdefault(key_of, []).append(text)

    def find(self, name: str, source: ImportedText) -> ImportedText | None:
        """Return what a file means by a name; nothing where it may mean several."""
        found = self._by_file.get(name.lower(), [])
        if not found and (match := IDENTIFIER.fullmatch(name.strip())):
            series = (match["series"] or "").upper()
            known = (
                series if (series, int(match["number"])) in self._by_identifier else source.series
            )
            found = self._by_identifier.get((known, int(match["number"])), [])
        found = [text for text in found if text.pk != source.pk]
        if len(found) > 1:
            folder = source.path.rpartition("/")[0]
            found = [text for text in found if text.path.rpartition("/")[0] == folder]
        return found[0] if len(found) == 1 else None


def link_records(team: Team, stored: Sequence[ImportedText]) -> None:
    """Find the records that the new ones name, and those of before that name the new ones."""
    texts = _texts_with_names(team)
    names = Names(texts)
    new = {text.pk for text in stored}
    for text in texts:
        changed = False
        for reference in text.references:
            if reference["number"] is not None:
                continue
            found = names.find(reference["name"], text)
            if found is None or not ({text.pk, found.pk} & new):
                continue
            reference["number"] = found.record.number
            changed = True
            _link(text.record, reference["kind"], found.record)
        if changed:
            text.save(update_fields=["references"])


def _texts_with_names(team: Team) -> list[ImportedText]:
    return list(
        ImportedText.objects.filter(record__team=team)
        .select_related("record")
        .defer("original", "content", "free", "warnings")
        .order_by("pk")
    )


def _link(record: Record, kind: str, other: Record) -> None:
    """Name the successor of a superseded record; of two that claim to be it, the first."""
    if kind == SUPERSEDES:
        record, other = other, record
    elif kind != SUPERSEDED_BY:
        return
    if record.status == Status.SUPERSEDED and record.superseded_by_id is None:
        record.superseded_by = other
        record.save(update_fields=["superseded_by"])
