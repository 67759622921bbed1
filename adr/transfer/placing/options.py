"""Options that were considered: which one was chosen, and what stood against the others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from adr.records.content import AlternativeRow
from adr.transfer.placing.prose import Item, Prose
from adr.transfer.placing.rows import PlacedRow
from adr.transfer.reader.found import Section, Span
from adr.transfer.reader.marks import plain_text

CHOSEN = re.compile(
    r"(?:chosen|selected|gewählte) (?:option|alternative)s?\W{0,6}[:：][\s*_`]*"
    r"(?P<quote>[\"“'‘])?(?P<name>[^\n]+)",
    re.IGNORECASE,
)
END_OF_QUOTE = re.compile(r"[\"”'’](?!\w)")
IN_FRONT = re.compile(
    r"\A(?:(?:option|alternative|solution)\s*\w?\d*\s*[:.)–-]\s*|(?:use|using|the|a|an|we)\s+)+"
)
LONGEST_NAME = 200
LEAST_IN_COMMON = 6


@dataclass(frozen=True)
class Option:
    """`arguments` is what is said for and against it, `sections` where that stands."""

    name: str
    arguments: str
    span: Span
    section: Section | None = None


@dataclass(frozen=True)
class Options:
    """The options of a file; `chosen` stands in the decision and is no alternative."""

    alternatives: tuple[PlacedRow, ...]
    chosen: Option | None


def options_of_items(items: Sequence[Item]) -> list[Option]:
    """Read a list of options; what an item says after its first paragraph is its argument."""
    found = []
    for item in items:
        nested = item.text.removeprefix(item.first)
        arguments = nested.strip("\n") if nested != item.text else ""
        found.append(Option(plain_text(item.first), arguments, item.span))
    return [option for option in found if option.name]


def options_of_sections(prose: Prose, sections: Sequence[Section]) -> list[Option]:
    """Read options that have headings of their own."""
    found = []
    for section in sections:
        whole = prose.file.whole(section)
        text = prose.text_of(Span(section.body.start, whole.end))
        found.append(Option(plain_text(section.heading), text, whole, section))
    return [option for option in found if option.name]


def sort_options(listed: Sequence[Option], argued: Sequence[Option], decision: str) -> Options:
    """Bring list and arguments together, and take out the one that was chosen."""
    together = list(listed)
    for option in argued:
        same = next((n for n, o in enumerate(together) if _is_same(o.name, option.name)), None)
        if same is None:
            together.append(option)
        else:
            name = together[same].name
            arguments = "\n\n".join(filter(None, [together[same].arguments, option.arguments]))
            together[same] = Option(name, arguments, option.span, option.section)
    chosen = _find_chosen(together, decision)
    rest = [option for option in together if option is not chosen]
    return Options(tuple(_alternative(option) for option in rest), chosen)


def is_named_in(option: Option, text: str) -> bool:
    return _letters(option.name) in _letters(plain_text(text))


def _alternative(option: Option) -> PlacedRow:
    if len(option.name) <= LONGEST_NAME:
        return PlacedRow(AlternativeRow(option.name, option.arguments), option.span)
    reason = "\n\n".join(filter(None, [option.name, option.arguments]))
    name = f"{option.name[: LONGEST_NAME - 1]}…"
    return PlacedRow(AlternativeRow(name, reason), option.span)


def _find_chosen(options: Sequence[Option], decision: str) -> Option | None:
    match = CHOSEN.search(decision)
    if match:
        said = plain_text(END_OF_QUOTE.split(match["name"])[0] if match["quote"] else match["name"])
        named = [option for option in options if _begins(said, option.name)]
        return max(named, key=lambda option: len(option.name), default=None)
    opening = _letters(plain_text(decision.partition("\n\n")[0]))
    named = [
        option
        for option in options
        if len(_letters(option.name)) >= LEAST_IN_COMMON and _letters(option.name) in opening
    ]
    return named[0] if len(named) == 1 else None


def _begins(said: str, name: str) -> bool:
    """Tell whether what the decision says begins with the name, or is the beginning of it."""
    said, name = _letters(said), _letters(name)
    return bool(name) and (
        said.startswith(name) or (len(said) >= LEAST_IN_COMMON and name.startswith(said))
    )


def _is_same(one: str, other: str) -> bool:
    one, other = _letters(one), _letters(other)
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= LEAST_IN_COMMON and long.startswith(short)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", IN_FRONT.sub("", text.strip().lower(), count=1))
