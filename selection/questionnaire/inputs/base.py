"""How one question is asked in a form, and how its answer is read back.

Every kind of question has its own input. The names of its fields begin with the question's key,
so that several questions stand in one form.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from crispy_forms.layout import Div, LayoutObject
from django import forms
from django.core.validators import MaxLengthValidator

from selection.engine.answers import Answer, Basis, Standing
from selection.engine.questions import Question
from selection.questionnaire.inputs.blocks import FieldBlock, question

NOT_KNOWN = Standing.NOT_KNOWN.value
NOT_APPLICABLE = Standing.NOT_APPLICABLE.value
LONGEST_LINE = 200
LONGEST_TEXT = 20_000


BASIS_LABELS = [
    (Basis.MEASURED.value, "Measured by us"),
    (Basis.DOCUMENTED.value, "Documented somewhere"),
    (Basis.ASSUMED.value, "Assumed"),
]


class MistakeError(Exception):
    """What was typed cannot be an answer; the message says how to mend it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


class AnswerInput:
    """The part that all kinds share: how an answer stands, and how the team knows it."""

    offers_not_applicable: ClassVar[bool] = True
    can_head_a_page: ClassVar[bool] = True  # its label can be the heading of the page
    more_action: ClassVar[tuple[str, str] | None] = None  # name and words of a button of its own

    def __init__(self, question: Question, *, asks_basis: bool = False) -> None:
        self.question = question
        self.asks_basis = asks_basis

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def first_field(self) -> str:
        """The name of the field that an error about the whole question stands at."""
        return self.key

    @property
    def label(self) -> str:
        """The question, and whether it may be left empty."""
        return (
            f"{self.question.label} (optional)" if self.question.optional else self.question.label
        )

    @property
    def hint(self) -> str:
        """The question's hint with its example."""
        lines = ", ".join(self.question.example.splitlines())
        example = f"For example: {lines}" if lines else ""
        return " ".join(part for part in (self.question.hint, example) if part)

    def name(self, part: str) -> str:
        """The name of one field of this question; the main one has the question's key."""
        return f"{self.key}-{part}"

    # What a kind of question says for itself.

    def value_fields(self) -> dict[str, forms.Field]:
        raise NotImplementedError

    def value_initial(self, value: Any) -> dict[str, Any]:
        """Return what the fields show for a stored value."""
        raise NotImplementedError

    def read_value(self, data: Mapping[str, Any]) -> Any:
        """Return the value typed, None where there is none; raise MistakeError."""
        raise NotImplementedError

    def empty_message(self) -> str:
        return f"Enter an answer to “{self.question.label}”, or select “Not known yet”"

    def value_layout(self, *, is_heading: bool) -> list[LayoutObject]:
        return [FieldBlock(self.key, is_heading=is_heading)]

    # What the form uses.

    def layout(self, *, is_heading: bool = False) -> LayoutObject:
        """Return how the question stands on its page; its label may be the heading of the page."""
        return question(*self.value_layout(is_heading=is_heading), *self.standing_layout())

    def fields(self) -> dict[str, forms.Field]:
        return {**self.value_fields(), **self.standing_fields(), **self.basis_fields()}

    def initial(self, answer: Answer | None) -> dict[str, Any]:
        if answer is None:
            return {}
        shown = {
            self.name("who"): answer.who_finds_out,
            self.name("when"): answer.by_when,
            self.name("why"): answer.note if answer.standing is Standing.NOT_APPLICABLE else "",
            self.name("basis"): answer.basis.value if answer.basis else "",
        }
        if answer.standing is Standing.GIVEN:
            return {**shown, **self.value_initial(answer.value)}
        return {**shown, **self.standing_initial(answer.standing)}

    def read(self, data: Mapping[str, Any]) -> Answer | None:
        """Return the answer typed, or None where nothing was; raise MistakeError."""
        standing, value = self.read_standing(data), self.read_value(data)
        if standing is None:
            return None if value is None else self._given(value, data)
        if value is not None:
            raise MistakeError(
                self.first_field, f"Answer “{self.question.label}” or say why you cannot, not both"
            )
        if standing is Standing.NOT_KNOWN:
            when = data.get(self.name("when"))
            return Answer(
                standing,
                who_finds_out=data.get(self.name("who"), ""),
                by_when=when.isoformat() if when else "",
            )
        if not data.get(self.name("why")):
            raise MistakeError(self.name("why"), f"Say why “{self.question.label}” does not apply")
        return Answer(standing, note=data[self.name("why")])

    def _given(self, value: Any, data: Mapping[str, Any]) -> Answer:
        basis = data.get(self.name("basis"))
        return Answer(value=value, basis=Basis(basis) if basis else None)

    # How the answer stands.

    def standing_fields(self) -> dict[str, forms.Field]:
        words = [(NOT_KNOWN, "Not known yet")]
        if self.offers_not_applicable:
            words.append((NOT_APPLICABLE, "Not applicable"))
        standing = forms.MultipleChoiceField(
            label=f"No answer to “{self.question.label}”",
            choices=words,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        return {self.name("standing"): standing, **self.follow_up_fields()}

    def follow_up_fields(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {
            self.name("who"): line("Who will find out?", optional=True, longest=120),
            self.name("when"): forms.DateField(
                label="By when? (optional)",
                required=False,
                widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
                error_messages={
                    "invalid": "Enter the date by when it is known as year, month and day, "
                    "such as 2027-01-31"
                },
            ),
        }
        if self.offers_not_applicable:
            fields[self.name("why")] = line("Why does it not apply?")
        return fields

    def standing_layout(self) -> list[LayoutObject]:
        return [FieldBlock(self.name("standing"), wrapper_class="standing"), *self.follow_ups()]

    def follow_ups(self) -> list[LayoutObject]:
        """Return what is asked where there is no answer yet; the style sheet shows it then."""
        not_known = [FieldBlock(self.name(part)) for part in ("who", "when")]
        blocks = [Div(*not_known, css_class="reveal if-not-known")]
        if self.offers_not_applicable:
            why = FieldBlock(self.name("why"))
            blocks.append(Div(why, css_class="reveal if-not-applicable"))
        return blocks

    def standing_initial(self, standing: Standing) -> dict[str, Any]:
        return {self.name("standing"): [standing.value]}

    def read_standing(self, data: Mapping[str, Any]) -> Standing | None:
        chosen = data.get(self.name("standing"), [])
        if len(chosen) > 1:
            raise MistakeError(
                self.name("standing"),
                f"Select “Not known yet” or “Not applicable” for “{self.question.label}”, not both",
            )
        return Standing(chosen[0]) if chosen else None

    def basis_fields(self) -> dict[str, forms.Field]:
        if not self.asks_basis:
            return {}
        return {
            self.name("basis"): forms.ChoiceField(
                label="How do you know? (optional)",
                choices=BASIS_LABELS,
                widget=forms.RadioSelect,
                required=False,
            )
        }

    def basis_layout(self) -> list[LayoutObject]:
        if not self.asks_basis:
            return []
        return [FieldBlock(self.name("basis"), wrapper_class="options-in-line")]


def line(label: str, *, optional: bool = False, longest: int = LONGEST_LINE) -> forms.CharField:
    """Return a field for one line of text."""
    field = forms.CharField(
        label=f"{label} (optional)" if optional else label,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    limit_length(field, label, longest)
    return field


def limit_length(field: forms.CharField, label: str, longest: int) -> None:
    """Refuse longer text with a message; a maxlength attribute would cut it without a word."""
    message = f"“{label}” must be {longest:,} characters or fewer; it has %(show_value)d"
    field.validators.append(MaxLengthValidator(longest, message))
