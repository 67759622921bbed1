"""What every load of reference facts does with rows, and how it tells what it did."""

from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True)
class LoadOutcome:
    """What one load did, as slugs or paths, and how many entries there are now."""

    total: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def is_unchanged(self) -> bool:
        return not (self.added or self.changed or self.removed)

    def sentence(self, noun: str) -> str:
        """Return "95 components, nothing changed." or what was added, changed and removed."""
        if self.is_unchanged:
            return f"{self.total} {noun}, nothing changed."
        if self.total == len(self.added) and not self.removed:
            return f"{self.total} {noun}, all added."
        parts = [
            f"{word} {', '.join(names)}"
            for word, names in (
                ("added", self.added),
                ("changed", self.changed),
                ("removed", self.removed),
            )
            if names
        ]
        return f"{self.total} {noun}: {'; '.join(parts)}."


def save_if_changed(row: Model, **values: object) -> bool:
    """Write the row only where a value differs, so that a second load touches nothing."""
    if row.pk and all(getattr(row, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return True
