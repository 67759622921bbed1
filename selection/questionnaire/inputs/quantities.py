"""Numbers with units, and bounds: a number with a percentile, mandatory or wanted."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import LayoutObject
from django import forms

from selection.engine.questions import Question
from selection.engine.recommendation import Need
from selection.questionnaire.inputs.base import AnswerInput, MistakeError
from selection.questionnaire.inputs.blocks import FieldBlock, group, row
from selection.questionnaire.numbers import explain_refusal, parse_amount

NEEDS = [(Need.MANDATORY.value, "Mandatory"), (Need.WANTED.value, "Wanted")]


class NumberInput(AnswerInput):
    """An amount with a unit; the unit is a choice only where there are several."""

    def __init__(self, question: Question, *, asks_basis: bool = False) -> None:
        super().__init__(question, asks_basis=asks_basis)
        self.has_several_units = len(question.units) > 1

    def value_fields(self) -> dict[str, forms.Field]:
        amount = forms.CharField(
            label=self.amount_label,
            help_text=self.hint,
            required=False,
            widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        )
        fields: dict[str, forms.Field] = {self.key: amount}
        if self.has_several_units:
            units = [(unit.key, unit.label) for unit in self.question.units]
            fields[self.name("unit")] = select("Unit", units)
        return fields

    @property
    def amount_label(self) -> str:
        return self.label

    def quantity_layout(self, *, is_heading: bool = False) -> list[LayoutObject]:
        if self.has_several_units:
            amount = FieldBlock(self.key, is_heading=is_heading)
            return [amount, FieldBlock(self.name("unit"))]
        unit = self.question.units[0].label
        return [FieldBlock(self.key, unit=unit, is_heading=is_heading)]

    def value_layout(self, *, is_heading: bool) -> list[LayoutObject]:
        return [row(*self.quantity_layout(is_heading=is_heading)), *self.basis_layout()]

    def value_initial(self, value: Any) -> dict[str, Any]:
        return {self.key: f"{value['amount']:,}", self.name("unit"): value["unit"]}

    def read_value(self, data: Mapping[str, Any]) -> Any:
        text = data.get(self.key, "").strip()
        if not text:
            return None
        unit = data.get(self.name("unit")) if self.has_several_units else self.question.units[0].key
        amount = self._read_amount(text)
        if not unit:
            raise MistakeError(self.name("unit"), f"Choose the unit of “{self.question.label}”")
        refusal = explain_refusal(amount, unit)
        if refusal:
            raise MistakeError(self.key, f"“{self.question.label}” {refusal}")
        return {"amount": amount, "unit": unit}

    def _read_amount(self, text: str) -> int | float:
        try:
            return parse_amount(text)
        except ValueError as error:
            if "large" in str(error):
                raise MistakeError(self.key, f"“{self.question.label}” is too large") from None
            example = f", such as {self.question.example}" if self.question.example else ""
            raise MistakeError(
                self.key, f"“{self.question.label}” must be a number{example}"
            ) from None

    def empty_message(self) -> str:
        return f"Enter a number for “{self.question.label}”, or select “Not known yet”"


class BoundInput(NumberInput):
    """A number that must be held, at a percentile where the question has them."""

    def value_fields(self) -> dict[str, forms.Field]:
        fields = super().value_fields()
        if self.question.percentiles:
            percentiles = [(p, p) for p in self.question.percentiles]
            fields[self.name("percentile")] = select("At percentile", percentiles)
        fields[self.name("need")] = forms.ChoiceField(
            label="Mandatory or wanted?", choices=NEEDS, widget=forms.RadioSelect, required=False
        )
        return fields

    @property
    def amount_label(self) -> str:
        return self.question.direction.replace("-", " ").capitalize()

    def layout(self, *, is_heading: bool = False) -> LayoutObject:
        percentile = [self.name("percentile")] if self.question.percentiles else []
        return group(
            self.label,
            row(*self.quantity_layout(), *(FieldBlock(name) for name in percentile)),
            FieldBlock(self.name("need"), wrapper_class="options-in-line"),
            *self.basis_layout(),
            *self.standing_layout(),
            is_heading=is_heading,
        )

    def value_initial(self, value: Any) -> dict[str, Any]:
        return {
            **super().value_initial(value),
            self.name("percentile"): value.get("percentile", ""),
            self.name("need"): value.get("need", ""),
        }

    def read_value(self, data: Mapping[str, Any]) -> Any:
        value = super().read_value(data)
        if value is None:
            return None
        if self.question.percentiles:
            if not data.get(self.name("percentile")):
                raise MistakeError(
                    self.name("percentile"),
                    f"Choose the percentile at which “{self.question.label}” must hold",
                )
            value["percentile"] = data[self.name("percentile")]
        if not data.get(self.name("need")):
            raise MistakeError(
                self.name("need"), f"Select whether “{self.question.label}” is mandatory or wanted"
            )
        return {**value, "need": data[self.name("need")]}


def select(label: str, choices: Sequence[Any], *, empty: str = "Choose") -> forms.ChoiceField:
    """Return a select in which nothing is chosen at first; `empty` says what that means."""
    return forms.ChoiceField(
        label=label,
        choices=[("", empty), *choices],
        required=False,
    )
