"""What the page of the library shows, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.safestring import SafeString

from adr.library.queries import RecordQuerySet, count_reviews, records_of
from adr.library.search import find_snippets, search_records
from adr.records.models import Record, Status
from adr.records.page import STATUS_TONES
from adr.records.review_state import ReviewState, ReviewWords, describe_review_of
from adr.transfer.origin import describe_status
from adr.transfer.reader.found import ReadStatus
from aruntime.teams.models import Team

PAGE_LENGTH = 50
REVIEW_TONES = {ReviewState.DUE: "bad", ReviewState.DUE_SOON: "warn", ReviewState.FINE: "good"}
UNDECIDED = {Status.DRAFT, Status.PROPOSED, Status.IMPORTED}


@dataclass(frozen=True)
class LibraryRow:
    number: int
    title: str
    url: str
    status_label: str
    status_tone: str
    chosen: str
    owner: str
    review: ReviewWords
    review_tone: str
    review_date: date | None
    is_undecided: bool
    needs_status: bool  # was imported without one of ours
    tags: tuple[str, ...]
    snippet: SafeString


@dataclass(frozen=True)
class LibraryPage:
    """`total`, `due` and `due_soon` count the whole library, `found` what the filters leave."""

    rows: tuple[LibraryRow, ...]
    page: Page
    found: str
    total: int
    due: int
    due_soon: int


def library_page(
    team: Team,
    filters: Mapping[str, Any],
    *,
    page_number: str,
    today: date,
    due_soon_days: int,
) -> LibraryPage:
    """Return one page of the library; the number of queries does not depend on its size."""
    records = filter_records(team, filters, today=today, due_soon_days=due_soon_days)
    page = Paginator(records.for_list(), PAGE_LENGTH).get_page(page_number)
    listed = list(page.object_list)
    snippets = find_snippets(listed, filters.get("q", ""))
    counts = count_reviews(team, today=today, due_soon_days=due_soon_days)
    return LibraryPage(
        rows=tuple(
            _row(record, team, describe_review_of(record, today, due_soon_days), snippets)
            for record in listed
        ),
        page=page,
        found=f"{page.paginator.count} record{'' if page.paginator.count == 1 else 's'}",
        **counts,
    )


def filter_records(
    team: Team, filters: Mapping[str, Any], *, today: date, due_soon_days: int
) -> RecordQuerySet:
    """Return the records of the team that the filters leave, in the order asked for."""
    query = filters.get("q", "")
    records = search_records(team, query) if query else records_of(team).sorted_by("number")
    if status := filters.get("status"):
        records = records.filter(status=status)
    if owner := filters.get("owner"):
        records = records.filter(owner__username=owner)
    if category := filters.get("category"):
        records = records.with_category(category)
    if component := filters.get("component"):
        records = records.with_component(component)
    if tag := filters.get("tag"):
        records = records.with_tag(tag)
    if review := filters.get("review"):
        state = ReviewState(review)
        records = records.in_review_state(state, today=today, due_soon_days=due_soon_days)
    if order := filters.get("sort"):
        records = records.sorted_by(order)
    return records


def _row(
    record: Record, team: Team, review: ReviewWords, snippets: Mapping[int, SafeString]
) -> LibraryRow:
    status = Status(record.status)
    # Two parts of one record may be the same component; it is named once.
    chosen = dict.fromkeys(str(part) for part in record.chosencomponents.all())
    return LibraryRow(
        number=record.number,
        title=record.title,
        url=reverse("adr:record", kwargs={"team": team.slug, "number": record.number}),
        status_label=_status_in_words(record),
        status_tone=STATUS_TONES[status],
        chosen=", ".join(chosen),
        owner=str(record.owner) if record.owner else "",
        review=review,
        review_tone=REVIEW_TONES[review.state] if review.state else "",
        review_date=record.next_due_on or record.review_date,
        is_undecided=status in UNDECIDED,
        needs_status=status is Status.IMPORTED,
        tags=tuple(record.tags),
        snippet=snippets.get(record.pk, SafeString()),
    )


def _status_in_words(record: Any) -> str:
    """`record` comes from `for_list`, which knows the word that an imported file gave."""
    if record.status != Status.IMPORTED:
        return Status(record.status).label
    return describe_status(record.word_of_file if record.status_of_file == ReadStatus.OTHER else "")
