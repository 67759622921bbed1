"""What a form sent when its sender was signed out, or had signed in anew, meanwhile.

It is handed back on the page, to be sent again, and goes through the sign-in form as one hidden
field. The server stores nothing of it, for nobody knows yet who sent it.
"""

import json

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from aruntime.accounts.forms import SignInForm

KEPT = "kept"
Fields = list[tuple[str, str]]


def can_keep(request: HttpRequest) -> bool:
    """Tell whether what was sent can stand on a page: no file, and no password."""
    return (
        request.method == "POST"
        and not request.FILES
        and not any("password" in name for name in request.POST)
    )


def came_from_this_site(request: HttpRequest) -> bool:
    """Tell whether the browser says that a page of this site sent the form."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def read_fields(data: QueryDict) -> Fields:
    return [
        (name, value)
        for name, values in data.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]


def unpack(kept: str) -> Fields:
    """Return the fields that went through the sign-in form; none of what is no list of them."""
    try:
        return [(str(name), str(value)) for name, value in json.loads(kept)]
    except (ValueError, TypeError):
        return []


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Answer a form with the sign-in form, which carries along what was sent."""
    fields = read_fields(request.POST)
    context = {
        "form": SignInForm(),
        "next": request.get_full_path(),
        "kept": json.dumps(fields, ensure_ascii=False),
        "texts": texts_of(fields),
    }
    return render(request, "account/signed_out.html", context, status=401)


def show_kept(
    request: HttpRequest, fields: Fields, *, path: str, status: int = 200
) -> HttpResponse:
    """Show what was sent, with a button that sends it to `path` again."""
    context = {"fields": fields, "path": path, "texts": texts_of(fields)}
    return render(request, "account/kept.html", context, status=status)


def texts_of(fields: Fields) -> list[str]:
    """Return what a person typed, as far as it is more than a word."""
    return [value for _name, value in fields if len(value.split()) > 1]
