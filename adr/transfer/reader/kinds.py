"""Whether a file is a record, a template for records, or an index of them."""

import re
from collections.abc import Sequence

from adr.transfer.reader.found import Kind, ReadStatus, Section
from adr.transfer.reader.identifiers import FileName
from adr.transfer.reader.marks import strip_marks

INDEX_NAMES = {
    "readme", "index", "backlog", "toc", "contents", "table of contents", "summary", "contributing",
    "changelog", "home", "adr index", "adrs", "decisions", "decision log", "decision records",
    "records", "log",
}  # fmt: skip
# Words that the name of a template may hold beside “template”.
TEMPLATE_WORDS = {
    "adr", "adrs", "madr", "any", "architecture", "architectural", "bare", "decision", "decisions",
    "default", "example", "full", "long", "minimal", "nygard", "record", "records", "short",
    "simple", "the",
}  # fmt: skip
TEMPLATE = {"template", "vorlage", "modèle", "plantilla", "modelo", "模板"}
PLACEHOLDER_TITLE = re.compile(r"[*_]*(?:\{[^{}]*\}|\[[^\[\]]*\](?!\()|<[^<>]*>)[*_]*")
RECORD_HEADINGS = re.compile(
    r"\W*(?:status|context|decision|decisions|considered (?:options|alternatives)|consequences|"
    r"kontext|entscheidung|konsequenzen|contexte|décision|conséquences|contexto|decisión|decisão)\b",
    re.IGNORECASE,
)
FEW_LINKS = 3


def tell_kind(
    *,
    name: FileName,
    raw_title: str,
    status: ReadStatus,
    status_is_a_list: bool,
    sections: Sequence[Section],
    links_to_records: int,
) -> Kind:
    """Tell what a file is by its name first, then by what it holds."""
    stem = " ".join(re.split(r"[-_. ]+", name.slug.lower())).strip()
    if _is_template(stem, raw_title, status_is_a_list):
        return Kind.TEMPLATE
    headings = {s.heading for s in sections if RECORD_HEADINGS.match(s.heading)}
    looks_like_record = len(headings) >= 2
    if name.number is None and name.day is None:
        if stem in INDEX_NAMES and not (looks_like_record and status is not ReadStatus.NONE):
            return Kind.INDEX
        if links_to_records >= FEW_LINKS and not looks_like_record and status is ReadStatus.NONE:
            return Kind.INDEX
    return Kind.RECORD


def has_placeholder_title(raw_title: str) -> bool:
    return bool(PLACEHOLDER_TITLE.fullmatch(raw_title.strip())) and (
        len(strip_marks(raw_title).split()) >= 2
    )


def _is_template(stem: str, raw_title: str, status_is_a_list: bool) -> bool:
    words = stem.split()
    if TEMPLATE & set(words):
        others = [w for w in words if w not in TEMPLATE and w not in TEMPLATE_WORDS]
        # Two letters are a language: `adr-template-de`.
        if all(len(word) <= 2 or word.isdigit() for word in others):
            return True
    title = raw_title.strip().lower()
    if raw_title.strip() in {"NUMBER. TITLE", "TITLE"}:
        return True
    named = bool(TEMPLATE & set(re.findall(r"\w+", title))) or has_placeholder_title(raw_title)
    return status_is_a_list and named
