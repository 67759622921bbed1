"""The filters of the directory as a form; all of it stands in the address of the page."""

from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.http import QueryDict

from selection.directory.filters import Entry, Filters
from selection.directory.models import ClaimStatus, Component, ProjectStatus
from selection.directory.vocabulary import Dimension, load_vocabulary

Choices = list[tuple[str, Any]]

# What stands behind "More filters", which is open as soon as one of them is used.
MORE = ("and_capability", "claimed", "deployment", "licence", "project", "maintainer")
CLAIMED = [
    ("", "Supported, fully or in part"),
    *((status.value, status.label) for status in ClaimStatus),
]


class DirectoryForm(forms.Form):
    use_required_attribute = False

    q = forms.CharField(
        label="Name or summary",
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": "Look for at most 200 characters"},
    )
    category = forms.ChoiceField(required=False)
    layer = forms.ChoiceField(required=False)
    capability = forms.ChoiceField(required=False)
    hardware = forms.ChoiceField(required=False)
    and_capability = forms.ChoiceField(label="And capability", required=False)
    claimed = forms.ChoiceField(label="Capabilities claimed as", required=False, choices=CLAIMED)
    deployment = forms.ChoiceField(required=False)
    licence = forms.ChoiceField(label="Licence", required=False)
    project = forms.ChoiceField(label="Project status", required=False)
    maintainer = forms.ChoiceField(required=False)

    def __init__(self, data: QueryDict, *, entries: Iterable[Entry]) -> None:
        super().__init__(data, label_suffix="")
        self._choices = _choices(entries)
        for name, (blank, choices) in self._choices.items():
            self._choice_field(name).choices = [("", blank), *choices]
            self._choice_field(name).error_messages["invalid_choice"] = (
                f"Choose one of the list under “{self.fields[name].label or name.capitalize()}”"
            )
        self._choice_field("claimed").error_messages["invalid_choice"] = (
            "Choose one of the list under “Capabilities claimed as”"
        )
        self.helper = _make_helper(shows_more=self.shows_more)

    @property
    def filters(self) -> Filters:
        """What is asked for; a filter that is wrong asks for nothing."""
        return Filters(**{name: value for name, value in self.cleaned_data.items() if value})

    @property
    def shows_more(self) -> bool:
        return bool(set(MORE) & {*self.changed_data, *self.errors})

    def show_counts(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Write beside each choice how many components it leaves; drop those that leave none."""
        for name, count in counts.items():
            chosen = self.data.get(name, "")
            blank, choices = self._choices[name]
            counted = _counted(choices, count, chosen)
            self._choice_field(name).choices = [("", blank), *counted]

    def filters_besides(self, name: str) -> list[forms.BoundField]:
        """Return all lists but `name`, each to be swapped in by htmx: their counts changed."""
        others = [other for other in self.fields if other not in ("q", "claimed", name)]
        for other in others:
            attrs = {"hx-swap-oob": "true", "class": "select form-select"}
            self.fields[other].widget.attrs.update(attrs)
        return [self[other] for other in others]

    def _choice_field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        return field


def _counted(choices: Iterable[tuple[str, Any]], count: Mapping[str, int], chosen: str) -> Choices:
    counted: Choices = []
    for value, label in choices:
        if isinstance(label, list | tuple):
            if group := _counted(label, count, chosen):
                counted.append((value, group))
        elif count.get(value) or value == chosen:
            counted.append((value, f"{label} ({count.get(value, 0)})"))
    return counted


def _choices(entries: Iterable[Entry]) -> dict[str, tuple[str, Choices]]:
    """Return for each filter the choice that asks for nothing, and all others."""
    vocabulary = load_vocabulary()
    components = [entry.component for entry in entries]
    capabilities: Choices = [
        (dimension.label, _words(dimension))
        for dimension in vocabulary.dimensions
        if dimension.key != "hardware"
    ]
    hardware = next(d for d in vocabulary.dimensions if d.key == "hardware")
    return {
        "category": ("Any category", [(w.key, w.label) for w in vocabulary.categories.values()]),
        "layer": (
            "Any layer",
            [(str(number), f"{number}  {name}") for number, name in vocabulary.layers.items()],
        ),
        "capability": ("Any capability", capabilities),
        "and_capability": ("No second one", capabilities),
        "hardware": ("Any hardware", _words(hardware)),
        "deployment": ("Any deployment", [(w.key, w.label) for w in vocabulary.deployments]),
        "licence": ("Any licence", _as_they_are(component.license for component in components)),
        "project": ("Any status", list(ProjectStatus.choices)),
        "maintainer": (
            "Any maintainer",
            _as_they_are(component.maintainer for component in components),
        ),
    }


def _words(dimension: Dimension) -> Choices:
    return [(f"{dimension.key}/{word.key}", word.label) for word in dimension.words]


def _as_they_are(texts: Iterable[str]) -> Choices:
    return [(text, text) for text in sorted(set(texts), key=str.casefold)]


def _make_helper(*, shows_more: bool) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.mark_optional = False
    helper.layout = Layout(
        Field("q"),
        Div("category", "layer", "capability", "hardware", css_class="filter-row"),
        Div(*MORE, template="selection/directory/_more_filters.html", open=shows_more),
    )
    return helper


class ComparisonForm(forms.Form):
    """The components of one category, to choose from without a script."""

    use_required_attribute = False

    c = forms.MultipleChoiceField(
        label="Components", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *, components: Iterable[Component], chosen: Iterable[str]) -> None:
        super().__init__(initial={"c": list(chosen)}, label_suffix="")
        field = self.fields["c"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [(component.slug, component.name) for component in components]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.mark_optional = False
        self.helper.layout = Layout(Field("c", wrapper_class="compare-choices"))
