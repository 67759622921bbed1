"""Lines as Markdown counts them: only line feeds and carriage returns end one."""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


def split_lines(text: str) -> tuple[str, ...]:
    """Return the lines with their ends; joined they are the text."""
    return tuple(LINE.findall(text))


class LineIndex:
    """The lines of a text, and where in the text each begins."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines

    @cached_property
    def starts(self) -> list[int]:
        return [0, *accumulate(map(len, self.lines))]

    def locate(self, raw: str, start: int, end: int) -> int | None:
        """Return the index in the text of the last place of `raw` in the lines `start` to `end`."""
        column = "".join(self.lines[start:end]).rfind(raw) if raw else -1
        return self.starts[start] + column if column >= 0 else None
