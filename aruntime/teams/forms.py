"""Forms about teams and their members."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError

from aruntime.teams.models import Membership, Role, Team, User
from aruntime.widgets import HintedRadios

ROLE_HINTS: dict[str, str] = {
    Role.READER: "Reads all assessments and records of the team.",
    Role.AUTHOR: "Also answers questions, and drafts and proposes records.",
    Role.REVIEWER: "Also accepts, rejects and deprecates records.",
    Role.OWNER: "Also invites and removes members, and reads the audit record.",
}


def what_role_may(role: Role) -> list[str]:
    """Return in sentences what a role may do, with what it has from the roles before it."""
    roles = list(Role)
    return [ROLE_HINTS[each] for each in roles[: roles.index(role) + 1]]


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


class TeamForm(forms.ModelForm):
    """The name of a team."""

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
    """A person with an account, by e-mail address, and the role to give."""

    use_required_attribute = False
    user = forms.EmailField(
        label="E-mail address",
        help_text="The address that the person signs in with.",
        error_messages={
            "required": "Enter the e-mail address of the person to add",
            "invalid": "Enter an e-mail address in the form name@example.org",
        },
    )
    role = make_role_field()
    helper = make_helper("user", "role")

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = team

    def clean_user(self) -> User:
        email = self.cleaned_data["user"].lower()
        user = User.objects.filter(email=email, is_active=True).first()
        if user is None:
            raise ValidationError("Enter the e-mail address of a person with an account here")
        if Membership.objects.filter(team=self.team, user=user).exists():
            raise ValidationError(f"{user} is in the team already. Change the role instead")
        return user


class RoleForm(forms.Form):
    """The role of one member."""

    use_required_attribute = False
    role = make_role_field()
    helper = make_helper("role")
