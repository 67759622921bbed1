"""Forms about people and teams."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError

from aruntime.teams.models import Membership, Role, Team, User
from aruntime.widgets import HintedRadios

ROLE_HINTS: dict[str, str] = {
    Role.READER: "Reads all assessments and records of the team.",
    Role.AUTHOR: "Also answers questions, and drafts and proposes records.",
    Role.REVIEWER: "Also accepts, rejects and deprecates records.",
    Role.OWNER: "Also adds and removes members.",
}


def make_helper(*fields: str) -> FormHelper:
    """Return a helper that shows the fields in this order; the page has the form tag and button."""
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*fields)
    return helper


def make_role_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Role",
        choices=Role.choices,
        widget=HintedRadios(hints=ROLE_HINTS),
        error_messages={"required": "Select a role"},
    )


class SignInForm(AuthenticationForm):
    """User name and password."""

    use_required_attribute = False
    error_messages = {
        "invalid_login": "Enter a user name and a password that belong together",
        "inactive": "This account is switched off. Ask the person who runs this installation",
    }
    helper = make_helper("username", "password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "User name"
        del self.fields["username"].widget.attrs["autofocus"]  # The heading is read first.
        self.fields["username"].error_messages["required"] = "Enter your user name"
        self.fields["password"].error_messages["required"] = "Enter your password"

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except ValidationError as error:
            self.add_error("username", error)  # The error summary then has a field to link to.
            return self.cleaned_data


class ChangePasswordForm(PasswordChangeForm):
    """The present password and, twice, the new one."""

    use_required_attribute = False
    helper = make_helper("old_password", "new_password1", "new_password2")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Present password"
        del self.fields["old_password"].widget.attrs["autofocus"]
        self.fields["new_password2"].label = "New password, once more"
        for name, message in {
            "old_password": "Enter your present password",
            "new_password1": "Enter a new password",
            "new_password2": "Enter the new password once more",
        }.items():
            self.fields[name].error_messages["required"] = message


class TeamForm(forms.ModelForm):
    """The name of a new team."""

    use_required_attribute = False
    helper = make_helper("name")

    class Meta:
        model = Team
        fields = ("name",)
        labels = {"name": "Name of the team"}
        help_texts = {"name": "For example: Search platform"}
        error_messages = {
            "name": {
                "required": "Enter a name for the team",
                "max_length": "Enter a name of at most %(limit_value)d characters",
            }
        }


class AddMemberForm(forms.Form):
    """A person with an account, by user name, and the role to give."""

    use_required_attribute = False
    user = forms.CharField(
        label="User name",
        help_text="The name that the person signs in with.",
        error_messages={"required": "Enter the user name of the person to add"},
    )
    role = make_role_field()
    helper = make_helper("user", "role")

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = team

    def clean_user(self) -> User:
        user = User.objects.filter(username=self.cleaned_data["user"], is_active=True).first()
        if user is None:
            raise ValidationError("Enter the user name of a person with an account here")
        if Membership.objects.filter(team=self.team, user=user).exists():
            raise ValidationError(f"{user} is in the team already. Change the role instead")
        return user


class RoleForm(forms.Form):
    """The role of one member."""

    use_required_attribute = False
    role = make_role_field()
    helper = make_helper("role")
