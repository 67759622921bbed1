"""What somebody observed, and what the lists of a team are narrowed down by."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils import timezone

from adr.records.models import RevisitTrigger
from adr.triggers.models import FiredTrigger, Observation
from adr.triggers.reports import BadReportError, Report
from adr.triggers.trigger_form import percentile_choice
from aruntime.teams.models import Team, User

STATES = [("", "Open"), ("closed", "Closed by a review"), ("all", "Open and closed")]
FIRED = [("", "Any"), ("yes", "Fired a trigger")]


class ObservationForm(forms.Form):
    """A report; whether it can be compared with what is watched is checked when it is kept."""

    use_required_attribute = False

    name = forms.CharField(
        label="Metric or named value",
        help_text="Such as TTFT, model revision or target hardware.",
        error_messages={"required": "Enter what was observed, such as TTFT or model revision"},
    )
    value = forms.CharField(
        label="Value", error_messages={"required": "Enter the value that was observed"}
    )
    unit = forms.CharField(
        label="Unit", required=False, help_text="Such as ms, GiB, % or requests/s."
    )
    percentile = percentile_choice()
    observed_at = forms.DateTimeField(
        label="When it was observed",
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "Enter a day and a time, such as 2026-11-24 14:30"},
    )
    source = forms.CharField(
        label="Source",
        required=False,
        help_text="Where it can be seen: the address of a dashboard, a run, a file.",
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea({"rows": 3}))
    # Where the report was begun; a person is led back there.
    record = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # A record's page may hold other forms beside this one.
        super().__init__(*args, **{"auto_id": "observation_%s", **kwargs})
        zone = timezone.get_current_timezone_name()
        self.fields["observed_at"].help_text = f"Time zone {zone}. Left empty, it is now."
        self.fields["name"].widget.attrs["list"] = "watched-names"
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Field("name"),
            Div(
                Field("value"),
                Field("unit"),
                Field("percentile"),
                css_class="field-row report-value",
            ),
            Field("observed_at"),
            Field("source"),
            Field("note"),
            Field("record"),
        )

    def report(self) -> Report:
        """Return the report of a valid form. Without a time it is of this minute, so that a form
        that is sent twice tells of one observation."""
        data = self.cleaned_data
        now = timezone.now().replace(second=0, microsecond=0)
        observed_at: datetime = data["observed_at"] or now
        return Report(
            name=data["name"],
            value=data["value"],
            observed_at=observed_at,
            unit=data["unit"],
            percentile=data["percentile"],
            source=data["source"],
            note=data["note"],
        )

    def refuse(self, refusal: BadReportError) -> None:
        """Say beside each field what is wrong with the report."""
        for field, sentence in refusal.errors.items():
            self.add_error(field, sentence)


class ListForm(forms.Form):
    """Filters that stand in the address of a page."""

    use_required_attribute = False

    def __init__(self, data: Any, *, team: Team) -> None:
        super().__init__(data, label_suffix="")
        self.team = team
        self.offer_choices()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.mark_optional = False
        self.helper.layout = Layout(
            Div(*(Field(name) for name in self.fields), css_class="filter-row")
        )

    def offer_choices(self) -> None:
        """Fill the lists that depend on the team."""

    def offer(self, name: str, blank: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [("", blank), *choices]
        field.error_messages["invalid_choice"] = f"{field.label}: choose one from the list"


class FiredTriggerForm(ListForm):
    state = forms.ChoiceField(label="State", required=False, choices=STATES)
    kind = forms.ChoiceField(label="Kind of change", required=False)
    owner = forms.ChoiceField(label="Owner of the record", required=False)

    def offer_choices(self) -> None:
        fired = FiredTrigger.objects.filter(team=self.team).order_by()
        owners = User.objects.filter(pk__in=fired.values("record__owner")).order_by("username")
        self.offer("kind", "Any kind", RevisitTrigger.Kind.choices)
        self.offer("owner", "Any owner", [(user.username, str(user)) for user in owners])


class ObservationListForm(ListForm):
    name = forms.ChoiceField(label="Metric or named value", required=False)
    fired = forms.ChoiceField(label="Triggers", required=False, choices=FIRED)

    def offer_choices(self) -> None:
        observed = Observation.objects.filter(team=self.team).order_by("name_key")
        names = observed.values_list("name_key", flat=True).distinct()
        self.offer("name", "Any", [(name, name) for name in names])
