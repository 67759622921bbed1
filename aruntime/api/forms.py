from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone


class TokenForm(forms.Form):
    """What a new token is for, what it may do, and until when."""

    use_required_attribute = False
    name = forms.CharField(
        label="What is the token for?",
        help_text="For example: nightly report of observations",
        max_length=80,
        error_messages={
            "required": "Enter what the token is for",
            "max_length": "Enter at most %(limit_value)d characters",
        },
    )
    access = forms.ChoiceField(
        label="What may it do?",
        choices=[("read", "Read"), ("write", "Read and write")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what the token may do"},
    )
    expires_on = forms.DateField(
        label="Last day on which it works",
        help_text="Left empty, it works until you revoke it.",
        required=False,
        widget=forms.DateInput({"type": "date"}),
        error_messages={"invalid": "Enter a day as year-month-day, for example 2027-01-31"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("name", "access", "expires_on")

    def clean_expires_on(self) -> Any:
        day = self.cleaned_data["expires_on"]
        if day and day < timezone.localdate():
            raise ValidationError("Enter today or a later day")
        return day
