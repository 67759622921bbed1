"""The form that begins a decision record: what is chosen so far, out of the recommendation."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from aruntime.teams.models import Team
from selection.results.page import RecommendationPage

# A component's slug never begins with a dot.
OTHER_CHOICES = {".own": "Build our own", ".none": "No component for this"}
UNDECIDED = ("", "Not decided yet")


class OpenChoice(forms.RadioSelect):
    """Radio buttons, the last of which leaves the choice open; none is selected to begin with."""

    def __init__(self, hints: Mapping[str, str]) -> None:
        super().__init__()
        self.hints = hints

    def format_value(self, value: Any) -> list[str]:
        return super().format_value(value) if value else []

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return {**option, "hint": self.hints.get(value, ""), "exclusive": not value}


class DraftForm(forms.Form):
    """Title, team, deployment, and one choice for each category that is needed.

    Sent to where records are drafted, as `choice-<category>` = component slug; checked there.
    """

    use_required_attribute = False

    title = forms.CharField(
        label="Title of the record",
        help_text="Left empty, it says what was chosen. It can be changed later.",
        max_length=200,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)  # A form sent twice drafts once.

    def __init__(self, page: RecommendationPage, *, teams: Sequence[Team]) -> None:
        super().__init__()
        if len(teams) > 1:
            self.fields["team"] = forms.ChoiceField(
                label="Team whose library it belongs to",
                choices=[(team.slug, team.name) for team in teams],
                widget=forms.RadioSelect,
            )
        for matrix in page.matrices:
            self.fields[f"choice-{matrix.category}"] = _choose(
                matrix.label,
                {c.slug: f"{c.name} {c.version}" for c in matrix.columns} | OTHER_CHOICES,
                {column.slug: group.title for group in matrix.groups for column in group.columns},
            )
        self.fields["deployment"] = _choose(
            "Deployment",
            {option.subject: option.label for option in page.deployment_left},
            {option.subject: option.word for option in page.deployment_left},
        )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.mark_optional = False
        self.helper.layout = Layout(*self.fields, Submit("draft", "Draft the decision record"))


def _choose(label: str, options: Mapping[str, str], hints: Mapping[str, str]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[*options.items(), UNDECIDED], widget=OpenChoice(hints)
    )
