"""Choosing one option, or several."""

from collections.abc import Mapping
from typing import Any, ClassVar

from crispy_forms.layout import LayoutObject
from django import forms

from aruntime.widgets import HintedCheckboxes, HintedOptions, HintedRadios
from selection.engine.answers import Standing
from selection.engine.questions import Option
from selection.questionnaire.inputs.base import AnswerInput, MistakeError
from selection.questionnaire.inputs.blocks import FieldBlock

# An option's key is a slug, so this cannot be one.
NOT_KNOWN_OPTION = ":not-known"
MANY = 12  # More options than this stand in columns, with a field to filter them.
INVALID = {"invalid_choice": "Choose from the options on this page"}


class ChoiceInput(AnswerInput):
    """One option of a few, as radios. "Not known yet" stands among them, after a divider."""

    offers_not_applicable: ClassVar[bool] = False

    def value_fields(self) -> dict[str, forms.Field]:
        return {
            self.key: forms.ChoiceField(
                label=self.label,
                help_text=self.hint,
                choices=self.choices(),
                widget=self.with_hints(HintedRadios),
                required=False,
                error_messages=INVALID,
            )
        }

    def choices(self) -> list[tuple[str, str]]:
        known = [(option.key, option.label) for option in self.question.options]
        return [*known, (NOT_KNOWN_OPTION, "Not known yet")]

    def with_hints(self, widget: type[HintedOptions]) -> HintedOptions:
        alone = [option.key for option in self.question.options if option.exclusive]
        return widget(
            hints={option.key: option.hint for option in self.question.options},
            exclusive=[*alone, NOT_KNOWN_OPTION],
        )

    def value_layout(self, *, is_heading: bool) -> list[LayoutObject]:
        many = {"wrapper_class": "many-options"} if len(self.question.options) > MANY else {}
        return [FieldBlock(self.key, is_heading=is_heading, **many)]

    def standing_layout(self) -> list[LayoutObject]:
        return self.follow_ups()

    def value_initial(self, value: Any) -> dict[str, Any]:
        return {self.key: value}

    def read_value(self, data: Mapping[str, Any]) -> Any:
        value = data.get(self.key)
        return value if value and value != NOT_KNOWN_OPTION else None

    def standing_fields(self) -> dict[str, forms.Field]:
        return self.follow_up_fields()

    def standing_initial(self, standing: Standing) -> dict[str, Any]:
        return {self.key: NOT_KNOWN_OPTION}

    def read_standing(self, data: Mapping[str, Any]) -> Standing | None:
        return Standing.NOT_KNOWN if data.get(self.key) == NOT_KNOWN_OPTION else None

    def empty_message(self) -> str:
        return f"Select an answer to “{self.question.label}”, or “Not known yet”"


class ChoicesInput(ChoiceInput):
    """Several options, as checkboxes; an exclusive one stands alone, after a divider."""

    def value_fields(self) -> dict[str, forms.Field]:
        return {
            self.key: forms.MultipleChoiceField(
                label=self.label,
                help_text=self.hint,
                choices=self.choices(),
                widget=self.with_hints(HintedCheckboxes),
                required=False,
                error_messages=INVALID,
            )
        }

    def read_value(self, data: Mapping[str, Any]) -> Any:
        chosen = [o for o in self.question.options if o.key in data.get(self.key, [])]
        self._refuse_contradiction(chosen, data)
        return [option.key for option in chosen] or None

    def _refuse_contradiction(self, chosen: list[Option], data: Mapping[str, Any]) -> None:
        alone = next((option.label for option in chosen if option.exclusive), "")
        if NOT_KNOWN_OPTION in data.get(self.key, []):
            alone = "Not known yet"
            if not chosen:
                return
        elif len(chosen) < 2:
            return
        if alone:
            raise MistakeError(self.key, f"Select “{alone}” or what applies, not both")

    def standing_initial(self, standing: Standing) -> dict[str, Any]:
        return {self.key: [NOT_KNOWN_OPTION]}

    def read_standing(self, data: Mapping[str, Any]) -> Standing | None:
        return Standing.NOT_KNOWN if NOT_KNOWN_OPTION in data.get(self.key, []) else None

    def empty_message(self) -> str:
        return f"Select what applies to “{self.question.label}”, or “Not known yet”"
