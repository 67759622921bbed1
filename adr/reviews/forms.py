"""The forms of a review."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.core.validators import MaxLengthValidator

from adr.records.fields import ProseField
from adr.reviews.approvals import LEAST, MOST, Reviewer
from adr.reviews.models import ReviewVerdict
from aruntime.widgets import HintedCheckboxes, HintedRadios

LONGEST = 20_000
MARKDOWN = "Markdown works: **bold**, a list with “- ”, [a link](https://…)."
VERDICT_HINTS: dict[str, str] = {
    ReviewVerdict.Kind.APPROVE: "The record can be accepted as it stands.",
    ReviewVerdict.Kind.REQUEST_CHANGES: "It should not be accepted as it stands. Say what is "
    "missing.",
}


def text_field(label: str, *, missing: str = "", hint: str = MARKDOWN, rows: int = 4) -> ProseField:
    return ProseField(
        label=label,
        required=bool(missing),
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
        # Not as the field's own limit: a count of so many characters would only be in the way.
        validators=[MaxLengthValidator(LONGEST, f"Shorten the text to {LONGEST:,} characters")],
        error_messages={"required": missing},
    )


class ReviewForm(forms.Form):
    """A form whose page has the form tag and the button."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*(Field(name) for name in self.fields))


class RevisionForm(ReviewForm):
    """A form about the revision that was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class VerdictForm(RevisionForm):
    kind = forms.ChoiceField(
        label="Your verdict",
        choices=ReviewVerdict.Kind.choices,
        widget=HintedRadios(hints=VERDICT_HINTS),
        error_messages={"required": "Choose approve or request changes"},
    )
    text = text_field("Reasons")


class DissentForm(RevisionForm):
    text = text_field("Why you do not agree", missing="Enter why you do not agree", rows=6)


class CommentForm(ReviewForm):
    text = text_field("Comment", missing="Enter your comment")


class ReviewersForm(ReviewForm):
    """Who of the team is asked."""

    reviewers = forms.MultipleChoiceField(
        label="Who is asked to review",
        required=False,
        widget=HintedCheckboxes,
        error_messages={"invalid_choice": "Choose people from the list"},
    )

    def __init__(self, *args: Any, people: Sequence[Reviewer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reviewers"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [(person.name, person.label) for person in people]
        field.widget.hints = {person.name: describe(person) for person in people}
        self.helper.mark_optional = False


def describe(person: Reviewer) -> str:
    """Return what is worth knowing of somebody who can be asked."""
    role = "Owner of the team" if person.is_owner else "Reviewer"
    if person.is_writer:
        return f"{role}; has written some of the text"
    return role


class PolicyForm(ReviewForm):
    """How many approvals a team asks for at each consequence level."""

    def __init__(self, *args: Any, counts: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level, least in enumerate(LEAST):
            sentence = f"Level {level}: enter a number from {least} to {MOST}"
            self.fields[f"level_{level}"] = forms.IntegerField(
                label=f"Consequence level {level}",
                min_value=least,
                max_value=MOST,
                initial=counts[level],
                help_text=f"At least {least}.",
                error_messages=dict.fromkeys(
                    ("required", "invalid", "min_value", "max_value"), sentence
                ),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        self.helper.layout = Layout(*(Field(name) for name in self.fields))
