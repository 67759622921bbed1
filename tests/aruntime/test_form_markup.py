"""What every form of the site looks like, on a small form of its own."""

from crispy_forms.bootstrap import AppendedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.template import Context, Template

from aruntime.widgets import HintedCheckboxes


class LunchForm(forms.Form):
    use_required_attribute = False
    dishes = forms.MultipleChoiceField(
        label="What would you like?",
        choices=[
            ("soup", "Soup"),
            ("salad", "Salad"),
            ("none", "None of these"),
            ("later", "Later"),
        ],
        widget=HintedCheckboxes(hints={"soup": "It is hot."}, exclusive=["none", "later"]),
        error_messages={"required": "Select what you would like"},
    )
    weight = forms.IntegerField(
        label="How much of it?",
        help_text="For example: 300",
        error_messages={"required": "Enter how much you would like"},
    )
    notes = forms.CharField(max_length=200, required=False, widget=forms.Textarea)
    helper = FormHelper()
    helper.layout = Layout("dishes", AppendedText("weight", "g"), "notes")


def render(
    form: forms.Form, template: str = "{% load crispy_forms_tags %}{% crispy form %}"
) -> str:
    html = Template(template).render(Context({"form": form}))
    return " ".join(html.split())


def test_group_of_options_has_a_legend():
    assert '<legend class="field-label"> What would you like?' in render(LunchForm())


def test_hint_of_an_option_is_tied_to_it():
    html = render(LunchForm())

    assert 'aria-describedby="id_dishes_0_hint"' in html
    assert '<p class="form-check-hint" id="id_dishes_0_hint">It is hot.</p>' in html


def test_one_divider_stands_before_the_exclusive_options():
    html = render(LunchForm())

    assert html.count('<p class="form-check-divider">or</p>') == 1
    assert html.index("Salad") < html.index(">or<") < html.index("None of these")


def test_unit_stands_beside_the_number_and_in_its_label():
    html = render(LunchForm())

    assert 'How much of it? <span class="visually-hidden"> (g)</span>' in html
    assert '<span class="input-group-text" aria-hidden="true">g</span>' in html


def test_error_stands_between_hint_and_input():
    html = render(LunchForm({"weight": ""}))

    places = ["For example: 300", "Enter how much you would like", '<input type="number"']
    assert [html.index(place) for place in places] == sorted(html.index(p) for p in places)


def test_error_is_tied_to_its_input():
    html = render(LunchForm({"weight": ""}))

    assert 'aria-invalid="true" aria-describedby="id_weight_helptext id_weight_error"' in html
    assert '<span class="visually-hidden">Error: </span>Enter how much you would like' in html


def test_only_an_optional_field_is_marked():
    html = render(LunchForm())

    assert html.count("(optional)") == 1
    assert html.index("Notes") < html.index("(optional)")


def test_limit_of_a_long_text_is_said():
    assert "You can enter up to 200 characters" in render(LunchForm())


def test_label_can_be_the_heading_of_its_page():
    form = LunchForm()
    form.helper = FormHelper()
    form.helper.layout = Layout("dishes")
    form.helper.label_is_heading = True

    assert "<h1> What would you like? </h1>" in render(form)


def test_error_summary_links_to_each_field():
    html = render(LunchForm({"weight": ""}), '{% include "includes/error_summary.html" %}')

    assert "There is a problem" in html
    assert '<a href="#id_dishes_0">Select what you would like</a>' in html
    assert '<a href="#id_weight">Enter how much you would like</a>' in html


def test_error_summary_is_absent_without_errors():
    assert render(LunchForm(), '{% include "includes/error_summary.html" %}') == ""
