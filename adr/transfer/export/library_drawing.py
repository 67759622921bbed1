"""The PDF of a library, drawn in a process of its own, which asks the database nothing."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from adr.records.models import Record
from adr.records.page import record_page
from adr.records.pdf import STATIC
from adr.records.pdf_claims import Enclosure
from adr.records.pdf_process import FOR_LIBRARIES
from adr.records.pdf_renderer import render
from adr.relations import listing
from adr.reviews import summary
from adr.reviews.voting import Council, council_of
from adr.transfer.export.documents import LibraryDocument, TeamDocument
from adr.transfer.export.enclosing import enclose_markdown
from adr.transfer.export.gathering import PREFETCHED, document_from
from adr.transfer.export.json_format import write_library
from adr.transfer.export.library_pdf import LibraryOnPaper, library_html
from adr.watch import after
from aruntime.teams.models import Team
from selection.public import StoredResult

# A page takes a tenth of a second and 3 MB; a drafted record has ten pages.
LONGEST_SECONDS = 15 * 60


@dataclass(frozen=True)
class Drawing:
    """All that is drawn, read from the database already. `chosen_by` as in LibraryOnPaper."""

    team: Team
    records: tuple[Record, ...]
    council: Council
    chosen_by: tuple[str, ...]
    scratch: Path


def begin_drawing(
    team: Team, records: QuerySet[Record], chosen_by: Sequence[str] = ()
) -> Future[bytes]:
    """Start to draw the records, of which there is at least one, and return at once.

    The future raises MissingLibrariesError, or what pdf_process says of a document too large.
    """
    gathered = gather(records)
    council = council_of(team, gathered)
    drawing = Drawing(team, gathered, council, tuple(chosen_by), settings.DATA_DIR / "pdf")
    return FOR_LIBRARIES.begin(draw, drawing)


def gather(records: QuerySet[Record]) -> tuple[Record, ...]:
    """Return the records by number with everything that their pages show, in a few queries."""
    results = Prefetch(
        "result",
        StoredResult.objects.defer("edition__content").select_related("edition", "assessment"),
    )
    names = [name for name in PREFETCHED if isinstance(name, str)]
    names += [*listing.ROWS, *summary.ROWS, *after.ROWS]
    return tuple(records.order_by("number").prefetch_related(*names, results))


def draw(drawing: Drawing) -> bytes:
    """Return the PDF; the same records give the same bytes."""
    pages = tuple(record_page(record, drawing.council) for record in drawing.records)
    html = library_html(LibraryOnPaper(drawing.team.name, pages, drawing.chosen_by))
    return render(html, STATIC, drawing.scratch, _enclosures(drawing), seconds=LONGEST_SECONDS)


def _enclosures(drawing: Drawing) -> tuple[Enclosure, ...]:
    team = TeamDocument(drawing.team.name, drawing.team.slug)
    documents = tuple(document_from(record) for record in drawing.records)
    library = Enclosure(
        name="library.json",
        data=write_library(LibraryDocument(team=team, records=documents)),
        content_type="application/json",
        relationship="Source",
        description=f"The decision records of {team.name} as data",
        at=max(document.updated_at for document in documents),
    )
    return library, *map(enclose_markdown, documents)
