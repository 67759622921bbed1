"""What the forms of all outcomes share."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from adr.records.fields import line
from aruntime.widgets import HintedRadios

TEXT_LIMIT = 2000


def make_text(label: str, *, missing: str = "", hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=TEXT_LIMIT,
        required=bool(missing),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": missing,
            "max_length": f"Enter at most {TEXT_LIMIT} characters; this has %(show_value)d",
        },
    )


def make_radios(
    label: str, choices: Mapping[str, tuple[str, str]], *, missing: str
) -> forms.ChoiceField:
    hints = {value: hint for value, (_, hint) in choices.items()}
    return forms.ChoiceField(
        label=label,
        choices=[(value, words) for value, (words, _) in choices.items()],
        widget=HintedRadios(hints=hints),
        error_messages={"required": missing, "invalid_choice": missing},
    )


class OutcomeForm(forms.Form):
    """What every outcome has: a sentence, and who took part beside the person who records it."""

    use_required_attribute = False

    sentence = make_text("Why, in a sentence", missing="Enter why, in a sentence")
    took_part = line(
        "Who else took part (optional)",
        limit=500,
        hint="Names with commas between them. You are named in any case.",
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    # The last outcome that the page knew of when it was opened; 0 where there was none.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        own = [name for name in self.fields if name not in OutcomeForm.base_fields]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        # What an outcome needs depends on the outcome, so the labels say it.
        self.helper.mark_optional = False
        self.helper.layout = Layout(*own, *OutcomeForm.base_fields)

    def require_coming_day(self, name: str, missing: str) -> None:
        """Add an error unless the field holds a day after today."""
        if name in self.errors:
            return
        value = self.cleaned_data.get(name)
        if value is None:
            self.add_error(name, missing)
        elif value <= self.today:
            self.add_error(name, "Enter a day that is still to come, tomorrow at the earliest")
