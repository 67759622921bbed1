"""The API as one object: how it tells who sends a request, and how it says what went wrong."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from aruntime.api.answers import Refused
from aruntime.api.auth import TokenAuth

DESCRIPTION = """\
Everything that the pages show of the directory, of assessments, recommendations and decision
records, for scripts. The directory is public; all else takes a token: `Authorization: Bearer
TOKEN`. A token opens what its person may open, with the same roles. What does not exist, and what
the person may not know of, is answered with 404.
"""


def make_api() -> NinjaAPI:
    """Return an API without any operation; routers are added to it."""
    api = NinjaAPI(
        title="ARuntime",
        version="1",
        description=DESCRIPTION,
        urls_namespace="api",
        docs_url=None,
        auth=TokenAuth(),
    )

    @api.exception_handler(AuthenticationError)
    def nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return say(request, "Send a valid token: Authorization: Bearer TOKEN.", 401)

    @api.exception_handler(PermissionDenied)
    def forbidden(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
        return say(request, str(error) or "This takes another role.", 403)

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return say(request, str(error) or "There is nothing here.", 404)

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        return say(request, error.sentence, error.status, error.mistakes)

    @api.exception_handler(ValidationError)
    def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        mistakes = [(spell(each["loc"]), each["msg"]) for each in error.errors]
        return say(request, "The request does not fit the format.", 422, mistakes)

    def say(
        request: HttpRequest, sentence: str, status: int, mistakes: Iterable[tuple[str, str]] = ()
    ) -> HttpResponse:
        said: dict[str, Any] = {"detail": sentence}
        if mistakes:
            said["mistakes"] = [{"place": place, "message": text} for place, text in mistakes]
        return api.create_response(request, said, status=status)

    return api


def spell(place: Iterable[str | int]) -> str:
    """Return `body.chosen[2].name` for a place inside a request."""
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def urls_of(api: NinjaAPI) -> tuple[list[URLPattern | URLResolver], str, str]:
    """Return what `path()` takes. The API asks for a token itself, so no page to sign in at."""
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = login_not_required(pattern.callback)
    return patterns, app_name, namespace
