"""Lists and numbers in sentences."""

from collections.abc import Sequence


def join_words(words: Sequence[str], last: str = "and") -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def one_of(things: str) -> str:
    """Return "request per second" for "requests per second"; a symbol such as "ms" stays."""
    first, space, rest = things.partition(" ")
    is_plural = len(first) > 3 and first.endswith("s")
    return f"{first[:-1] if is_plural else first}{space}{rest}"
