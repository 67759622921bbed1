"""One line of text, and long text that is saved as it is typed."""

from collections.abc import Mapping
from typing import Any, ClassVar

from crispy_forms.layout import LayoutObject
from django import forms

from selection.questionnaire.inputs.base import (
    LONGEST_LINE,
    LONGEST_TEXT,
    AnswerInput,
    limit_length,
)
from selection.questionnaire.inputs.blocks import FieldBlock, TemplateBlock


class TextInput(AnswerInput):
    longest: ClassVar[int] = LONGEST_LINE

    def value_fields(self) -> dict[str, forms.Field]:
        field = forms.CharField(
            label=self.label, help_text=self.hint, required=False, widget=self.widget()
        )
        limit_length(field, self.question.label, self.longest)
        return {self.key: field}

    def widget(self) -> forms.Widget:
        return forms.TextInput({"autocomplete": "off"})

    def value_initial(self, value: Any) -> dict[str, Any]:
        return {self.key: value}

    def read_value(self, data: Mapping[str, Any]) -> Any:
        text: str = data.get(self.key, "")
        return text.replace("\r\n", "\n") or None

    def empty_message(self) -> str:
        return f"Enter text for “{self.question.label}”, or select “Not known yet”"


class LongTextInput(TextInput):
    longest: ClassVar[int] = LONGEST_TEXT

    def widget(self) -> forms.Widget:
        return forms.Textarea({"rows": 8})

    def value_layout(self, *, is_heading: bool) -> list[LayoutObject]:
        state = TemplateBlock("selection/questionnaire/_draft_state.html", key=self.key)
        return [FieldBlock(self.key, is_heading=is_heading), state]
