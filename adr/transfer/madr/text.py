"""Free text inside a MADR file: it fits below its heading there, and comes back unchanged.

What has to be changed for that is said in a comment before the text, and undone when it is read.
Text that cannot be fitted in stands as a JSON string in a block of code.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

LOWEST_LEVEL = 6
HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all but tab and line feed
MARK = re.compile(r"<!-- text: (.+) -->\n\n")
EXACT_BEGIN, EXACT_END = "```json exact\n", "\n```"
CRLF, CLOSED, SHIFTED = "line ends CRLF", "fence closed", "headings +"
SHIFT = re.compile(r"headings \+([1-6])")


def embed(text: str, *, top_level: int) -> str:
    """Return the text so that its headings begin at `top_level` and nothing is left open."""
    fitted = _fit(text, top_level)
    if extract(fitted) == text and stands_alone(fitted, top_level=top_level):
        return fitted
    return embed_exact(text)


def embed_exact(text: str) -> str:
    return f"{EXACT_BEGIN}{exact_json(text)}{EXACT_END}"


def extract(markdown: str) -> str:
    """Return the text that `embed` was given; text that a person wrote comes back as it stands."""
    if markdown.startswith(EXACT_BEGIN) and markdown.endswith(EXACT_END):
        with suppress(ValueError, RecursionError):
            text = json.loads(markdown.removeprefix(EXACT_BEGIN).removesuffix(EXACT_END))
            if isinstance(text, str):
                return text
    mark = MARK.match(markdown)
    if not mark:
        return markdown
    text = markdown[mark.end() :]
    for note in reversed(mark[1].split(", ")):
        text = _undo(text, note)
    return text


def stands_alone(markdown: str, *, top_level: int) -> bool:
    """Tell whether the Markdown changes nothing of what comes after it."""
    lines = markdown.split("\n")
    return (
        open_fence(lines) is None
        and markdown.rfind("<!--") <= markdown.rfind("-->")
        and all(level >= top_level for _index, level in headings(lines))
        and not CONTROLS.search(markdown)
    )


def headings(lines: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield index and level of each line that begins with # signs and is no code."""
    for index, line, is_code in _scan(lines):
        if not is_code and (found := HEADING.match(line)):
            yield index, len(found[1])


def open_fence(lines: Iterable[str]) -> str | None:
    """Return the fence of a block of code that is never closed."""
    return next(reversed([fence for _index, _line, fence in _scan_fences(lines)]), None)


def exact_json(value: object) -> str:
    """Return the value as JSON on one line; what cannot be seen or ends a cell is spelt out."""
    written = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() and c not in "|·<" else _spell(c) for c in written)


def _spell(character: str) -> str:
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def _scan(lines: Iterable[str]) -> Iterator[tuple[int, str, bool]]:
    before = None
    for index, line, after in _scan_fences(lines):
        yield index, line, before is not None or after is not None
        before = after


def _scan_fences(lines: Iterable[str]) -> Iterator[tuple[int, str, str | None]]:
    """Yield each line with the fence that is open after it."""
    fence: str | None = None
    for index, line in enumerate(lines):
        found = FENCE.match(line)
        if fence is None:
            fence = found[1] if found else None
        elif found and found[1].startswith(fence) and not line[found.end() :].strip(" \t"):
            fence = None
        yield index, line, fence


def _fit(text: str, top_level: int) -> str:
    notes = []
    if "\r\n" in text:
        text = text.replace("\r\n", "\n")
        notes.append(CRLF)
    lines = text.split("\n")
    highest = min((level for _index, level in headings(lines)), default=top_level)
    if highest < top_level:
        text = _shift(text, top_level - highest)
        notes.append(f"{SHIFTED}{top_level - highest}")
    if fence := open_fence(lines):
        text += f"\n{fence}"
        notes.append(CLOSED)
    return f"<!-- text: {', '.join(notes)} -->\n\n{text}" if notes else text


def _undo(text: str, note: str) -> str:
    if note == CRLF:
        return text.replace("\n", "\r\n")
    if note == CLOSED:
        return text.rpartition("\n")[0]
    if shift := SHIFT.fullmatch(note):
        return _shift(text, -int(shift[1]))
    return text


def _shift(text: str, by: int) -> str:
    """Move every heading down by so many levels, or up; none beyond the lowest or the highest."""
    lines = text.split("\n")
    for index, level in headings(lines):
        wanted = min(max(level + by, 1), LOWEST_LEVEL)
        lines[index] = lines[index].replace("#" * level, "#" * wanted, 1)
    return "\n".join(lines)
