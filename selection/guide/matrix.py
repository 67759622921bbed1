"""The category matrix of the selection guide, read from `matrix.yaml`."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from selection.fact_files import Category, FilePart, Name

MATRIX_FILE = Path(__file__).parent / "matrix.yaml"


class Cell(FilePart):
    """A category or an addition: its name in the guide, and the vocabulary's word for it."""

    name: Name
    key: Category


class Row(FilePart):
    """One primary need, the category that answers it, and what commonly stands beside that."""

    need: Name
    category: Cell
    additions: list[Cell]

    def names(self, key: str) -> bool:
        """Tell whether the row leads to this category or addition."""
        return key in (cell.key for cell in (self.category, *self.additions))


@cache
def load_matrix() -> tuple[Row, ...]:
    """Read the matrix; raise ValueError if the file does not hold to its format."""
    content = yaml.load(MATRIX_FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(TypeAdapter(list[Row]).validate_python(content))
