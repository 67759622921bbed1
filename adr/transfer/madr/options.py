"""The lists of a MADR file that say what was considered and what follows from the choice."""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from adr.records.content import AlternativeRow, ChosenRow, ConsequenceRow
from adr.records.models import Consequence
from adr.transfer.madr.cells import EXACT, CellError, decode, encode, encode_exact
from adr.transfer.madr.text import embed, embed_exact, extract, headings, stands_alone

T = TypeVar("T")
CAPABILITIES = tuple[str, ...]
TEXT_LEVEL = 4  # of headings in a text below a heading of the third level
KINDS = {str(kind.label): kind.value for kind in Consequence.Kind}
ITEM = re.compile(rf"({'|'.join(KINDS)})(?:(, because )|: )")
# Words that have a small letter inside a sentence, whatever they begin.
SMALL_WORDS = {
    *(
        "a",
        "all",
        "an",
        "any",
        "at",
        "both",
        "each",
        "every",
        "everything",
        "for",
        "if",
        "in",
        "it",
    ),
    *("its", "no", "nobody", "nothing", "of", "on", "one", "only", "our", "some", "that", "the"),
    *("their", "there", "these", "they", "this", "those", "to", "two", "we", "what", "when"),
    *("where", "while", "with", "you"),
}
DETAILS = re.compile(
    r"(?:Version: (?P<version>.*?))?(?:(?:^| · )Directory entry: (?P<component>.*?))?"
    r"(?:(?:^| · )Lacks: (?P<lacks>.*))?"
)
CLOSING_SIGNS = re.compile(r"[ \t]+#+[ \t]*$")
CHOSEN_LINE = re.compile(r'Chosen options?: ".*", because of what follows\.')


def write_choice(chosen: Sequence[ChosenRow]) -> str:
    """Return MADR's sentence on the chosen options; the decision says why."""
    names = dict.fromkeys(_named(row.name, row.version) for row in chosen)
    options = ", ".join(f'"{name}"' for name in names)
    return f"Chosen option{'' if len(names) == 1 else 's'}: {options}, because of what follows."


def without_choice(text: str) -> str:
    """Return the text of the decision without the sentence of `write_choice`."""
    first, _break, rest = text.partition("\n")
    return rest.removeprefix("\n") if CHOSEN_LINE.fullmatch(first) else text


def write_options(chosen: Iterable[ChosenRow], alternatives: Iterable[AlternativeRow]) -> str:
    """Return the list of all options, the chosen ones first."""
    names = [_named(row.name, row.version) for row in chosen]
    names += [_named(row.name, row.version and f"({row.version})") for row in alternatives]
    return "\n".join(f"* {name}" for name in dict.fromkeys(names))


def write_consequences(rows: Iterable[ConsequenceRow]) -> str:
    return "\n".join(_first_that_reads_back(row, _ways_to_say, read_consequences) for row in rows)


def read_consequences(text: str) -> tuple[ConsequenceRow, ...]:
    """Return the consequences of a list; what stands before its first item is no consequence."""
    items: list[list[str]] = []
    for line in text.split("\n"):
        if line.startswith(("* ", "- ")):
            items.append([line[2:]])
        elif items:
            items[-1].append(line.removeprefix("  "))
    return tuple(_read_consequence("\n".join(item)) for item in items)


def write_alternatives(rows: Iterable[AlternativeRow]) -> str:
    return "\n\n".join(
        _first_that_reads_back(row, _ways_to_tell, read_alternatives) for row in rows
    )


def read_alternatives(text: str) -> tuple[AlternativeRow, ...]:
    """Return an alternative for each heading of the third level."""
    lines = text.split("\n")
    begins = [index for index, level in headings(lines) if level == TEXT_LEVEL - 1]
    ends = [*begins[1:], len(lines) + 1]  # a blank line stands before each next heading
    return tuple(
        _read_alternative(lines[begin], lines[begin + 1 : end - 1])
        for begin, end in zip(begins, ends, strict=False)
    )


def _named(name: str, version: str) -> str:
    return " ".join(f"{name} {version}".split())


def _first_that_reads_back(
    row: T, ways: Callable[[T], Iterable[str]], read: Callable[[str], tuple[T, ...]]
) -> str:
    for written in ways(row):
        with suppress(CellError):
            if read(written) == (row,) and stands_alone(written, top_level=TEXT_LEVEL - 1):
                return written
    raise AssertionError("The last way is exact.")


def _ways_to_say(row: ConsequenceRow) -> Iterable[str]:
    label = next((label for label, kind in KINDS.items() if kind == row.kind), "")
    if label:
        text = row.text.replace("\n", "\n  ").replace("\n  \n", "\n\n")
        yield f"* {label}, because {_with_small_letter(text)}"
        yield f"* {label}: {text}"
        yield f"* {label}: {encode_exact(row.text, str)}"
    yield f"* {encode_exact(row, ConsequenceRow)}"


def _read_consequence(item: str) -> ConsequenceRow:
    if item.startswith(EXACT):
        row: ConsequenceRow = decode(item, ConsequenceRow)
        return row
    found = ITEM.match(item)
    if not found:
        return ConsequenceRow(Consequence.Kind.NEUTRAL, item)
    text = item[found.end() :]
    if text.startswith(EXACT):
        text = decode(text, str)
    elif found[2] and _first_word(text) in SMALL_WORDS:
        text = text[0].upper() + text[1:]
    return ConsequenceRow(KINDS[found[1]], text)


def _with_small_letter(text: str) -> str:
    word = _first_word(text)
    return (
        text[0].lower() + text[1:] if word.lower() in SMALL_WORDS and word != word.lower() else text
    )


def _first_word(text: str) -> str:
    return re.match(r"\w*", text)[0]  # type: ignore[index]


def _ways_to_tell(row: AlternativeRow) -> Iterable[str]:
    readable = _named(row.name, "") or encode(row.name, str)
    details: list[tuple[str, Any, Any]] = [
        ("Version", row.version, str),
        ("Directory entry", row.component, str),
        ("Lacks", row.requirements, CAPABILITIES),
    ]
    for name in (readable, encode_exact(row.name, str)):
        for write in (encode, encode_exact):
            parts = [f"{label}: {write(value, kind)}" for label, value, kind in details if value]
            for reason in (embed(row.reason, top_level=TEXT_LEVEL), embed_exact(row.reason)):
                body = [" · ".join(parts)] if parts else []
                body += [reason] if row.reason else []
                yield "\n\n".join([f"### {name}", *body])


def _read_alternative(heading: str, body: list[str]) -> AlternativeRow:
    text = "\n".join(body).removeprefix("\n")
    first, _break, rest = text.partition("\n")
    found = DETAILS.fullmatch(first) if first else None
    return AlternativeRow(
        name=decode(CLOSING_SIGNS.sub("", heading.lstrip(" #")), str),
        version=decode((found and found["version"]) or "", str),
        component=decode((found and found["component"]) or "", str),
        requirements=decode((found and found["lacks"]) or "", CAPABILITIES),
        reason=extract(rest.removeprefix("\n") if found else text),
    )
