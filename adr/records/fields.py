"""The kinds of fields that the forms of a record are made of, each with its own error texts."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from django import forms

from selection.public import load_vocabulary


class MarkdownArea(forms.Textarea):
    """A text area whose text is Markdown and can be previewed."""


class ProseField(forms.CharField):
    """Text whose lines end in one way, however the browser sends them: else a section that was
    opened and saved would differ from what is stored.
    """

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class TagsField(forms.CharField):
    """Words between commas, as a tuple."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, (tuple, list)) else value

    def clean(self, value: Any) -> tuple[str, ...]:
        words = (word.strip() for word in str(super().clean(value)).split(","))
        return tuple(dict.fromkeys(word for word in words if word))


class CapabilitiesField(TagsField):
    """Words of the controlled vocabulary between commas, as a tuple."""

    def clean(self, value: Any) -> tuple[str, ...]:
        words = super().clean(value)
        known = load_vocabulary().capabilities
        for word in words:
            if word not in known:
                found = get_close_matches(word, known, n=2)
                alike = f" Did you mean {' or '.join(found)}?" if found else ""
                raise forms.ValidationError(f"There is no capability “{word}”.{alike}")
        return words


class GateField(forms.ChoiceField):
    """One gate of the record, as requirement and component."""

    def prepare_value(self, value: Any) -> Any:
        return "|".join(value) if isinstance(value, (tuple, list)) else value

    def clean(self, value: Any) -> tuple[str, str] | None:
        requirement, _bar, component = str(super().clean(value)).partition("|")
        return (requirement, component) if requirement else None


def line(label: str, *, limit: int, missing: str = "", hint: str = "") -> forms.CharField:
    """One line of text; it must be given where `missing` says what to enter."""
    return forms.CharField(
        label=label,
        required=bool(missing),
        max_length=limit,
        help_text=hint,
        error_messages={
            "required": missing,
            "max_length": f"Shorten this to {limit} characters: {label}",
        },
    )


def prose(label: str, *, missing: str = "", hint: str = "", rows: int = 4) -> ProseField:
    """Text in Markdown, as long as it needs to be."""
    return ProseField(
        label=label,
        required=bool(missing),
        help_text=hint,
        widget=MarkdownArea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


def day(label: str, *, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=hint,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": f"{label}: enter a date as year-month-day, such as 2027-03-31"},
    )


def address(label: str, *, hint: str = "") -> forms.URLField:
    return forms.URLField(
        label=label,
        required=False,
        max_length=500,
        help_text=hint,
        assume_scheme="https",
        error_messages={
            "invalid": f"{label}: enter a full address, such as https://example.org/page",
            "max_length": f"{label}: shorten the address to 500 characters",
        },
    )


def choice(
    label: str,
    choices: Iterable[tuple[str, str]] = (),
    *,
    missing: str = "",
    hint: str = "",
    empty: str = "Choose one",
) -> forms.ChoiceField:
    """A list to choose from, with nothing chosen to begin with."""
    return forms.ChoiceField(
        label=label,
        choices=[("", empty), *choices],
        required=bool(missing),
        help_text=hint,
        error_messages={
            "required": missing,
            "invalid_choice": f"{label}: choose one from the list",
        },
    )


def number_choice(
    label: str, choices: Iterable[tuple[int, str]] = (), *, missing: str = "", hint: str = ""
) -> forms.TypedChoiceField:
    """A list of numbered things; nothing chosen is None."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("", "Choose one"), *choices],
        required=bool(missing),
        coerce=int,
        empty_value=None,
        help_text=hint,
        error_messages={
            "required": missing,
            "invalid_choice": f"{label}: choose one from the list",
        },
    )
