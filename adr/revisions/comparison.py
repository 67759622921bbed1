"""Two contents of a record, compared section by section as the guided form has them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format

from adr.records.content import RecordContent
from adr.records.sections import SECTIONS, Rows, Section
from adr.revisions.alignment import Pair, align_rows
from adr.revisions.diff import Kind, Piece, compare_texts


@dataclass(frozen=True)
class Label:
    """What a field is called, and the words of its fixed choices."""

    words: str
    choices: Mapping[str, str] = field(default_factory=dict)


Labels = Mapping[str, Label]
GATE_LABELS: Labels = {
    "label": Label("Requirement"),
    "component": Label("Component"),
    "version": Label("Version"),
    "mandatory": Label("Mandatory"),
    "status": Label("Gate"),
    "claim_status": Label("Claim"),
    "source_url": Label("Source"),
    "checked": Label("Read on"),
    "note": Label("Note"),
}


@dataclass(frozen=True)
class FieldChange:
    """One field that differs, in words; an empty text is one that was not there."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def before(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.kind is not Kind.ADDED)

    @property
    def after(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.kind is not Kind.REMOVED)


@dataclass(frozen=True)
class RowChange:
    """One row that was added, removed or changed, with those of its fields that differ."""

    name: str
    word: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class SectionChange:
    slug: str
    title: str
    fields: tuple[FieldChange, ...]
    rows: tuple[RowChange, ...]

    @property
    def count(self) -> int:
        return len(self.fields) + len(self.rows)


def compare_contents(
    before: RecordContent, after: RecordContent, only: Iterable[str] | None = None
) -> tuple[SectionChange, ...]:
    """Return the sections that differ, in the order of the form, with what differs in them.

    `only` names the fields of RecordContent to look at; all of them without it.
    """
    old, new = vars(before), vars(after)
    wanted = set(old if only is None else only)
    sections = []
    for section in SECTIONS:
        labels = labels_of(section.form)
        looked_at = {name: label for name, label in labels.items() if name in wanted}
        rows = section.rows if section.rows and section.rows.field in wanted else None
        sections.append(
            SectionChange(
                section.slug,
                section.title,
                tuple(_changed_fields(old, new, looked_at)),
                tuple(_changed_rows(old, new, rows)) if rows else (),
            )
        )
    if "gates" in wanted:
        gates = tuple(_changed_gates(before, after))
        sections.append(SectionChange("gates", "Gates", (), gates))
    return tuple(section for section in sections if section.count)


def count_in_words(sections: tuple[SectionChange, ...]) -> str:
    """Return how much the sections hold, such as `3 changes in 2 sections`."""
    changes = sum(section.count for section in sections)
    if not changes:
        return "No change"
    return f"{_many(changes, 'change')} in {_many(len(sections), 'section')}"


def labels_of(form: type[forms.Form] | None) -> Labels:
    """Return what a form calls its fields."""
    labels = {}
    for name, form_field in form.base_fields.items() if form else ():
        choices = getattr(form_field, "choices", ())
        words = {str(key): str(choice) for key, choice in choices if key != ""}
        labels[name] = Label(str(form_field.label or name.capitalize()), words)
    return labels


def names_of_fields(section: Section) -> dict[str, str]:
    """Return what a section calls each field of RecordContent that it holds."""
    names = {name: label.words for name, label in labels_of(section.form).items()}
    if section.rows:
        names[section.rows.field] = section.title
    return names


def in_words(value: Any, label: Label) -> str:
    """Return a value of a record as the text that is shown and compared."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return label.choices.get(str(value), str(value)).replace("\r\n", "\n")


def _changed_fields(
    before: Mapping[str, Any], after: Mapping[str, Any], labels: Labels
) -> Iterator[FieldChange]:
    for name, label in labels.items():
        if name not in before or name not in after:
            continue  # A form may ask for one value in several parts.
        old, new = in_words(before[name], label), in_words(after[name], label)
        if old != new:
            yield FieldChange(label.words, compare_texts(old, new))


def _changed_rows(
    before: Mapping[str, Any], after: Mapping[str, Any], rows: Rows
) -> Iterator[RowChange]:
    labels, title = labels_of(rows.form), rows.form.title_field
    pairs = align_rows(
        before[rows.field], after[rows.field], name_of=lambda row: getattr(row, title)
    )
    for pair in pairs:
        change = _row(pair, str(getattr(pair.after or pair.before, title)), labels)
        if change.fields:
            yield change


def _changed_gates(before: RecordContent, after: RecordContent) -> Iterator[RowChange]:
    pairs = align_rows(
        before.gates, after.gates, name_of=lambda gate: (gate.requirement, gate.component)
    )
    for pair in pairs:
        gate = pair.after or pair.before
        change = _row(pair, f"{gate.label}: {gate.component}" if gate else "", GATE_LABELS)
        if change.fields:
            yield change


def _row(pair: Pair[Any], name: str, labels: Labels) -> RowChange:
    word = "Changed"
    if pair.before is None or pair.after is None:
        word = "Added" if pair.before is None else "Removed"
    blank = dict.fromkeys(labels)
    before, after = (vars(row) if row else blank for row in (pair.before, pair.after))
    return RowChange(name, word, tuple(_changed_fields(before, after, labels)))


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
