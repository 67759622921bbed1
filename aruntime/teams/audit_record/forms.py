"""What the audit record can be narrowed down by; all of it stands in the address of the page."""

from itertools import groupby
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.http import QueryDict

from aruntime.teams.audit_record.entries import NOBODY, deeds_in, in_words, people_in
from aruntime.teams.models import Team


def make_day_field(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a day in the form 2026-11-24"},
    )


class AuditFilterForm(forms.Form):
    use_required_attribute = False

    person = forms.ChoiceField(label="Who", required=False)
    deed = forms.ChoiceField(label="What", required=False)
    since = make_day_field("From")
    until = make_day_field("Until")

    def __init__(self, *, team: Team, data: QueryDict) -> None:
        super().__init__(data, label_suffix="")
        people = [(person.username, str(person)) for person in people_in(team)]
        self._offer("person", [("", "Everybody"), *people, (NOBODY, "No person: a command")])
        self._offer("deed", [("", "Everything"), *group_deeds(deeds_in(team))])
        self.helper = make_helper()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            self.add_error("until", "Enter a day that is not before the first one")
        return values

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = choices
        field.error_messages["invalid_choice"] = "Choose one from the list"


def group_deeds(deeds: list[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return choices: for each noun everything about it, then its deeds one by one."""
    return [
        (
            in_words(noun),
            [(noun, f"{in_words(noun)}: everything"), *((deed, in_words(deed)) for deed in group)],
        )
        for noun, group in groupby(deeds, key=lambda deed: deed.partition(".")[0])
    ]


def make_helper() -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.mark_optional = False
    fields = (Field(name) for name in ("person", "deed", "since", "until"))
    helper.layout = Layout(Div(*fields, css_class="filter-row"))
    return helper
