"""The form with which a reader reports an error."""

from typing import Any
from uuid import UUID, uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.core.validators import URLValidator
from django.http import QueryDict

from selection.corrections.models import Correction, CorrectionKind, KnownBy
from selection.corrections.targets import Target
from selection.directory.models import ClaimStatus

TEXT_LIMIT = 4000
CORRECTION_FIELDS = ("kind", "proposed_status", "wrong", "should_say", "proposed_since")
EVIDENCE_FIELDS = ("version", "known_by", "source_url", "source_title")
SENDER_FIELDS = ("is_connected", "connection_note", "sender_name", "sender_email")


class WebAddressField(forms.URLField):
    """An address on the web. It is stored and shown, and never fetched."""

    default_validators = [URLValidator(schemes=["http", "https"])]


def make_text(label: str, *, missing: str = "", hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=TEXT_LIMIT,
        required=bool(missing),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": missing,
            "max_length": f"Enter at most {TEXT_LIMIT} characters; this has %(show_value)d",
        },
    )


def make_line(label: str, *, limit: int, missing: str = "", hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=limit,
        required=bool(missing),
        error_messages={
            "required": missing,
            "max_length": f"Enter at most %(limit_value)d characters for “{label.lower()}”",
        },
    )


def make_radios(label: str, choices: list[tuple[str, str]], *, missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing},
    )


def make_web_address(label: str, *, missing: str = "", hint: str = "") -> WebAddressField:
    wrong = "Enter a web address that begins with http:// or https://"
    return WebAddressField(
        label=label,
        help_text=hint,
        max_length=500,
        required=bool(missing),
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={
            "required": missing,
            "invalid": wrong,
            "max_length": "Enter a web address of at most %(limit_value)d characters",
        },
    )


class CorrectionForm(forms.ModelForm):
    """What is wrong with one target, and how the sender knows."""

    use_required_attribute = False

    kind = make_radios("What do you report?", CorrectionKind.choices, missing="Select what it is")
    proposed_status = make_radios(
        "Which status is right?", ClaimStatus.choices, missing="Select the status that is right"
    )
    wrong = make_text("What is wrong?", missing="Enter what is wrong")
    should_say = make_text("What should it say?", missing="Enter what it should say")
    proposed_since = make_line(
        "Since which version?", limit=80, hint="The first version for which this status is right."
    )
    version = make_line(
        "Exact version",
        limit=80,
        missing="Enter the exact version that you checked",
        hint="The version that you checked, as the project writes it.",
    )
    known_by = make_radios("How do you know?", KnownBy.choices, missing="Select how you know")
    source_url = make_web_address(
        "Supporting source",
        missing="Enter the address of a source that supports this",
        hint="The address of a public page, beginning with http:// or https://.",
    )
    source_title = make_line(
        "Where in the source?", limit=300, hint="The heading, line or table that says so."
    )
    is_connected = forms.TypedChoiceField(
        label="Are you connected with the product?",
        help_text="For example you work for its maker, or contribute to it. Both are welcome.",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select whether you are connected with the product",
            "invalid_choice": "Select whether you are connected with the product",
        },
    )
    connection_note = make_line(
        "How are you connected?", limit=300, hint="Only if you are connected with the product."
    )
    sender_name = make_line(
        "Your name",
        limit=120,
        hint="If you give it, the maintenance record thanks you by this name when the correction "
        "is accepted.",
    )
    sender_email = forms.EmailField(
        label="Your e-mail address",
        help_text="Only the maintainers see it, and only use it to ask you about this correction.",
        required=False,
        max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "email"}),
        error_messages={
            "invalid": "Enter an e-mail address such as name@example.org, or leave it empty",
            "max_length": "Enter an e-mail address of at most %(limit_value)d characters",
        },
    )
    # Programs fill in every field; people neither see this one nor reach it by keyboard.
    website = forms.CharField(
        label="Leave this field empty",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Correction
        fields = (*CORRECTION_FIELDS, *EVIDENCE_FIELDS, *SENDER_FIELDS)

    def __init__(self, data: QueryDict | None, *, target: Target) -> None:
        initial = {"key": str(uuid4()), "version": target.version}
        if target.claim:
            present = target.claim.state
            initial |= {"should_say": present.note, "proposed_since": present.since}
        super().__init__(data, initial=initial)
        self.target = target
        self.fields["version"].required = target.has_versions
        if target.claim:
            self.fields["should_say"].required = False
            self.fields["should_say"].label = "What should the note beside it say?"
            self.fields["should_say"].help_text = "For a partial status: what is missing."
        else:
            del self.fields["proposed_status"], self.fields["proposed_since"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Fieldset("The correction", *self._present(CORRECTION_FIELDS)),
            Fieldset("How you know", *self._present(EVIDENCE_FIELDS)),
            Fieldset("About you", *SENDER_FIELDS, Field("website", wrapper_class="trap"), "key"),
        )

    def _present(self, names: tuple[str, ...]) -> list[str]:
        return [name for name in names if name in self.fields]

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                "Leave the last field empty: it is there to stop programs that fill in every field"
            )
        return ""

    def clean_key(self) -> UUID:
        """Return the one-time key; a form that lost its key gets a new one."""
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid4()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_partial = cleaned.get("proposed_status") == ClaimStatus.PARTIAL
        if is_partial and not cleaned.get("should_say") and "should_say" not in self.errors:
            self.add_error("should_say", "Enter what is missing: the status is partial")
        return cleaned
