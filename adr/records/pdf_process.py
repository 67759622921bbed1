"""The processes that draw PDFs: started by the first document, kept warm for the next."""

import os
import resource
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from typing import ParamSpec, TypeVar

import django

from adr.records import pdf_renderer
from adr.records.pdf_claims import Enclosure

P = ParamSpec("P")
T = TypeVar("T")
SOON = 0.2  # seconds
MOST_MEMORY = 4 * 1024**3  # bytes of address space; a page of a library takes about 3 MB


class PdfFailedError(Exception):
    """The document was too large or too odd to be drawn."""


class DrawingProcess:
    """One process that draws one document after the other.

    `is_fresh` gives each document a new process, so that a large one leaves no memory occupied;
    that process knows Django, and may take only so much memory.
    """

    def __init__(self, *, is_fresh: bool = False) -> None:
        self._is_fresh = is_fresh
        self._lock = Lock()
        self.pool: ProcessPoolExecutor | None = None

    def begin(self, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Start a job, or let it wait for those before it, and return at once."""
        try:
            return self._running_pool().submit(job, *args, **kwargs)
        except BrokenProcessPool:
            # It was ended from outside between two documents.
            self.stop()
            return self._running_pool().submit(job, *args, **kwargs)

    def stop(self) -> None:
        """End the process; the next document starts a new one."""
        with self._lock:
            pool, self.pool = self.pool, None
        if pool:
            pool.shutdown(cancel_futures=True)

    def _running_pool(self) -> ProcessPoolExecutor:
        with self._lock:
            if self.pool is None:
                # A forked process would share this one's database connection.
                self.pool = ProcessPoolExecutor(
                    1,
                    mp_context=get_context("spawn"),
                    initializer=_begin_with_django if self._is_fresh else _begin,
                    max_tasks_per_child=1 if self._is_fresh else None,
                )
            return self.pool


# A library takes minutes; records do not wait for it.
FOR_RECORDS = DrawingProcess()
FOR_LIBRARIES = DrawingProcess(is_fresh=True)


def render_apart(
    html: str, static: Path, scratch: Path, enclosures: tuple[Enclosure, ...] = ()
) -> bytes:
    """Return what `pdf_renderer.render` returns, without holding this process's memory.

    Raises MissingLibrariesError, or PdfFailedError when drawing took too long or ran out of memory.
    """
    for attempt in (1, 2):
        begun_at = monotonic()
        future = FOR_RECORDS.begin(pdf_renderer.render, html, static, scratch, enclosures)
        try:
            return future.result()
        except BrokenProcessPool as error:
            FOR_RECORDS.stop()
            # So soon, the process was ended from outside before it began with this document.
            if attempt == 2 or monotonic() - begun_at > SOON:
                raise PdfFailedError from error
    raise AssertionError("the second attempt returns or raises")


def stop() -> None:
    FOR_RECORDS.stop()
    FOR_LIBRARIES.stop()


def _begin_with_django() -> None:
    _begin()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    # What is sent here are records, which cannot be read before.
    django.setup()


def _begin() -> None:
    """Live as long as the parent, which alone hears what is typed at the terminal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(0)
