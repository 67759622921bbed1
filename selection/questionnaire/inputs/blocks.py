"""The layout objects that questions are composed of; their markup is that of every other form."""

from typing import Any

from crispy_forms.layout import Div, Field, Fieldset, LayoutObject
from django.template.loader import render_to_string
from django.utils.html import escape


class FieldBlock(Field):
    """One field, optionally with a unit behind it, or with its label as the heading of the page."""

    def __init__(
        self, name: str, *, unit: str = "", is_heading: bool = False, **options: Any
    ) -> None:
        super().__init__(name, **options)
        self.extra = {"crispy_appended_text": unit, "label_is_heading": is_heading}

    def render(self, form: Any, context: Any, *args: Any, **options: Any) -> str:
        options["extra_context"] = {**(options.get("extra_context") or {}), **self.extra}
        return str(super().render(form, context, *args, **options))


class TemplateBlock(LayoutObject):
    """A piece of a page from its own template."""

    def __init__(self, template: str, **context: Any) -> None:
        self.template = template
        self.context = context

    def render(self, form: Any, context: Any, *args: Any, **options: Any) -> str:
        return render_to_string(self.template, {**context.flatten(), **self.context, "form": form})


def group(legend: str, *blocks: LayoutObject, hint: str = "", is_heading: bool = False) -> Fieldset:
    """Return a fieldset whose legend names the question."""
    opening = TemplateBlock("selection/questionnaire/_hint.html", hint=hint)
    # Crispy renders a legend as a template, so its words must not look like one.
    words = escape(legend).replace("{", "&#123;")
    words = f"<h1>{words}</h1>" if is_heading else words
    return Fieldset(words, *([opening] if hint else []), *blocks, css_class="question")


def row(*blocks: LayoutObject) -> Div:
    return Div(*blocks, css_class="field-row")


def question(*blocks: LayoutObject) -> Div:
    return Div(*blocks, css_class="question")
