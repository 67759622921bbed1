"""Which characters the bundled fonts can print."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

# A box that every reader takes for a character that could not be printed.
REPLACEMENT = "□"
KEPT = {"\n", "\t", "\r"}
# Format and control characters, and variation selectors, have no shape of their own.
SHAPELESS = {"Cc", "Cf", "Mn", "Me"}


@dataclass(frozen=True)
class MissingCharacter:
    """A character without a shape in any bundled font: `U+4E2D` and its name in Unicode."""

    code: str
    name: str


@cache
def printable_characters(fonts: Path) -> frozenset[int]:
    """Return the code points for which any font below the folder has a shape."""
    found: set[int] = set()
    for path in sorted(fonts.rglob("*.woff2")) + sorted(fonts.rglob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            found |= font.getBestCmap().keys()
    return frozenset(found)


def replace_missing(text: str, fonts: Path) -> tuple[str, tuple[MissingCharacter, ...]]:
    """Return the text with a box for each character that cannot be printed, and those characters.

    What has no shape by its nature is left out without a word.
    """
    printable = printable_characters(fonts)
    missing = sorted({c for c in set(text) if ord(c) not in printable and c not in KEPT})
    if not missing:
        return text, ()
    table = {ord(c): "" if unicodedata.category(c) in SHAPELESS else REPLACEMENT for c in missing}
    return text.translate(table), tuple(_describe(c for c in missing if table[ord(c)]))


def _describe(characters: Iterable[str]) -> Iterable[MissingCharacter]:
    for character in characters:
        name = unicodedata.name(character, "a character without a name")
        yield MissingCharacter(f"U+{ord(character):04X}", name.lower())
