"""What the library can be narrowed down by; all of it stands in the address of the page."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.http import QueryDict

from adr.library.queries import chosen_categories, chosen_components
from adr.records.models import Status
from adr.records.review_state import ReviewState
from aruntime.teams.models import Team, User
from selection.public import load_vocabulary

# What stands behind "Filters and order", which is open as soon as one of them is used.
MORE = ("status", "review", "category", "component", "owner", "tag", "sort")
SORT_ORDERS = [
    ("", "Best match first"),
    ("number", "Highest number first"),
    ("recorded", "Last recorded first"),
    ("review", "Next review first"),
]


class LibraryForm(forms.Form):
    use_required_attribute = False

    q = forms.CharField(
        label="Search the text",
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": "Search for at most 200 characters"},
    )
    status = forms.ChoiceField(required=False)
    review = forms.ChoiceField(label="Review", required=False)
    category = forms.ChoiceField(required=False)
    component = forms.ChoiceField(required=False)
    owner = forms.ChoiceField(required=False)
    tag = forms.CharField(required=False, max_length=80)
    sort = forms.ChoiceField(label="Order", required=False, choices=SORT_ORDERS)

    def __init__(self, *, team: Team, data: QueryDict) -> None:
        super().__init__(data, label_suffix="")
        label = load_vocabulary().category_label
        categories = [(slug, label(slug)) for slug in chosen_categories(team)]
        owners = User.objects.filter(owned_records__team=team).distinct().order_by("username")
        self._offer("status", "Any status", Status.choices)
        self._offer("review", "Any", ReviewState.choices)
        self._offer("category", "Any category", sorted(categories, key=lambda item: item[1]))
        self._offer("component", "Any component", chosen_components(team))
        self._offer("owner", "Any owner", [(user.username, str(user)) for user in owners])
        self.helper = make_helper(shows_more=self.shows_more)

    @property
    def shows_more(self) -> bool:
        return bool(set(MORE) & {*self.changed_data, *self.errors})

    def _offer(self, name: str, blank: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [("", blank), *choices]
        field.error_messages["invalid_choice"] = (
            f"Choose {'an' if name == 'owner' else 'a'} {name} from the list"
        )


def make_helper(*, shows_more: bool) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.mark_optional = False
    helper.layout = Layout(
        Field("q"),
        Div(
            *(Field(name) for name in MORE),
            template="adr/library/_more_filters.html",
            open=shows_more,
        ),
    )
    return helper
