"""The processes that draw PDFs: started by the first document, kept warm for the next."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Lock, Thread
from typing import ParamSpec, TypeVar

from adr.records import pdf_renderer
from adr.records.pdf_claims import Enclosure

P = ParamSpec("P")
T = TypeVar("T")


class PdfFailedError(Exception):
    """The document was too large or too odd to be drawn."""


class DrawingProcess:
    """One process that draws one document after the other."""

    def __init__(self) -> None:
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
                    1, mp_context=get_context("spawn"), initializer=_live_as_long_as_the_parent
                )
            return self.pool


# A library takes minutes; records do not wait for it.
FOR_RECORDS = DrawingProcess()
FOR_LIBRARIES = DrawingProcess()


def render_apart(
    html: str, static: Path, scratch: Path, enclosures: tuple[Enclosure, ...] = ()
) -> bytes:
    """Return what `pdf_renderer.render` returns, without holding this process's memory.

    Raises MissingLibrariesError, or PdfFailedError when drawing took too long or ran out of memory.
    """
    future = FOR_RECORDS.begin(pdf_renderer.render, html, static, scratch, enclosures)
    try:
        return future.result()
    except BrokenProcessPool as error:
        FOR_RECORDS.stop()
        raise PdfFailedError from error


def stop() -> None:
    FOR_RECORDS.stop()
    FOR_LIBRARIES.stop()


def _live_as_long_as_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(0)
