"""What allauth asks this site: who may sign up, where to go, and how to say what is wrong."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url

from aruntime.accounts.invited import invitation_wanted


class AccountAdapter(DefaultAccountAdapter):
    """Ours differs from allauth's in words, and in that sign-up can be closed to the uninvited."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        # The same sentence for an unknown address and a wrong password.
        "email_password_mismatch": ("Enter an e-mail address and a password that belong together"),
        "email_taken": "Enter another e-mail address: this one has an account already",
        "enter_current_password": "Enter your present password: this is another one",
        "too_many_login_attempts": (
            "There were too many attempts to sign in. Wait five minutes, then try again"
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.SIGN_UP == "open" or invitation_wanted(request) is not None

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)
