"""Requests that are too large for a form, answered by the form instead of an error page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from adr.transfer.limits import LARGEST_UPLOAD, MB

View = Callable[..., HttpResponse]
PIECE = 64 * 1024
ROOM_FOR_FIELDS = 3 * MB


class BoundedUploads(FileUploadHandler):
    """Lets the files of a request pass that is small enough, and drops those of any other."""

    too_large = False

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 (Django's name)
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        self.too_large = content_length > LARGEST_UPLOAD + ROOM_FOR_FIELDS

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        if self.too_large:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return None


def answers_too_large(answer: Callable[..., HttpResponse]) -> Callable[[View], View]:
    """Call `answer(request, words, field, …)` instead of the view for a request that is too large.

    Nothing is read into memory or onto the disk beyond the limit. The view itself is protected
    against forged requests as ever; the answer changes nothing.
    """

    def decorate(view: View) -> View:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST":
                return protected(request, *args, **kwargs)
            handler = BoundedUploads(request)
            request.upload_handlers.insert(0, handler)
            words, field = _read(request)
            if handler.too_large:
                words = f"Choose files of at most {LARGEST_UPLOAD // MB} MB together"
                field = "uploads"
            if words:
                return answer(request, words, field, *args, **kwargs)
            return protected(request, *args, **kwargs)

        return guarded

    return decorate


def _read(request: HttpRequest) -> tuple[str, str]:
    """Parse what was sent; return what is wrong with its size, and with which field."""
    try:
        request.POST  # noqa: B018 (parses the request)
    except RequestDataTooBig:
        _pass_over_rest(request)
        return f"Paste at most {MB // MB} MB of text, or choose the file instead", "text"
    except (TooManyFilesSent, TooManyFieldsSent):
        _pass_over_rest(request)
        return "Choose fewer files at once, or put them into a ZIP", "uploads"
    return "", ""


def _pass_over_rest(request: HttpRequest) -> None:
    """Read on to the end: a browser whose request is cut off shows no answer."""
    while request.read(PIECE):
        pass
