"""A record as a PDF: the paper that people sign and file."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version

from django.conf import settings
from django.core.cache.backends.filebased import FileBasedCache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import slugify

from adr.records.content import AssumptionRow, ConsequenceRow
from adr.records.glyphs import MissingCharacter, replace_missing
from adr.records.models import Consequence
from adr.records.page import RecordPage, ShownGate
from adr.records.pdf_claims import VARIANT, Enclosure
from adr.records.pdf_process import render_apart
from adr.records.references import cite_links, link_to, number_sources, numbers_by_url

STATIC = settings.BASE_DIR / "static"
STYLE_SHEET = STATIC / "css" / "pdf.css"
MOST_CACHED = 500
INSTALL_LINE = (
    "sudo apt-get install --no-install-recommends "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)
# Where a missing character is named; the names themselves are plain ASCII.
MISSING_MARK = "<!-- missing characters -->"


def record_pdf(page: RecordPage, enclosures: tuple[Enclosure, ...] = ()) -> bytes:
    """Return the record as a PDF, with other files inside; the same record gives the same bytes.

    Raises MissingLibrariesError where the system libraries are not installed, and PdfFailedError
    where the document cannot be drawn in reasonable time.
    """
    html = record_html(page)
    cache = FileBasedCache(
        str(settings.DATA_DIR / "pdf" / "drawn"),
        {"TIMEOUT": None, "OPTIONS": {"MAX_ENTRIES": MOST_CACHED}},
    )
    key = _fingerprint(html, enclosures)
    pdf = cache.get(key)
    if pdf is None:
        pdf = render_apart(html, STATIC, settings.DATA_DIR / "pdf", enclosures)
        cache.set(key, pdf)
    return pdf


def record_html(page: RecordPage) -> str:
    """Return the document that is drawn, with a box for each character that no font has."""
    written = render_to_string("adr/records/pdf.html", pdf_context(page))
    html, missing = replace_missing(written, STATIC / "fonts")
    note = render_to_string("adr/records/_pdf_missing.html", {"missing": missing})
    return html.replace(MISSING_MARK, note)


def missing_characters(page: RecordPage) -> tuple[MissingCharacter, ...]:
    """Return the characters of the record that its PDF cannot show."""
    html = render_to_string("adr/records/pdf.html", pdf_context(page))
    return replace_missing(html, STATIC / "fonts")[1]


def pdf_name(page: RecordPage) -> str:
    """Return a file name that still says what it is in a folder full of records."""
    title = slugify(page.content.title)[:60].strip("-")
    return "-".join(part for part in (page.team_slug, f"{page.number:04}", title) if part) + ".pdf"


def _fingerprint(html: str, enclosures: tuple[Enclosure, ...]) -> str:
    material = (
        *(html.encode(), STYLE_SHEET.read_bytes(), version("weasyprint").encode()),
        *(VARIANT.encode(), repr(enclosures).encode()),
    )
    return sha256(b"\0".join(material)).hexdigest()


def pdf_context(page: RecordPage, anchors: str = "") -> dict[str, object]:
    """Return what the templates of a record on paper need.

    `anchors` begins the anchors of this record where several stand in one document.
    """
    content = page.content
    references = number_sources(content)
    numbers = numbers_by_url(references)
    return {
        "page": page,
        "record": content,
        "anchors": anchors,
        "modified": in_metadata(page.updated_at),
        "references": references,
        "gate_tables": _gates_by_component(page, numbers, anchors),
        "alternatives": [
            (row, cite_links(row.reason, numbers, anchors)) for row in content.alternatives
        ],
        "risks": [(row, link_to(numbers.get(row.source_url), anchors)) for row in content.risks],
        "consequences": _by_kind(content.consequences),
        "open_assumptions": _open(content.assumptions),
        "signers": signers(page),
        "level_label": _level_label(page),
    }


def in_metadata(at: datetime) -> str:
    """Return a time as a PDF's metadata have it, the same in every time zone."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _gates_by_component(
    page: RecordPage, numbers: Mapping[str, int], anchors: str
) -> dict[str, list[tuple[ShownGate, SafeString]]]:
    """The gates of each component at its version, each with its reference."""
    tables: dict[str, list[tuple[ShownGate, SafeString]]] = {}
    for gate in page.gates:
        row = gate.row
        name = f"{gate.component} {row.version}".strip()
        tables.setdefault(name, []).append((gate, link_to(numbers.get(row.source_url), anchors)))
    return tables


def _level_label(page: RecordPage) -> str:
    level = page.recommendation.level if page.recommendation else None
    return level.label if level and level.number == page.content.consequence_level else ""


def _by_kind(rows: tuple[ConsequenceRow, ...]) -> list[tuple[str, list[ConsequenceRow]]]:
    grouped = [(kind.label, [row for row in rows if row.kind == kind]) for kind in Consequence.Kind]
    return [(label, group) for label, group in grouped if group]


def _open(rows: tuple[AssumptionRow, ...]) -> int:
    return sum(not row.outcome.strip() for row in rows)


def signers(page: RecordPage) -> list[tuple[str, str]]:
    """Return name and part of each person who signs: the deciders, then the owner."""
    names = [name.strip() for name in re.split(r"[,;\n]", page.content.deciders)]
    parts = {name: "Decider" for name in names if name}
    if owner := page.owner_name:
        parts[owner] = "Decider and owner" if owner in parts else "Owner"
    return list(parts.items()) or [("", "Decider")]
