"""allauth's views, with the status that every page here gives to a form that was not accepted."""

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property

from aruntime.accounts.invited import invitation_wanted
from aruntime.accounts.keeping import KEPT, show_kept, unpack
from aruntime.teams.invitations.answering import ClosedInvitationError, OtherAddressError
from aruntime.teams.models import Invitation


class RejectsWith422:
    """Answers 422, not 200, with the page that shows what to mend."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response


@method_decorator(login_not_required, name="dispatch")
class SignIn(RejectsWith422, allauth_views.LoginView):
    """E-mail address and password; keeps the page that was wanted, and what was sent to it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        is_in = isinstance(response, HttpResponseRedirect) and request.user.is_authenticated
        if is_in and KEPT in request.POST:
            return show_kept(request, unpack(request.POST[KEPT]), path=response.url)
        return response

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        is_open = get_adapter().is_open_for_signup(self.request)
        kept = self.request.POST.get(KEPT, "")
        return super().get_context_data(sign_up_is_open=is_open, kept=kept, **context)


class SignUp(RejectsWith422, allauth_views.SignupView):
    """A new account with a team of its own, or a sentence where sign-up is closed."""

    @cached_property
    def invitation(self) -> Invitation | None:
        return invitation_wanted(self.request)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "invitation": self.invitation}

    def get_initial(self) -> dict[str, Any]:
        email = self.invitation.email if self.invitation else ""
        return {**super().get_initial(), **({"email": email} if email else {})}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(invitation=self.invitation, **context)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except (ClosedInvitationError, OtherAddressError):
            # Somebody else was quicker; the page of the invitation says so.
            return redirect(self.get_success_url())


@method_decorator(login_not_required, name="dispatch")
class SignOut(allauth_views.LogoutView):
    """Asks once when it is opened as a page; the button of the menu does without."""


class ChangePassword(RejectsWith422, allauth_views.PasswordChangeView):
    """For a person who is signed in and knows the present password."""


class RequestReset(RejectsWith422, allauth_views.PasswordResetView):
    """Sends a link; the answer does not tell whether the address has an account."""


class ResetPassword(RejectsWith422, allauth_views.PasswordResetFromKeyView):
    """Where the link leads."""
