"""allauth's forms in the words and the look of this site; `ACCOUNT_FORMS` names them."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from aruntime.accounts.invited import use_to_sign_up
from aruntime.accounts.signing_up import make_own_team
from aruntime.teams.forms import make_helper
from aruntime.teams.models import Invitation, User

PASSWORD_HINT = "At least 8 characters; not only digits, and not one that many people use."  # noqa: S105


def word_field(form: forms.Form, name: str, label: str, missing: str, hint: str = "") -> None:
    """Give a field of allauth our label, hint and message, and take its placeholder away."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)


def word_email(form: forms.Form, name: str, hint: str = "") -> None:
    word_field(form, name, "E-mail address", "Enter your e-mail address", hint)
    form.fields[name].error_messages["invalid"] = (
        "Enter an e-mail address in the form name@example.org"
    )


def word_new_password(form: forms.Form, label: str) -> None:
    word_field(form, "password1", label, "Enter a password", PASSWORD_HINT)
    word_field(form, "password2", f"{label}, once more", "Enter the password once more")


class SignInForm(allauth_forms.LoginForm):
    """E-mail address and password."""

    use_required_attribute = False
    helper = make_helper("login", "password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_email(self, "login")
        word_field(self, "password", "Password", "Enter your password")

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except ValidationError as error:
            self.add_error("login", error)  # The error summary then has a field to link to.
            return self.cleaned_data


class SignUpForm(allauth_forms.SignupForm):
    """E-mail address and, twice, a password; saving makes the account and its own team.

    Whoever comes by an invitation to an address signs up with that address.
    """

    use_required_attribute = False
    helper = make_helper("email", "password1", "password2")

    def __init__(self, *args: Any, invitation: Invitation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        word_email(self, "email", "You sign in with it. Others see the part before the @.")
        word_new_password(self, "Password")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if self.invitation and self.invitation.email not in ("", email.lower()):
            raise ValidationError(
                f"Enter {self.invitation.email}: the invitation is for this address"
            )
        return super().clean_email()

    @transaction.atomic
    def save(self, request: HttpRequest) -> User:
        user = super().save(request)
        make_own_team(user)
        if self.invitation:
            use_to_sign_up(self.invitation, person=user)
        return user


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """The present password and, twice, the new one."""

    use_required_attribute = False
    helper = make_helper("oldpassword", "password1", "password2")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_field(self, "oldpassword", "Present password", "Enter your present password")
        word_new_password(self, "New password")


class RequestResetForm(allauth_forms.ResetPasswordForm):
    """The address that the link goes to, if it has an account."""

    use_required_attribute = False
    helper = make_helper("email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_email(self, "email")


class ResetPasswordForm(allauth_forms.ResetPasswordKeyForm):
    """Twice, the new password of somebody who followed the link."""

    use_required_attribute = False
    helper = make_helper("password1", "password2")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_new_password(self, "New password")
