"""Forms that take a file: answers, and a model's config.json."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from aruntime.teams.models import Team
from selection.questionnaire.answers_file import (
    LARGEST_FILE,
    AnswersFile,
    AnswersFileError,
    parse_answers_file,
)
from selection.questionnaire.forms import make_team_field
from selection.questionnaire.model_config import (
    LARGEST_FILE as LARGEST_CONFIG,
)
from selection.questionnaire.model_config import (
    ConfigError,
    Reading,
    read_model_config,
)

MOST_MISTAKES = 20


class AnswersFileForm(forms.Form):
    """An answers file; `cleaned_data["file"]` is what was read from it."""

    use_required_attribute = False
    file = forms.FileField(
        label="Answers file",
        help_text="A YAML file that was downloaded from an assessment, or written by hand.",
        error_messages={
            "required": "Choose the answers file",
            "empty": "Choose an answers file that is not empty",
        },
    )

    def __init__(self, *args: Any, teams: Sequence[Team] = ()) -> None:
        super().__init__(*args)
        if len(teams) > 1:
            self.fields["team"] = make_team_field(teams)
        self.teams = teams
        self.helper = FormHelper()
        self.helper.form_tag = False

    def clean_file(self) -> AnswersFile:
        try:
            return parse_answers_file(read_text(self.cleaned_data["file"], LARGEST_FILE))
        except AnswersFileError as error:
            mistakes = [str(mistake) for mistake in error.mistakes[:MOST_MISTAKES]]
            raise ValidationError(mistakes) from None

    @property
    def team(self) -> Team | None:
        """The team that was chosen, or the only one."""
        if len(self.teams) == 1:
            return self.teams[0]
        return next((t for t in self.teams if t.slug == self.cleaned_data.get("team")), None)


class ModelConfigForm(forms.Form):
    """A config.json, pasted or as a file; `readings` is what was read from it."""

    use_required_attribute = False
    text = forms.CharField(
        label="Text of config.json",
        help_text="Open the model's page, then Files, then config.json, and copy all of it.",
        required=False,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
    )
    file = forms.FileField(label="Or the file itself", required=False, allow_empty_file=True)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.readings: Sequence[Reading] = ()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.mark_optional = False

    def clean(self) -> dict[str, Any]:
        uploaded = self.cleaned_data.get("file")
        try:
            if uploaded:
                self.cleaned_data["text"] = read_text(uploaded, LARGEST_CONFIG)
            self.readings = read_model_config(self.cleaned_data.get("text", ""))
        except (ConfigError, ValidationError) as error:
            message = error.messages[0] if isinstance(error, ValidationError) else str(error)
            self.add_error("file" if uploaded else "text", message)
        return self.cleaned_data


def read_text(uploaded: UploadedFile, largest: int) -> str:
    """Return the text of an uploaded file; raise ValidationError for a huge or binary one."""
    if uploaded.size is not None and uploaded.size > largest:
        raise ValidationError(
            f"Choose a smaller file: it has at most {largest // 1024} KiB, and this one has "
            f"{uploaded.size // 1024:,} KiB"
        )
    try:
        return uploaded.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError("Choose a text file: this one is not text in UTF-8") from None
