"""Status words of many teams and languages, and what they mean here."""

import re
from collections.abc import Mapping

from adr.transfer.reader.found import ReadStatus
from adr.transfer.reader.marks import AUTOLINK, LINK, STRUCK, strip_marks, strip_pictures

WORDS: Mapping[str, ReadStatus] = {
    word: status
    for status, words in {
        ReadStatus.DRAFT: (
            "draft", "drafting", "wip", "work in progress", "placeholder", "incomplete",
            "in-progress", "in progress", "unfinished", "brouillon", "entwurf", "borrador",
            "rascunho", "bozza", "черновик", "草稿", "草案", "下書き",
        ),
        ReadStatus.PROPOSED: (
            "proposed", "proposal", "pending", "rfc", "under review", "in review",
            "under discussion", "in discussion", "pending approval", "open", "vorgeschlagen",
            "proposé", "proposée", "proposto", "proposta", "propuesto", "propuesta", "предложено",
            "提议", "提案", "提案済み",
        ),
        ReadStatus.ACCEPTED: (
            "accepted", "approved", "implemented", "done", "stable", "active", "final", "adopted",
            "agreed", "decided", "akzeptiert", "angenommen", "genehmigt", "accepté", "acceptée",
            "adopté", "adoptée", "aceito", "aceita", "aceptado", "aceptada", "accettato",
            "принято", "已接受", "已采纳", "通过", "承認", "承認済み",
        ),
        ReadStatus.REJECTED: (
            "rejected", "declined", "withdrawn", "abgelehnt", "verworfen", "zurückgezogen",
            "rejeté", "rejetée", "rejeitado", "rejeitada", "rechazado", "rechazada", "rifiutato",
            "отклонено", "已拒绝", "拒绝", "却下",
        ),
        ReadStatus.DEPRECATED: (
            "deprecated", "obsolete", "retired", "veraltet", "überholt", "obsolète", "déprécié",
            "dépréciée", "obsoleto", "obsoleta", "depreciado", "depreciada", "deprecato",
            "устарело", "已弃用", "废弃", "非推奨",
        ),
        ReadStatus.SUPERSEDED: (
            "superseded", "superceded", "superceeded", "superseeded", "replaced", "ersetzt",
            "abgelöst", "remplacé", "remplacée", "substituído", "substituída", "sustituido",
            "reemplazado", "sostituito", "заменено", "已取代", "已替代", "取代",
        ),
    }.items()
    for word in words
}  # fmt: skip
BY_LENGTH = sorted(WORDS, key=len, reverse=True)
# What may stand before the word without changing it.
LEAD = re.compile(
    r"(?:status|currently|now|is|was|the|this|adr|decision|record|has been|:|-|–|>|\s)+\s",
    re.IGNORECASE,
)
DATE = re.compile(r"[(\[]?\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[)\]]?:?\s*[-–:]?\s*")
CHOICES = re.compile(r"[|,/;]|\bor\b|…|\.\.\.")
LISTING = re.compile(r"\||…|\.\.\.")
PARTLY = re.compile(
    r"\b(?:partly|partially|in part|parts? of|some (?:parts?|aspects?) of|teilweise|"
    r"partiellement|parcialmente)\b",
    re.IGNORECASE,
)
LONGEST = 2_000
MANY = 4


def words_of(raw: str) -> str:
    """Return what the status says, in lower case, without links and marks."""
    text = STRUCK.sub(" ", raw[:LONGEST])
    text = AUTOLINK.sub(" ", LINK.sub(" ", text))
    text = strip_marks(text.replace("`", "").replace("*", "").replace("~", ""))
    return strip_pictures(text).strip(" .!_\"'{}").lower()


def leading_status(words: str) -> ReadStatus | None:
    """Return the status that the words begin with."""
    text = words
    for _round in range(3):
        text = text.lstrip(" ([{\"'_-–:>")
        match = DATE.match(text) or LEAD.match(text)
        if match is None:
            break
        text = text[match.end() :]
    for word in BY_LENGTH:
        if text.startswith(word):
            following = text[len(word) : len(word) + 1]
            if not following.isalnum() or not word.isascii():
                return WORDS[word]
    return None


def is_list_of_choices(words: str) -> bool:
    """Tell whether a template's words stand there, without one of them chosen."""
    text = words.strip("[]{}()<> ")
    parts = [part.strip(" .[](){}") for part in CHOICES.split(text)]
    known = {leading_status(part) for part in parts if part} - {None}
    # “Accepted, superseded by ADR 5” is a choice with a reference and no list.
    exact = [part for part in parts if part in WORDS]
    if "superseded by" in text and not LISTING.search(text) and len(known) < MANY:
        return False
    return len(known) >= 2 and ("|" in text or len(exact) >= 2)


def without_choices(words: str) -> str:
    """Cut off a list of all words in brackets that was left behind the chosen one."""
    match = re.match(r"(?P<chosen>[^\[\](){}<>|]+)[\[({<](?P<list>.*)", words)
    if match and match["chosen"].strip() and is_list_of_choices(match["list"]):
        return match["chosen"].strip()
    return words
