"""The home page and the error pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from aruntime.accounts.keeping import (
    ask_to_sign_in,
    came_from_this_site,
    can_keep,
    read_fields,
    show_kept,
)


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    # Without the request: whatever failed, neither the session nor the database is asked again.
    return HttpResponseServerError(loader.render_to_string("500.html"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Hand a form back whose token is no longer good, if a page of this site sent it.

    Signing in, in another tab too, changes the token. What another site sent is not shown: one
    click would otherwise do what that site wants.
    """
    if not (can_keep(request) and came_from_this_site(request)):
        return render(request, "403_csrf.html", status=403)
    if request.user.is_anonymous:
        return ask_to_sign_in(request)
    fields = read_fields(request.POST)
    return show_kept(request, fields, path=request.get_full_path(), status=403)
