"""Radios and checkboxes whose options carry a hint, and may exclude all others.

`templates/bootstrap5/layout/radio_checkbox_select.html` shows the hint under its option and a
divider "or" before an exclusive one.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms


class HintedOptions(forms.widgets.ChoiceWidget):
    """Gives each option its hint, and tells whether it excludes all others, by its value."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        hints: Mapping[str, str] | None = None,
        exclusive: Collection[str] = (),
    ) -> None:
        super().__init__(attrs)
        self.hints = hints or {}
        self.exclusive = exclusive

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        value = str(option["value"])
        return {
            **option,
            "hint": self.hints.get(value, ""),
            "exclusive": value in self.exclusive,
            "follows_divider": value == self.first_exclusive,
        }

    @property
    def first_exclusive(self) -> str | None:
        """The option that stands behind the divider, if another one stands before it."""
        values = [str(value) for value, _ in self.choices]
        return next((value for value in values[1:] if value in self.exclusive), None)


class HintedRadios(HintedOptions, forms.RadioSelect):
    """Radio buttons with hints."""


class HintedCheckboxes(HintedOptions, forms.CheckboxSelectMultiple):
    """Checkboxes with hints; choosing an exclusive one clears the others."""
