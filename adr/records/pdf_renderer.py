"""From HTML to a PDF, with nothing but this project's own files. Knows nothing of Django.

It runs in a process of its own (`pdf_process`): reading in the libraries takes more than a second,
a long document several, and fontconfig reads its configuration once in the life of a process.
"""

import os
import signal
import sys
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from adr.records.pdf_claims import VARIANT, Enclosure, Finisher, attach

# A record takes seconds; whatever takes longer would hold up the next one.
LONGEST_SECONDS = 60
CONTENT_TYPES = {".css": "text/css", ".woff2": "font/woff2", ".ttf": "font/ttf"}


class MissingLibrariesError(Exception):
    """The system libraries that draw text are not installed."""


def render(
    html: str,
    static: Path,
    scratch: Path,
    enclosures: tuple[Enclosure, ...] = (),
    seconds: int = LONGEST_SECONDS,
) -> bytes:
    """Return the document as a PDF that declares PDF/UA-1 and PDF/A-3a.

    `static` holds the style sheet and the fonts; `scratch` is a folder that may be written to. The
    same HTML and enclosures give the same bytes. Ends its process when it takes too long.
    """
    _use_only_fonts_of(static / "fonts" / "fallback", scratch)
    try:
        # After the fonts are set.
        from weasyprint import HTML
    except OSError as error:
        raise MissingLibrariesError(str(error)) from error
    signal.alarm(seconds)
    try:
        document = HTML(string=html, url_fetcher=_make_fetcher(static))
        pdf = document.write_pdf(
            pdf_variant=VARIANT,
            font_config=_load_fonts(static),
            attachments=attach(enclosures),
            finisher=Finisher(enclosures),
        )
        return bytes(pdf)
    finally:
        signal.alarm(0)


@cache
def _load_fonts(static: Path) -> Any:
    """Unpack the fonts for all documents: that takes as long as to draw one.

    All of them at once, so that no document depends on those that were drawn before it.
    """
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    CSS(url="static:css/pdf.css", url_fetcher=_make_fetcher(static), font_config=fonts)
    return fonts


def _make_fetcher(static: Path) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFilesFetcher(URLFetcher):
        """Serves `static:` addresses below one folder, and `data:`; all else is left out."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=("data",), allow_redirects=False)

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if not url.startswith("static:"):
                return super().fetch(url, headers)
            path = (static / url.removeprefix("static:")).resolve()
            if not path.is_relative_to(static.resolve()) or path.suffix not in CONTENT_TYPES:
                raise ValueError(f"Not a file of this project: {url}")
            return URLFetcherResponse(
                url, path.read_bytes(), {"Content-Type": CONTENT_TYPES[path.suffix]}
            )

    return OwnFilesFetcher()


def _use_only_fonts_of(folder: Path, scratch: Path) -> None:
    """Keep the fonts of this machine out, so that a record looks the same everywhere.

    Fontconfig reads this once, before the first document.
    """
    if "weasyprint" in sys.modules:
        return
    scratch.mkdir(parents=True, exist_ok=True)
    configuration = scratch / "fonts.conf"
    configuration.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        f"<dir>{escape(str(folder))}</dir>"
        f"<cachedir>{escape(str(scratch / 'fontconfig'))}</cachedir>"
        "</fontconfig>\n",
        encoding="utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(configuration)
