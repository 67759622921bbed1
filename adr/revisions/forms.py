from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from adr.records.models import Revision


class CompareForm(forms.Form):
    """Two revisions of one record, named in the address of the page."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any], *, revisions: Iterable[Revision]) -> None:
        super().__init__(data)
        choices = [(revision.number, describe(revision)) for revision in revisions]
        for name, label in (("from", "From"), ("to", "To")):
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=choices,
                coerce=int,
                error_messages={
                    "required": f"{label}: choose a revision from the list",
                    "invalid_choice": f"{label}: choose a revision from the list",
                },
            )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(Field("from"), Field("to"))


def describe(revision: Revision) -> str:
    """Return a revision in a line: its number, when it was saved, and by whom."""
    at = date_format(timezone.localtime(revision.at), "j F Y, H:i")
    by = f", {revision.author}" if revision.author else ""
    return f"Revision {revision.number}: {at}{by}"
