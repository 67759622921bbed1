"""Front matter, entry by entry.

Each entry is read alone and every scalar stays text, so that `0032` is no octal number, a date is
no date yet, and one entry that is no YAML, such as `status: {proposed | rejected}`, does not spoil
the others. Only the events of the YAML parser are used: they neither expand aliases nor nest.
"""

import re
from itertools import pairwise

import yaml

from adr.transfer.reader.found import FrontMatter, FrontMatterEntry, Span

FENCE = re.compile(r"---[ \t]*\Z")
END = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")
KEY = re.compile(r"""(?P<key>[^\s#:'"\[\]{}&*!|>%@`-][^:#\r\n]{0,60}?)[ \t]*:(?=\s|\Z)""")
LONGEST_VALUE = 4_000
# The YAML parser grows slow where many of them are open.
BRACKET = re.compile(r"[\[{]")
MOST_BRACKETS = 100


def read_front_matter(lines: tuple[str, ...]) -> FrontMatter | None:
    """Return the front matter that begins on the first line, if it also ends."""
    bare = [line.rstrip("\r\n") for line in lines]
    if not bare or not FENCE.match(bare[0]):
        return None
    end = next((n for n, line in enumerate(bare[1:], start=1) if END.match(line)), None)
    if end is None:
        return None
    starts = [n for n in range(1, end) if KEY.match(bare[n])]
    if not starts and any(line.strip() for line in bare[1:end]):
        return None  # A rule, some text and another rule.
    offsets = [0]
    for line in lines[:end]:
        offsets.append(offsets[-1] + len(line))
    return FrontMatter(
        Span(0, end + 1),
        tuple(_read_entry(lines, offsets, start, stop) for start, stop in pairwise([*starts, end])),
    )


def _read_entry(
    lines: tuple[str, ...], offsets: list[int], start: int, stop: int
) -> FrontMatterEntry:
    # Comments and blank lines before the next key belong to nobody.
    while stop > start + 1 and (lines[stop - 1].startswith("#") or not lines[stop - 1].strip()):
        stop -= 1
    match = KEY.match(lines[start])
    assert match is not None  # noqa: S101 (the caller found it)
    behind = "".join(lines[start:stop])[match.end() :]
    raw = behind.strip()
    values = _scalars(behind)
    if len(values) == 1 and not raw.startswith(("{", "[", "-")):
        # One plain or quoted scalar: its words are what was written, without quotes and comment.
        raw = values[0] if values[0] in behind else raw
    position = behind.find(raw) if raw else -1
    offset = offsets[start] + match.end() + position if position >= 0 else None
    return FrontMatterEntry(match["key"], raw, values, Span(start, stop), offset)


def _scalars(yaml_text: str) -> tuple[str, ...]:
    text = yaml_text.strip()
    if not text or len(text) > LONGEST_VALUE or len(BRACKET.findall(text)) > MOST_BRACKETS:
        return (text,) if text else ()
    try:
        events = list(yaml.parse(yaml_text, Loader=yaml.BaseLoader))
    except (yaml.YAMLError, ValueError):
        return (text,)
    values = tuple(
        event.value.strip()
        for event in events
        if isinstance(event, yaml.ScalarEvent) and event.value.strip()
    )
    return values or (() if text in {"{}", "[]", "~"} or text.startswith("#") else (text,))
