"""A whole library on paper: cover, contents, a table of statuses, then each record in full."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.template.loader import render_to_string

from adr.records.glyphs import replace_missing
from adr.records.models import Status
from adr.records.page import RecordPage
from adr.records.pdf import MISSING_MARK, STATIC, in_metadata, pdf_context


@dataclass(frozen=True)
class LibraryOnPaper:
    """The records of one document, in the order of their numbers; there is at least one.

    `chosen_by` says in words by what they were chosen, where they are not the whole library.
    """

    team_name: str
    pages: tuple[RecordPage, ...]
    chosen_by: tuple[str, ...] = ()

    @property
    def count(self) -> str:
        return f"{len(self.pages)} decision record{'' if len(self.pages) == 1 else 's'}"

    @property
    def statuses(self) -> list[tuple[str, int]]:
        """How many records there are of each status, without those of which there is none."""
        counts = Counter(page.status for page in self.pages)
        return [(status.label, counts[status]) for status in Status if counts[status]]

    @property
    def first_recorded_on(self) -> date:
        return min(page.recorded_on for page in self.pages)

    @property
    def last_changed(self) -> datetime:
        return max(page.updated_at for page in self.pages)

    @property
    def next_review(self) -> RecordPage | None:
        """The accepted record whose review date comes first."""
        dated = [p for p in self.pages if p.status == Status.ACCEPTED and p.content.review_date]
        return min(dated, key=lambda page: page.content.review_date or date.max, default=None)


def library_html(library: LibraryOnPaper) -> str:
    """Return the document that is drawn, with a box for each character that no font has."""
    records = [{"page": page, "html": _record_html(page)} for page in library.pages]
    modified = in_metadata(library.last_changed)
    context = {"library": library, "records": records, "modified": modified}
    written = render_to_string("adr/transfer/library_pdf.html", context)
    html, missing = replace_missing(written, STATIC / "fonts")
    note = render_to_string("adr/records/_pdf_missing.html", {"missing": missing})
    return html.replace(MISSING_MARK, note)


def _record_html(page: RecordPage) -> str:
    anchors = f"record-{page.number}-"
    if page.stack:
        page = replace(page, stack=replace(page.stack, name=f"{anchors}stack"))
    return render_to_string("adr/transfer/_library_pdf_record.html", pdf_context(page, anchors))
