"""The threads of a record as plain data, for whoever reads them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q

from adr.records.models import Record
from adr.reviews.access import concerned_with, may_comment, may_resolve
from adr.reviews.anchors import TITLES, WHOLE
from adr.reviews.thread_models import Comment, Thread
from aruntime.teams.models import Membership


@dataclass(frozen=True)
class ShownComment:
    key: int
    author: str
    text: str
    revision: int
    at: datetime
    deleted_at: datetime | None
    is_mine: bool
    earlier: tuple[tuple[str, datetime], ...]

    @property
    def anchor(self) -> str:
        return f"comment-{self.key}"

    @property
    def last_change(self) -> datetime | None:
        return self.earlier[-1][1] if self.earlier else None


@dataclass(frozen=True)
class ShownThread:
    key: int
    revision: int
    resolved_by: str
    resolved_at: datetime | None
    comments: tuple[ShownComment, ...]
    may_resolve: bool

    @property
    def anchor(self) -> str:
        return f"thread-{self.key}"

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None


@dataclass(frozen=True)
class ThreadGroup:
    """The threads about one section. `is_there` tells whether the section can be commented on."""

    section: str
    title: str
    threads: tuple[ShownThread, ...]

    @property
    def is_there(self) -> bool:
        return self.section in TITLES


@dataclass(frozen=True)
class ThreadCount:
    open: int
    total: int

    @property
    def words(self) -> str:
        threads = f"{self.total} thread{'' if self.total == 1 else 's'}"
        return f"{threads}, {self.open} open" if self.open else f"{threads}, resolved"


@dataclass(frozen=True)
class Discussion:
    """How much is said about each section, by its anchor, and whether the reader may add to it."""

    may_comment: bool
    team_slug: str
    number: int
    counts: dict[str, ThreadCount] = field(default_factory=dict)

    @property
    def total(self) -> ThreadCount:
        counts = self.counts.values()
        return ThreadCount(sum(c.open for c in counts), sum(c.total for c in counts))


def discussion_of(record: Record, reader: Membership) -> Discussion:
    """Count the threads of a record by section, in one query."""
    counted = (
        record.threads.order_by()
        .values_list("section")
        .annotate(open=Count("pk", filter=Q(resolved_at=None)), total=Count("pk"))
    )
    return Discussion(
        may_comment=may_comment(record, reader),
        team_slug=record.team.slug,
        number=record.number,
        counts={section or WHOLE: ThreadCount(n_open, n) for section, n_open, n in counted},
    )


def read_threads(
    record: Record, reader: Membership, section: str | None = None
) -> tuple[ThreadGroup, ...]:
    """Return the threads in the order of the record's sections, or only those of one section;
    the number of queries is constant.
    """
    threads = record.threads.select_related("resolved_by", "record")
    if section is not None:
        threads = threads.filter(section=section)
    rows = list(threads.prefetch_related("comments__author", "comments__earlier_texts"))
    writers = concerned_with(record)
    order = {anchor: place for place, anchor in enumerate(["", *TITLES])}
    found = sorted({row.section for row in rows}, key=lambda name: order.get(name, len(order)))
    return tuple(
        ThreadGroup(
            name or WHOLE,
            TITLES.get(name) or _title(rows, name),
            tuple(_thread(row, reader, writers) for row in rows if row.section == name),
        )
        for name in (found if section is None else [section])
    )


def _title(rows: Sequence[Thread], section: str) -> str:
    titles = [row.title for row in rows if row.section == section and row.title]
    return titles[0] if titles else "The whole record"


def _thread(thread: Thread, reader: Membership, writers: Collection[int]) -> ShownThread:
    return ShownThread(
        key=thread.pk,
        revision=thread.revision,
        resolved_by=str(thread.resolved_by or ""),
        resolved_at=thread.resolved_at,
        comments=tuple(_comment(comment, reader) for comment in thread.comments.all()),
        may_resolve=may_resolve(thread, reader, writers),
    )


def _comment(comment: Comment, reader: Membership) -> ShownComment:
    return ShownComment(
        key=comment.pk,
        author=str(comment.author),
        text=comment.text,
        revision=comment.revision,
        at=comment.at,
        deleted_at=comment.deleted_at,
        is_mine=comment.author_id == reader.user_id,
        earlier=tuple((text.text, text.until) for text in comment.earlier_texts.all()),
    )
