"""Which of our fields a section of a known format belongs to, by its heading."""

import re
from collections.abc import Mapping
from enum import StrEnum

from adr.transfer.reader.marks import plain_text, strip_pictures


class Home(StrEnum):
    """Where the text of a section goes."""

    CONTEXT = "context"
    DRIVERS = "drivers"
    DECISION = "decision"
    OPTIONS = "options"
    ARGUMENTS = "arguments"  # for and against each option
    CONSEQUENCES = "consequences"
    GOOD = "good consequences"
    BAD = "bad consequences"
    NEUTRAL = "neutral consequences"
    CONFIRMATION = "confirmations"
    ASSUMPTIONS = "assumptions"
    RISKS = "risks"
    LINKS = "sources"


HEADINGS: Mapping[str, Home] = {
    heading: home
    for home, headings in {
        Home.CONTEXT: (
            "context", "context and problem statement", "context and problem", "problem statement",
            "problem", "problem description", "background", "introduction", "intro", "issue",
            "motivation", "kontext", "kontext und problemstellung", "problemstellung", "contexte",
            "contexto", "contesto", "контекст", "背景", "上下文",
        ),
        Home.DRIVERS: (
            "decision drivers", "drivers", "forces", "requirements", "entscheidungstreiber",
            "facteurs de décision",
        ),
        Home.DECISION: (
            "decision", "decisions", "decision outcome", "outcome", "the decision", "proposal",
            "what’s proposed", "what's proposed", "recommendation", "entscheidung",
            "entscheidungsergebnis", "décision", "decisión", "decisão", "decisione", "решение",
            "决策", "决定", "決定",
        ),
        Home.OPTIONS: (
            "considered options", "considered alternatives", "options", "options considered",
            "alternatives", "alternatives considered", "alternative approaches", "positions",
            "betrachtete alternativen", "betrachtete optionen", "alternativen",
            "options envisagées", "opciones consideradas", "opções consideradas",
        ),
        Home.ARGUMENTS: (
            "pros and cons of the options", "pros and cons of the alternatives", "pros and cons",
            "options analysis", "vor- und nachteile der optionen",
        ),
        Home.CONSEQUENCES: (
            "consequences", "consequence", "implications", "konsequenzen", "folgen",
            "conséquences", "consecuencias", "consequências", "conseguenze", "последствия",
            "后果", "影响", "結果",
        ),
        Home.GOOD: (
            "positive consequences", "positive", "positives", "benefits", "positiv", "vorteile",
        ),
        Home.BAD: (
            "negative consequences", "negative", "negatives", "drawbacks", "negativ", "nachteile",
        ),
        Home.NEUTRAL: ("neutral",),
        Home.CONFIRMATION: ("confirmation", "validation", "compliance", "verification"),
        Home.ASSUMPTIONS: ("assumptions", "annahmen"),
        Home.RISKS: ("risks", "risiken"),
        Home.LINKS: (
            "links", "references", "more information", "related links", "see also", "sources",
            "referenzen", "quellen", "liens", "references and links",
        ),
    }.items()
    for heading in headings
}  # fmt: skip
INSIDE_DECISION = {Home.CONSEQUENCES, Home.GOOD, Home.BAD, Home.CONFIRMATION}
INSIDE_CONSEQUENCES = {Home.GOOD, Home.BAD, Home.NEUTRAL}
IN_FRONT = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[A-Z][.)])\s+(?=\S)")


def home_of(heading: str) -> Home | None:
    """Return where a section with this heading belongs, if anywhere."""
    text = strip_pictures(plain_text(heading)).strip(" :.-–")
    return HEADINGS.get(text.lower()) or HEADINGS.get(IN_FRONT.sub("", text, count=1).lower())
