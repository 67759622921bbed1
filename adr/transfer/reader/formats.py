"""Which habit a file follows, by the marks that only one of them has."""

import re
from collections.abc import Sequence

from adr.transfer.reader.found import Field, Format, FrontMatter, Place, Section

DATE_IN_NAME = re.compile(r"\d{8}-")
LOG_LINE = re.compile(r"\d{4}-\d{2}-\d{2}\s+\w+")


def tell_format(
    *,
    front_matter: FrontMatter | None,
    fields: Sequence[Field],
    sections: Sequence[Section],
    name: str,
    status_raw: str,
) -> Format:
    headings = {section.heading.lower().strip(" *_") for section in sections}
    keys = (
        {entry.key.lower().replace("_", "-") for entry in front_matter.entries}
        if (front_matter)
        else set()
    )
    madr = any(
        heading.startswith(("context and problem", "considered options", "decision outcome"))
        for heading in headings
    )
    if "decision-makers" in keys or (madr and "confirmation" in headings):
        return Format.MADR_4
    if "deciders" in keys or (madr and "validation" in headings):
        return Format.MADR_3
    if any("considered alternatives" in h or "cons of the alternatives" in h for h in headings):
        return Format.MADR_1
    in_list = {field.name for field in fields if field.place is Place.LIST and field.name}
    if madr and (DATE_IN_NAME.match(name) or "tags" in in_list) and in_list:
        return Format.LOG4BRAINS
    if in_list or "positive consequences" in headings:
        return Format.MADR_2
    if madr:
        return Format.MADR_4 if front_matter else Format.MADR_2
    decides = any(h.startswith(("decision", "entscheidung", "决策")) for h in headings)
    explains = bool(headings & {"consequences", "konsequenzen", "后果"})
    if decides and (explains or headings & {"status", "状态"}):
        return Format.PHODAL if LOG_LINE.match(status_raw) else Format.NYGARD
    return Format.PLAIN
