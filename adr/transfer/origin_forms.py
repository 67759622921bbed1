"""The form by which a reviewer gives an imported record its status."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from adr.records.fields import number_choice
from adr.records.models import Record, Status
from adr.transfer.choosing import CHOICES


class ChooseStatusForm(forms.Form):
    """`cleaned_data` holds the status, the record that supersedes this one, and a reason."""

    use_required_attribute = False

    status = forms.ChoiceField(
        label="Which status does the decision have?",
        choices=[(str(status), status.label) for status in CHOICES],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a status",
            "invalid_choice": "Choose a status from the list",
        },
    )
    successor = number_choice(
        "Superseded by", hint="If you chose Superseded: the record that holds instead, if any."
    )
    reason = forms.CharField(
        label="How do you know?",
        required=False,
        help_text="It stands in the history of the record.",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, record: Record) -> None:
        super().__init__(*args)
        others = record.team.records.exclude(pk=record.pk).values_list("number", "title")
        self.fields["successor"].choices = [  # type: ignore[attr-defined]
            ("", "No record"),
            *((number, f"{number}. {title}") for number, title in others),
        ]
        self.record = record
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self) -> dict[str, Any]:
        number = self.cleaned_data.get("successor")
        if number is not None and self.cleaned_data.get("status") not in (Status.SUPERSEDED, None):
            self.add_error(
                "successor", "Choose Superseded as the status, or leave this at “No record”"
            )
        return self.cleaned_data

    @property
    def superseding_record(self) -> Record | None:
        number = self.cleaned_data["successor"]
        return self.record.team.records.get(number=number) if number is not None else None
