"""The form that adds a relation, and the one that chooses what the picture shows."""

from typing import Any
from uuid import uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict

from adr.records.fields import line
from adr.records.models import Record, Status
from adr.relations.listing import UNDECIDED
from adr.relations.models import RelationKind
from aruntime.teams.models import Team
from aruntime.widgets import HintedRadios

SUPERSEDES = "supersedes"
LARGEST_NUMBER = 2**31 - 1
HINTS: dict[str, str] = {
    SUPERSEDES: "It takes the place of an accepted record once it is accepted itself.",
    RelationKind.AMENDS: "It changes a part of the other record; both hold together.",
    RelationKind.DEPENDS_ON: "It holds only as long as the other record holds.",
    RelationKind.RELATES_TO: "Whoever reads one should know the other.",
}


def make_helper() -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.mark_optional = False
    return helper


class RecordNumberField(forms.IntegerField):
    """The number of a record of one library, which is set as `team`; as the record."""

    team: Team
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        if number is None:
            return None
        in_range = 1 <= number <= LARGEST_NUMBER
        record = self.team.records.filter(number=number).first() if in_range else None
        if record is None:
            raise forms.ValidationError(f"There is no record {number} in this library")
        return record


class RelationForm(forms.Form):
    """What the record has to do with which other one."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label="What does this record have to do with the other one?",
        widget=HintedRadios(hints=HINTS),
        error_messages={
            "required": "Select what it has to do with the other record",
            "invalid_choice": "Select what it has to do with the other record",
        },
    )
    other = RecordNumberField(
        label="Number of the other record",
        error_messages={
            "required": "Enter the number of the other record, such as 12",
            "invalid": "Enter the number of the other record, such as 12",
        },
    )
    note = line("In what respect (optional)", limit=300)

    def __init__(self, *args: Any, record: Record, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record
        self.fields["other"].team = record.team  # type: ignore[attr-defined]
        superseding = [(SUPERSEDES, "Supersedes")] if record.status in UNDECIDED else []
        self.fields["kind"].choices = [*superseding, *RelationKind.choices]  # type: ignore[attr-defined]
        self.helper = make_helper()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        other = cleaned.get("other")
        if cleaned.get("kind") == SUPERSEDES and other:
            if other.pk == self.record.pk:
                self.add_error("other", "A record does not supersede itself")
            elif other.status != Status.ACCEPTED:
                self.add_error(
                    "other",
                    f"Record {other.number} is {other.get_status_display().lower()}. Only an "
                    "accepted record is superseded",
                )
        return cleaned


class SuccessorForm(forms.Form):
    """Nothing but the key that makes one draft of a form that is sent twice."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)


class PictureForm(forms.Form):
    """What the picture is drawn around; it stands in the address of the page."""

    use_required_attribute = False

    record = RecordNumberField(
        label="Around record number",
        required=False,
        error_messages={"invalid": "Enter the number of a record, such as 12"},
    )
    steps = forms.TypedChoiceField(
        label="How far",
        choices=[(1, "Its own relations"), (2, "Two steps"), (3, "Three steps")],
        coerce=int,
        required=False,
        error_messages={"invalid_choice": "Choose how far from the list"},
    )

    def __init__(self, *, team: Team, data: QueryDict) -> None:
        super().__init__(data, label_suffix="")
        self.fields["record"].team = team  # type: ignore[attr-defined]
        self.helper = make_helper()
