"""The forms of a record: one for the single fields of each section, and one for a new record."""

from typing import Any
from uuid import uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms

from adr.records.content import RecordContent
from adr.records.fields import MarkdownArea, TagsField, address, day, line, number_choice, prose
from adr.records.models import Record, Status

LEVELS = (
    (0, "0: low"),
    (1, "1: limited"),
    (2, "2: high"),
    (3, "3: critical"),
)


class MarkdownField(Field):
    """A field with a hint on Markdown and a preview."""

    template = "adr/records/_markdown_field.html"


def lay_out(form: forms.Form) -> FormHelper:
    """Return a helper that shows every field, Markdown with its preview."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    # A draft may leave nearly everything empty; what is missing is listed as gaps.
    helper.mark_optional = False
    helper.layout = Layout(
        *(
            MarkdownField(name) if isinstance(field.widget, MarkdownArea) else Field(name)
            for name, field in form.fields.items()
        )
    )
    return helper


class SectionForm(forms.Form):
    """The single fields of one section; their names are those of RecordContent."""

    use_required_attribute = False

    def __init__(self, *args: Any, record: Record, content: RecordContent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices(record, content)
        self.helper = lay_out(self)

    def offer_choices(self, record: Record, content: RecordContent) -> None:
        """Fill the lists that depend on the record."""


class BasicsForm(SectionForm):
    title = line("Title", limit=200, missing="Enter what is decided, in a few words")
    owner = forms.ChoiceField(
        label="Owner", required=False, help_text="Answers for the decision and gets the reminders."
    )
    consequence_level = number_choice(
        "Consequence level",
        LEVELS,
        hint="What can happen when it goes wrong. It decides how much must be verified.",
    )
    tags = TagsField(label="Tags", required=False, help_text="Words with commas between them.")
    ticket = address("Link to a ticket")
    successor_of = number_choice(
        "Supersedes",
        hint="The accepted record that this one replaces once it is accepted.",
    )
    deciders = line("Deciders", limit=500, hint="Who decides, with commas between the names.")
    consulted = line("Consulted", limit=500)
    informed = line("Informed", limit=500)
    decided_on = day("Decided on", hint="Left empty, the day of acceptance is entered.")
    in_force_from = day("In force from")

    def offer_choices(self, record: Record, content: RecordContent) -> None:
        members = list(record.team.members.order_by("username"))
        people = {member.username: str(member) for member in members}
        if content.owner:
            people.setdefault(content.owner, content.owner)
        self.fields["owner"].choices = [("", "Nobody yet"), *people.items()]  # type: ignore[attr-defined]
        accepted = record.team.records.filter(status=Status.ACCEPTED).exclude(pk=record.pk)
        records = {old.number: f"{old.number}. {old.title}" for old in accepted}
        if content.successor_of and record.successor_of:
            records.setdefault(content.successor_of, str(record.successor_of))
        self.fields["successor_of"].choices = [("", "No record"), *records.items()]  # type: ignore[attr-defined]


class ContextForm(SectionForm):
    context = prose(
        "Context", hint="What is the situation, and why must something be decided now?", rows=14
    )
    drivers = prose(
        "Decision drivers", hint="What matters for the choice, the strongest first.", rows=10
    )


class DecisionForm(SectionForm):
    decision = prose(
        "Decision",
        hint="What is chosen for which need, and why. “Something simpler”, “build our own” and “no "
        "runtime at all” are decisions too.",
        rows=12,
    )


class WorkloadForm(SectionForm):
    workload = prose(
        "Workload",
        hint="What it must carry: sizes and arrivals with their spread, bursts, growth. A mean "
        "hides what decides.",
        rows=12,
    )


class MigrationForm(SectionForm):
    migration = prose(
        "Migration and exit",
        hint="How do you get there from what runs today? How do you leave again, what does that "
        "cost, and what keeps you? API compatibility alone may not preserve model behaviour or "
        "operational semantics.",
        rows=12,
    )


class ReviewForm(SectionForm):
    review_date = day("Review date", hint="When the decision is looked at again in any case.")


class NewRecordForm(forms.Form):
    """Begins a record without an assessment."""

    use_required_attribute = False

    title = line("What is decided?", limit=200, missing="Enter what is decided, in a few words")
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = lay_out(self)
