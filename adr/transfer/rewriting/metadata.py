"""Ways to change what a file states about itself: title, status, date, people, tags."""

import json
import re
from collections.abc import Iterator

from adr.transfer.reader.found import Field, Place, ReadFile
from adr.transfer.rewriting.lines import Edit, apply

# MADR's key for each of our words.
KEYS = {"deciders": "decision-makers", "ticket": "technical-story"}
PLAIN = re.compile(r"[\w(][^:#'\"\[\]{}|>&*!%@`]*")
KEY_IN_LINE = re.compile(r"(?P<key>.*?[:：][*_]{0,3})(?P<gap>\s*)")


def ways_to_state(file: ReadFile, name: str, value: str) -> Iterator[str]:
    """Yield texts that state the value, the one that changes least first."""
    fields = [field for field in file.fields if field.name == name]
    for field in fields:
        if value:
            yield from _in_place(file, field, value)
        yield apply(file, [(field.span.start, field.span.end, [])])
    if value and not fields:
        yield from _beside_others(file, name, value)


def ways_to_entitle(file: ReadFile, old: str, new: str) -> Iterator[str]:
    span = file.title_span
    if span is None:
        return
    line = file.lines[span.start].rstrip("\r\n")
    if line.count(old) == 1:
        yield apply(file, [(span.start, span.start + 1, [line.replace(old, new)])])
    yield apply(file, [(span.start, span.end, [f"# {new}"])])
    yield apply(file, [(span.start, span.end, [f"title: {_yaml(new)}"])])


def in_the_case_of(word: str, model: str) -> str:
    """Return the word with a capital where the model has one."""
    letters = next((c for c in model if c.isalpha()), "")
    return word[:1].upper() + word[1:] if letters.isupper() else word


def _in_place(file: ReadFile, field: Field, value: str) -> Iterator[str]:
    values = [value]
    if field.place is Place.FRONT_MATTER:
        values = [value, json.dumps(value, ensure_ascii=False)]
        values = values if PLAIN.fullmatch(value) else values[::-1]
    for words in values:
        if field.offset is not None and field.raw:
            end = field.offset + len(field.raw)
            yield file.text[: field.offset] + words + file.text[end:]
        first = file.lines[field.span.start].rstrip("\r\n")
        if found := KEY_IN_LINE.match(first):
            line = f"{found['key']}{found['gap'] or ' '}{words}"
            yield apply(file, [(field.span.start, field.span.end, [line])])


def _beside_others(file: ReadFile, name: str, value: str) -> Iterator[str]:
    """Add a field of which the file has none: to its front matter, its list, or below its title."""
    yield from (apply(file, [edit]) for edit in _new_lines(file, name, value))


def _new_lines(file: ReadFile, name: str, value: str) -> Iterator[Edit]:
    if file.front_matter:
        at = file.front_matter.span.end - 1
        yield at, at, [f"{KEYS.get(name, name)}: {_yaml(value)}"]
    listed = [field for field in file.fields if field.place is Place.LIST]
    if listed:
        at = listed[-1].span.end
        marker = file.lines[listed[-1].span.start][:2]
        yield at, at, [f"{marker}{name.capitalize()}: {value}"]
    lines = [field for field in file.fields if field.place is Place.LINE]
    if lines:
        at = lines[-1].span.end
        yield at, at, ["", f"{name.capitalize()}: {value}"]
    if file.title_span:
        at = file.title_span.end
        yield at, at, ["", f"{name.capitalize()}: {value}"]
    if not file.front_matter:
        yield 0, 0, ["---", f"{KEYS.get(name, name)}: {_yaml(value)}", "---", ""]


def _yaml(value: str) -> str:
    return value if PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
