"""What the page of an imported record says about the file that it came from."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from adr.records.models import Record
from adr.transfer.models import ImportedText
from adr.transfer.reader.dates import is_iso
from adr.transfer.reader.found import ReadStatus

WORDS: Mapping[str, str] = {
    "supersedes": "Supersedes",
    "superseded_by": "Superseded by",
    "partly_superseded_by": "Superseded in part by",
    "amends": "Amends",
    "amended_by": "Amended by",
}


@dataclass(frozen=True)
class NamedRecord:
    """Another record as the file names it; with an address where it is in this library."""

    words: str
    name: str
    number: int | None
    url: str


@dataclass(frozen=True)
class SectionOfFile:
    heading: str
    text: str


@dataclass(frozen=True)
class Origin:
    path: str
    format: str
    identifier: str
    status_raw: str
    date_raw: str  # only where it is no plain date
    references: tuple[NamedRecord, ...]
    sections: tuple[SectionOfFile, ...]
    warnings: tuple[str, ...]

    @property
    def status_in_words(self) -> str:
        return describe_status(self.status_raw)


def describe_status(status_raw: str) -> str:
    """Say what the file gives where nobody has chosen a status yet."""
    if not status_raw:
        return "Imported, no status"
    return f"Imported, “{shorten(status_raw)}”"


def shorten(words: str) -> str:
    """Return a word of a file's own as a badge can hold it."""
    return words if len(words) <= 40 else f"{words[:39]}…"


def origin_of(record: Record) -> Origin | None:
    """Return where a record came from, if it was imported; in one query, or none if it is read."""
    short = Prefetch("imported", ImportedText.objects.defer("original", "content"))
    prefetch_related_objects([record], short)
    text: ImportedText | None = getattr(record, "imported", None)
    if text is None:
        return None
    # A list of all words of a template is no word of its own.
    has_word = text.status != ReadStatus.NONE
    return Origin(
        path=text.path,
        format=text.format,
        identifier=text.identifier,
        status_raw=text.status_raw if has_word else "",
        date_raw="" if is_iso(text.date_raw) else text.date_raw,
        references=tuple(_named(reference, record) for reference in text.references),
        sections=tuple(SectionOfFile(part["heading"], part["text"]) for part in text.free),
        warnings=tuple(text.warnings),
    )


def _named(reference: Mapping[str, str | int | None], record: Record) -> NamedRecord:
    number = reference["number"]
    kwargs = {"team": record.team.slug, "number": number}
    return NamedRecord(
        words=WORDS[str(reference["kind"])],
        name=str(reference["name"]),
        number=int(number) if number is not None else None,
        url=reverse("adr:record", kwargs=kwargs) if number is not None else "",
    )
