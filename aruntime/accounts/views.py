"""allauth's views, with the status that every page here gives to a form that was not accepted."""

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.decorators import method_decorator

from aruntime.accounts.keeping import KEPT, show_kept, unpack


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


@method_decorator(login_not_required, name="dispatch")
class SignOut(allauth_views.LogoutView):
    """Asks once when it is opened as a page; the button of the menu does without."""


class ChangePassword(RejectsWith422, allauth_views.PasswordChangeView):
    """For a person who is signed in and knows the present password."""


class RequestReset(RejectsWith422, allauth_views.PasswordResetView):
    """Sends a link; the answer does not tell whether the address has an account."""


class ResetPassword(RejectsWith422, allauth_views.PasswordResetFromKeyView):
    """Where the link leads."""
