"""The file of an imported record after the record was edited: only what changed is touched.

Each change is tried on the text, and the text is read again: it stays only where the file then
says the new value and nothing else differs. What cannot be said so goes into a supplement.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from adr.records.content import RecordContent
from adr.transfer.placing.placing import PlacedFile, place
from adr.transfer.reader.found import Place, ReadFile, ReadStatus
from adr.transfer.reader.keys import name_of
from adr.transfer.reader.reading import read_text
from adr.transfer.rewriting.lines import apply, edit_prose, edit_rows
from adr.transfer.rewriting.metadata import in_the_case_of, ways_to_entitle, ways_to_state
from adr.transfer.rewriting.supplement import (
    PROSE,
    ROWS,
    STATUS,
    read_supplement,
    split_supplement,
    write_supplement,
)

STATED = {
    "decided_on": "date",
    **{name: name for name in ("deciders", "consulted", "informed", "tags", "ticket")},
}


class Rewriting:
    """A file on its way from what it said to what its record says now."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        text, supplement = split_supplement(text)
        self.supplement = read_supplement(supplement) if supplement else {}
        self._take(text)

    @property
    def text(self) -> str:
        if not self.supplement:
            return self.file.text
        end = "\r\n" if "\r\n" in self.file.text else "\n"
        text = self.file.text if self.file.text.endswith(end) else self.file.text + end
        apart = "" if text.endswith(end * 2) else end
        return text + apart + write_supplement(self.supplement).replace("\n", end)

    def change(self, name: str, value: Any) -> None:
        """Let the file say this value of a field of the content."""
        self.supplement.pop(name, None)
        if getattr(self.placed.content, name) == value:
            return
        for text in self._ways(name, value):
            if self._says_only(text, replace(self.placed.content, **{name: value})):
                self._take(text)
                return
        self.supplement[name] = value

    def change_status(self, status: ReadStatus, words: str) -> None:
        """Let the file say this status, in these words, which may name its successor.

        The date of a draft is that of its writing; the same date is then that of the decision.
        """
        self.supplement.pop(STATUS, None)
        words = in_the_case_of(words, self.file.status_raw)
        before = self.placed.content
        for text in ways_to_state(self.file, "status", words):
            after = place(read_text(text, self.path)).content
            expected = replace(before, decided_on=after.decided_on)
            if self._states_status_in_table():
                expected = replace(expected, context=after.context)
            if self._says_only(text, expected, status=status):
                self._take(text)
                break
        else:
            self.supplement[STATUS] = status
        if self.placed.content.decided_on != before.decided_on:
            self.supplement["decided_on"] = before.decided_on

    def _states_status_in_table(self) -> bool:
        """Such a table is a part of the text, too."""
        return any(f.name == "status" and f.place is Place.TABLE for f in self.file.fields)

    def _take(self, text: str) -> None:
        self.file: ReadFile = read_text(text, self.path)
        self.placed: PlacedFile = place(self.file)

    def _says_only(
        self, text: str, content: RecordContent, *, status: ReadStatus | None = None
    ) -> bool:
        file = read_text(text, self.path)
        placed = place(file)
        return (
            placed.content == content
            and file.status == (status or self.file.status)
            and _sections(placed) == _sections(self.placed)
        )

    def _ways(self, name: str, value: Any) -> Iterator[str]:
        old = getattr(self.placed.content, name)
        spans = self.placed.places.get(name, ())
        if name == "title":
            yield from ways_to_entitle(self.file, old, value)
        elif name in STATED:
            words = ", ".join(value) if isinstance(value, tuple) else str(value or "")
            yield from ways_to_state(self.file, STATED[name], words)
        elif name in PROSE:
            if old and (edits := edit_prose(self.file, spans, old, value)):
                yield apply(self.file, edits)
        elif name in ROWS and (edits := edit_rows(self.file, spans, old, value)):
            yield apply(self.file, edits)


def changed_fields(before: RecordContent, now: RecordContent) -> Iterable[str]:
    names = (field.name for field in fields(RecordContent))
    return [name for name in names if getattr(before, name) != getattr(now, name)]


def _sections(placed: PlacedFile) -> list[tuple[str, str]]:
    """Return what has no field, but for what stands around a status."""
    return [(s.heading, s.text) for s in placed.free if name_of(s.heading) != "status"]
