"""The forms in which the outcome of a review, a look back or a confirmation is recorded."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.text import Truncator

from adr.records.fields import day
from adr.records.models import Record, Status
from adr.watch.findings import Expectation, Finding, Judgement
from adr.watch.models import Outcome
from adr.watch.outcome_form import OutcomeForm, make_radios, make_text
from adr.watch.reviewing import Review

REVIEWS: dict[str, tuple[str, str]] = {
    Outcome.REAFFIRMED: ("It stands", "The decision holds as it is until the next review."),
    Outcome.AMENDED: (
        "Another record amends it",
        "It holds together with a record that changes a part of it and is accepted already.",
    ),
    Outcome.TO_BE_SUPERSEDED: (
        "It has to be decided anew",
        "A draft is made that supersedes it; until it is accepted, this record holds.",
    ),
    Outcome.DEPRECATED: (
        "It no longer holds",
        "It is deprecated, and nothing takes its place. Nobody looks at it again.",
    ),
}
RESULTS: dict[str, tuple[str, str]] = {
    Outcome.CONFIRMED: ("Confirmed", "It was checked, and it is as it should be."),
    Outcome.NOT_CONFIRMED: ("Not confirmed", "It was checked, and it is not as it should be."),
    Outcome.POSTPONED: ("Not checked yet", "It is to be checked until the date below."),
}


class ReviewForm(OutcomeForm):
    """The periodic review."""

    outcome = make_radios("What comes of it?", REVIEWS, missing="Select what comes of the review")
    amended_by = forms.IntegerField(
        label="Number of the record that amends it",
        help_text="Only if another record amends it.",
        required=False,
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": "Enter the number of the record that amends it, such as 12",
            "min_value": "Enter the number of the record that amends it, such as 12",
        },
    )
    new_date = day("Next review on", hint="Needed unless it no longer holds.")

    def __init__(
        self, *args: Any, record: Record, may_deprecate: bool, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.record = record
        if not may_deprecate:
            field = self.fields["outcome"]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
            offered = [value for value in REVIEWS if value != Outcome.DEPRECATED]
            field.choices = [(value, REVIEWS[value][0]) for value in offered]
            field.help_text = "That it no longer holds is for a reviewer or an owner to say."

    def clean_amended_by(self) -> Record | None:
        number = self.cleaned_data["amended_by"]
        if self.data.get("outcome") != Outcome.AMENDED:
            return None
        if number is None:
            raise forms.ValidationError("Enter the number of the record that amends it")
        # A number beyond what the database holds is the number of no record.
        in_range = number <= 2**31 - 1
        found = self.record.team.records.filter(number=number).first() if in_range else None
        if found is None:
            raise forms.ValidationError(f"There is no record {number} in this library")
        if found.pk == self.record.pk:
            raise forms.ValidationError("A record does not amend itself. Enter another number")
        if found.status != Status.ACCEPTED:
            raise forms.ValidationError(
                f"Record {number} is {found.get_status_display().lower()}. Enter the number of an "
                "accepted record"
            )
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        outcome = cleaned.get("outcome")
        if outcome == Outcome.DEPRECATED:
            cleaned["new_date"] = None
            self.errors.pop("new_date", None)
        elif outcome:
            self.require_coming_day("new_date", "Enter the day of the next review")
        return cleaned

    @property
    def review(self) -> Review:
        """What was said, of a valid form."""
        said = self.cleaned_data
        return Review(
            outcome=Outcome(said["outcome"]),
            sentence=said["sentence"],
            took_part=said["took_part"],
            new_date=said["new_date"],
            amended_by=said["amended_by"],
            form_key=said["key"],
            seen=said["seen"],
        )


class LookBackForm(OutcomeForm):
    """The look back as a whole; a `FindingForm` for each expectation stands before it."""

    sentence = make_text(
        "What you take from it, in a sentence", missing="Enter what you take from it, in a sentence"
    )
    new_date = day(
        "Look back again on (optional)", hint="If it is too early to say for some of it."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("new_date"):
            self.require_coming_day("new_date", "")
        return cleaned


class FindingForm(forms.Form):
    """One expectation of the record, and what happened."""

    use_required_attribute = False

    happened = make_text("What happened", hint="May stay empty if it held.")
    judgement = forms.ChoiceField(
        label="Did it hold?", choices=Judgement.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, expectation: Expectation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expectation = expectation
        self.short = Truncator(" ".join(expectation.expected.split())).chars(60)
        missing = f"Select whether this held: {self.short}"
        self.fields["judgement"].error_messages |= {
            "required": missing,
            "invalid_choice": missing,
        }
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.mark_optional = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        silent = "happened" not in self.errors and not cleaned.get("happened")
        if silent and cleaned.get("judgement") == Judgement.DID_NOT_HOLD:
            self.add_error("happened", f"Enter what happened instead: {self.short}")
        return cleaned

    @property
    def finding(self) -> Finding:
        """What was found, of a valid form."""
        said = self.cleaned_data
        return Finding(
            self.expectation.subject,
            self.expectation.expected,
            said["happened"],
            Judgement(said["judgement"]),
        )


class ResultForm(OutcomeForm):
    """The result of a confirmation."""

    outcome = make_radios("Result", RESULTS, missing="Select the result")
    checked_on = day("Checked on", hint="The day on which it was checked.")
    new_date = day("To be checked until", hint="Only if it is not checked yet.")
    sentence = make_text(
        "What was found, in a sentence", missing="Enter what was found, in a sentence"
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == Outcome.POSTPONED:
            cleaned["checked_on"] = None
            self.errors.pop("checked_on", None)
            self.require_coming_day("new_date", "Enter until when it is to be checked")
        elif cleaned.get("outcome"):
            cleaned["new_date"] = None
            self.errors.pop("new_date", None)
            self._require_past_day()
        return cleaned

    def _require_past_day(self) -> None:
        if "checked_on" in self.errors:
            return
        checked_on = self.cleaned_data.get("checked_on")
        if checked_on is None:
            self.add_error("checked_on", "Enter the day on which it was checked")
        elif checked_on > self.today:
            self.add_error("checked_on", "Enter a day that has been, today at the latest")
