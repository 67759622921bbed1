"""Which other records a file says that it supersedes or amends, or is superseded or amended by."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from adr.transfer.reader.marks import AUTOLINK, LINK, strip_marks
from adr.transfer.reader.status_words import LONGEST, PARTLY

SUPERSEDED_BY, SUPERSEDES, AMENDED_BY, AMENDS = (
    "superseded_by",
    "supersedes",
    "amended_by",
    "amends",
)
PARTLY_SUPERSEDED_BY = "partly_superseded_by"
_SUPERSEDED = (
    r"(?:super[sc]ee?ded|replaced|obsoleted|ersetzt|abgelöst|remplacée?|substituíd[oa]|"
    r"sustituid[oa]|reemplazad[oa]|sostituit[oa])"
)
VERBS = re.compile(
    rf"(?P<superseded_by>{_SUPERSEDED}(?:\s+in\s+part)?[\s-]+(?:by|with|durch|par|por|da)\b)"
    r"|(?P<supersedes>\b(?:super[sc]ee?d(?:es|ing)|replaces|obsoletes|ersetzt|löst ab|remplace|"
    r"substitui|reemplaza|sustituye)\b)"
    r"|(?P<amended_by>\b(?:amended|ergänzt|geändert|modifiée?)[\s-]+(?:by|durch|par)\b)"
    r"|(?P<amends>\b(?:amends|amending|ergänzt|ändert)\b)",
    re.IGNORECASE,
)
# “Will be superseded by” tells of the future, “not superseded by” of nothing.
NOT_YET = re.compile(r"\b(?:will|to|may|might|should|can|could|not|never|no)\s+(?:be\s+)?\Z", re.I)
SENTENCE_END = re.compile(r"[.;!?](?=\s|\Z)|\n")
IDENTIFIER = re.compile(
    r"(?:\s|[:,;&(\[]|\b(?:and|und|et|the|record|decision)\b)*"
    r"(?P<name>[\w+#.-]*\w\.(?:md|markdown|adoc)\b"
    r"|(?:[a-z]{1,8}[-_]|(?:adr|dr|madr|rfc)[ ]?|\#)?"
    r"(?!\d{4}-\d\d-\d\d\b)\d{1,8}(?:[-_][\w-]+)?\b)",
    re.IGNORECASE,
)
MASK = "\ue000"
MASKED = re.compile(rf"{MASK}(\d+){MASK}")


@dataclass
class Relations:
    """References by the kind of relation, in the order in which they stand."""

    found: dict[str, list[str]] = field(default_factory=dict)
    is_superseded: bool = False  # said plainly, with or without a reference
    is_partly_superseded: bool = False

    def add(self, kind: str, reference: str) -> None:
        known = self.found.setdefault(kind, [])
        if reference not in known:
            known.append(reference)

    def include(self, other: "Relations") -> None:
        for kind, references in other.found.items():
            for reference in references:
                self.add(kind, reference)

    def of(self, kind: str) -> tuple[str, ...]:
        return tuple(self.found.get(kind, ()))


def reference_of(target: str) -> str:
    """Return what a link names: a file name, or the whole address where it leads elsewhere."""
    target = target.strip("<>")
    path = unquote(target.partition("#")[0].partition("?")[0])
    if ":" in target.partition("/")[0]:
        return target
    return path.rstrip("/").rpartition("/")[2]


def read_relations(text: str, relations: Relations) -> None:
    """Add what one paragraph of a status, or one line under “Links”, says."""
    text, links = _mask_links(text[:LONGEST])
    matches = list(VERBS.finditer(text))
    for index, match in enumerate(matches):
        sentence = _sentence_before(text, match.start())
        if NOT_YET.search(sentence):
            continue
        kind = str(match.lastgroup)
        stop = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        end = SENTENCE_END.search(text, match.end(), stop)
        behind = text[match.end() : end.start() if end else stop]
        if kind == SUPERSEDED_BY:
            if PARTLY.search(sentence) or PARTLY.search(match[0]):
                kind = PARTLY_SUPERSEDED_BY
                relations.is_partly_superseded = True
            else:
                relations.is_superseded = True
        elif kind == SUPERSEDES and PARTLY.search(sentence + behind):
            kind = AMENDS
        for reference in _references(behind, links):
            relations.add(kind, reference)


def read_references(text: str) -> tuple[str, ...]:
    """Return what a value names, such as that of `superseded-by` in front matter."""
    masked, links = _mask_links(text[:LONGEST])
    return tuple(dict.fromkeys(_references(masked, links)))


def _mask_links(text: str) -> tuple[str, list[str]]:
    links: list[str] = []

    def mask(match: re.Match[str]) -> str:
        links.append(reference_of(match["target"]) or strip_marks(match[0]))
        return f"{MASK}{len(links) - 1}{MASK}"

    text = text.replace(MASK, " ")
    return AUTOLINK.sub(mask, LINK.sub(mask, text)), links


def _sentence_before(text: str, position: int) -> str:
    start = max((m.end() for m in SENTENCE_END.finditer(text, 0, position)), default=0)
    return text[start:position]


def _references(text: str, links: list[str]) -> Iterator[str]:
    if masked := MASKED.findall(text):
        yield from (links[int(number)] for number in masked)
        return
    position = 0
    while match := IDENTIFIER.match(text, position):
        yield match["name"].lstrip("#")
        position = match.end()
