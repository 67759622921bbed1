"""What an owner says about an invitation."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from aruntime.teams.forms import make_helper, make_role_field
from aruntime.teams.models import Invitation, Membership, Role, Team, User
from aruntime.widgets import HintedRadios

DAYS = 7
MOST_DAYS = 90
# Mail to people who may not know this site; more in an hour is hardly a team.
MOST_LETTERS = 30
ONE, SEVERAL = "one", "several"
USES = [(ONE, "One person"), (SEVERAL, "Several people")]


class InvitationForm(forms.Form):
    """Role, whom it is for, and how long it holds."""

    use_required_attribute = False
    role = make_role_field()
    uses = forms.ChoiceField(
        label="Who may use the link?",
        choices=USES,
        initial=ONE,
        widget=HintedRadios(
            hints={
                ONE: "The first person who accepts or declines uses it up.",
                SEVERAL: "Everybody who has the link, until it expires or you revoke it.",
            }
        ),
        error_messages={"required": "Select who may use the link"},
    )
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        help_text="The link is sent there, and only a person with this address can use it. "
        "Without an address you pass the link on yourself.",
        error_messages={"invalid": "Enter an e-mail address in the form name@example.org"},
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=300,
        help_text="The invited person reads it, for example why you ask.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"max_length": "Enter a note of at most %(limit_value)d characters"},
    )
    days = forms.IntegerField(
        label="Days until the link expires",
        initial=DAYS,
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages={
            "required": f"Enter a number of days from 1 to {MOST_DAYS}",
            "invalid": f"Enter a whole number of days from 1 to {MOST_DAYS}",
            "min_value": f"Enter a number of days from 1 to {MOST_DAYS}",
            "max_value": f"Enter a number of days from 1 to {MOST_DAYS}",
        },
    )
    helper = make_helper("role", "uses", "email", "note", "days")

    def __init__(self, *args: Any, team: Team, by: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team, self.by, self.now = team, by, now

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if not email:
            return ""
        if Membership.objects.filter(team=self.team, user__email=email).exists():
            raise ValidationError(f"{email} is in the team already. Change the role instead")
        if self.team.invitations.open(self.now).filter(email=email).exists():
            raise ValidationError(
                f"{email} has an open invitation already. Copy its link, or revoke it first"
            )
        if self._count_letters() >= MOST_LETTERS:
            raise ValidationError(
                f"You have sent {MOST_LETTERS} invitations in the last hour. Wait an hour, or "
                "leave the address empty and pass the link on yourself"
            )
        return email

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("uses") == SEVERAL:
            if values.get("email"):
                self.add_error(
                    "uses", "Select one person: an invitation to an address is for one person"
                )
            elif values.get("role") == Role.OWNER:
                self.add_error("uses", "Select one person: owners are invited one by one")
        return values

    @property
    def values(self) -> dict[str, Any]:
        """What `invite` is to be told."""
        return {
            "role": Role(self.cleaned_data["role"]),
            "email": self.cleaned_data["email"],
            "note": self.cleaned_data["note"],
            "for_several": self.cleaned_data["uses"] == SEVERAL,
            "expires_at": self.now + timedelta(days=self.cleaned_data["days"]),
        }

    def _count_letters(self) -> int:
        sent = Invitation.objects.filter(made_by=self.by).exclude(email="")
        return sent.filter(made_at__gt=self.now - timedelta(hours=1)).count()
