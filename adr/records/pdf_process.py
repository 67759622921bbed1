"""The process that draws PDFs: started by the first one, kept warm for the next."""

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Lock, Thread

from adr.records import pdf_renderer

_lock = Lock()
_process: ProcessPoolExecutor | None = None


class PdfFailedError(Exception):
    """The document was too large or too odd to be drawn."""


def render_apart(html: str, static: Path, scratch: Path) -> bytes:
    """Return what `pdf_renderer.render` returns, without holding this process's memory.

    Raises MissingLibrariesError, or PdfFailedError when drawing took too long or ran out of memory.
    """
    try:
        future = _running_process().submit(pdf_renderer.render, html, static, scratch)
    except BrokenProcessPool:
        # It was ended from outside between two documents.
        stop()
        future = _running_process().submit(pdf_renderer.render, html, static, scratch)
    try:
        return future.result()
    except BrokenProcessPool as error:
        stop()
        raise PdfFailedError from error


def stop() -> None:
    """End the process; the next document starts a new one."""
    global _process
    with _lock:
        process, _process = _process, None
    if process:
        process.shutdown(cancel_futures=True)


def _running_process() -> ProcessPoolExecutor:
    global _process
    with _lock:
        if _process is None:
            # A forked process would share this one's database connection.
            _process = ProcessPoolExecutor(
                1, mp_context=get_context("spawn"), initializer=_live_as_long_as_the_parent
            )
        return _process


def _live_as_long_as_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(0)
