"""Sources as numbered references, so that a table on paper says [12] and not an address."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from adr.records.content import RecordContent, SourceRow
from adr.templatetags.markdown import markdown

LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Reference:
    number: int
    source: SourceRow


def number_sources(content: RecordContent) -> tuple[Reference, ...]:
    """Return the sources of a record in order, then whatever else its tables cite."""
    sources = list(content.sources)
    known = {source.url for source in sources}
    for url, checked in _cited(content):
        if url and url not in known:
            known.add(url)
            sources.append(SourceRow(url, "", checked=checked))
    return tuple(Reference(number, source) for number, source in enumerate(sources, start=1))


def numbers_by_url(references: tuple[Reference, ...]) -> Mapping[str, int]:
    """The number of each address; the first one where an address is listed twice."""
    numbers: dict[str, int] = {}
    for reference in references:
        numbers.setdefault(reference.source.url, reference.number)
    numbers.pop("", None)
    return numbers


def cite_links(text: str, numbers: Mapping[str, int], anchors: str = "") -> SafeString:
    """Show Markdown with the number of the reference in place of each link to a numbered source."""

    def cite(found: re.Match[str]) -> str:
        number = numbers.get(unescape(found[1]))
        if number is None:
            return found[0]
        words = "" if found[2] == "source" else f"{found[2]} "
        return f"{words}{link_to(number, anchors)}"

    # The Markdown was made safe, and what is put in its place holds a number only.
    return mark_safe(LINK.sub(cite, markdown(text)))  # noqa: S308


def link_to(number: int | None, anchors: str = "") -> SafeString:
    """Return a link to the reference of that number; nothing where there is none.

    `anchors` begins the anchors of one record where several stand in one document.
    """
    if not number:
        return SafeString()
    return format_html('<a href="#{}source-{}">[{}]</a>', anchors, number, number)


def _cited(content: RecordContent) -> Iterator[tuple[str, date | None]]:
    for gate in content.gates:
        yield gate.source_url, gate.checked
    for risk in content.risks:
        yield risk.source_url, None
