"""The rows of a section: one small form for each, as many as are wanted, none of them required."""

from typing import Any

from django import forms
from django.utils import timezone

from adr.records.content import RecordContent
from adr.records.fields import GateField, address, choice, day, line, number_choice, prose
from adr.records.forms import lay_out
from adr.records.models import Consequence, RevisitTrigger
from selection.public import Component, load_vocabulary

MOST_ROWS = 500
OUTCOMES = [("open", "Open"), ("passed", "Passed"), ("failed", "Failed")]


class RowForm(forms.Form):
    """One row; its fields are those of the row's dataclass. A row left blank is no row."""

    use_required_attribute = False
    title_field = "text"

    def __init__(self, *args: Any, content: RecordContent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices(content)
        self.helper = lay_out(self)

    def offer_choices(self, content: RecordContent) -> None:
        """Fill the lists that depend on the record."""

    @property
    def row_title(self) -> str:
        """What the row is called while it is closed."""
        return str(self[self.title_field].value() or "").strip()[:160]

    @property
    def is_open(self) -> bool:
        return not self.row_title or (self.is_bound and bool(self.errors))


class ChosenForm(RowForm):
    title_field = "name"

    layer = number_choice(
        "Layer",
        [(number, f"{number}: {name}") for number, name in load_vocabulary().layers.items()],
        missing="Choose the layer that it sits on",
    )
    name = line("Component", limit=120, missing="Enter the name of the component")
    version = line("Exact version", limit=80)
    category = choice(
        "Category",
        [(word.key, word.label) for word in load_vocabulary().categories.values()],
        empty="None of these",
    )
    component = forms.ChoiceField(
        label="Entry in the directory",
        required=False,
        help_text="Its claims are then held against the requirements.",
    )
    responsibility = line("What it owns", limit=300)
    owner = line("Who answers for it", limit=120)

    def offer_choices(self, content: RecordContent) -> None:
        names = dict(Component.objects.order_by("name").values_list("slug", "name"))
        for row in content.chosen:
            if row.component:
                names.setdefault(row.component, row.component)
        self.fields["component"].choices = [("", "Not in the directory"), *names.items()]  # type: ignore[attr-defined]


class AlternativeForm(RowForm):
    title_field = "name"

    name = line("Alternative", limit=200, missing="Enter the name of the alternative")
    version = line("Exact version", limit=80)
    reason = prose("Reason against it")
    component = forms.CharField(required=False, widget=forms.HiddenInput, max_length=80)


class ConsequenceForm(RowForm):
    kind = choice(
        "Kind", Consequence.Kind.choices, missing="Choose whether it is good, neutral or bad"
    )
    text = prose("Consequence", missing="Enter what follows from the decision")


class VersionForm(RowForm):
    title_field = "name"

    name = line("What", limit=120, missing="Enter what the version belongs to")
    version = line("Exact version", limit=120, missing="Enter the exact version")
    note = line("Note", limit=300)


class SourceForm(RowForm):
    title_field = "title"

    title = line("Title", limit=300, missing="Enter the title of the source")
    url = address("Address", hint="Left empty for a source that is not on the web.")
    version = line("Version or revision read", limit=80)
    checked = day("Read on")


class AssumptionForm(RowForm):
    text = prose("Assumption", missing="Enter what is taken for granted")
    who_finds_out = line("Who finds out", limit=120)
    by_when = day("By when")
    outcome = prose("What was found out", hint="The assumption is open until this is filled in.")
    question = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)


class RiskForm(RowForm):
    text = prose("Risk", missing="Enter what may go wrong")
    mitigation = prose("What is done about it")
    source_url = address("Address of the source")


class ValidationForm(RowForm):
    title_field = "what"

    what = line("What was tested", limit=300, missing="Enter what was tested")
    outcome = choice(
        "Outcome",
        OUTCOMES,
        missing="Choose open, passed or failed",
    )
    finding = prose("Finding")
    source = line(
        "Source",
        limit=500,
        hint="Where the result can be seen: a report, a run, a file.",
    )
    measured_on = day("Date of the result")
    gate = GateField(label="Requirement that it settles", required=False)

    def offer_choices(self, content: RecordContent) -> None:
        self.fields["gate"].choices = [  # type: ignore[attr-defined]
            ("", "None of the requirements"),
            *(
                (
                    f"{gate.requirement}|{gate.component}",
                    f"{gate.label}: {content.component_names.get(gate.component, gate.component)}",
                )
                for gate in content.gates
            ),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        measured_on = cleaned.get("measured_on")
        if measured_on and measured_on > timezone.localdate():
            self.add_error("measured_on", "Enter a day that has been, today at the latest")
        if cleaned.get("outcome") in ("passed", "failed"):
            if not cleaned.get("source") and "source" not in self.errors:
                self.add_error("source", "Enter where the result can be seen, or leave it open")
            if not measured_on and "measured_on" not in self.errors:
                self.add_error("measured_on", "Enter the day of the result, or leave it open")
        return cleaned


class ConfirmationForm(RowForm):
    title_field = "what"

    what = line("What is checked", limit=300, missing="Enter what is checked")
    how = line("How", limit=300)
    who = line("By whom", limit=120)
    until = day("Until when")
    result = prose("Result")


class TriggerForm(RowForm):
    kind = choice(
        "Kind of change", RevisitTrigger.Kind.choices, missing="Choose what kind of change it is"
    )
    text = line("What would change", limit=300, missing="Enter the change that matters")
    metric = line("Metric or named value", limit=120)
    bound = line("Bound or present value", limit=120)
    component = forms.SlugField(
        label="Entry in the directory",
        required=False,
        max_length=80,
        help_text="For a product capability, such as vllm.",
        error_messages={"invalid": "Enter the entry's short name, such as vllm"},
    )
    capability = line(
        "Capability", limit=120, hint="For a product capability, such as generation/streaming."
    )


class RowFormSet(forms.BaseFormSet):
    """Rows in the order of the page. All of them may be left blank, and blank ones are dropped."""

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    def rows(self) -> list[dict[str, Any]]:
        """The rows that were filled in, of a valid set."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]
