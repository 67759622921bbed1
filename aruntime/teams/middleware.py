"""Login is required everywhere; a view that is public says `@login_not_required`."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from aruntime.accounts.keeping import ask_to_sign_in, can_keep


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Django's, but a part of a page is answered with a sentence instead of the sign-in page.

    htmx would follow the redirect and put the whole sign-in page where the part belongs. A form is
    answered with a page that keeps what was sent; the redirect would lose it.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], *arguments: Any
    ) -> HttpResponseBase | None:
        redirect = super().process_view(request, view_func, *arguments)
        if redirect and request.headers.get("HX-Request") == "true":
            return render(request, "includes/signed_out.html", status=401)
        if redirect and can_keep(request):
            return ask_to_sign_in(request)
        return redirect
