"""Who sends a request to the API: the person whose token it carries."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from aruntime.api.models import ApiToken
from aruntime.api.tokens import find_token

READING = {"GET", "HEAD", "OPTIONS"}


class TokenAuth(HttpBearer):
    """`Authorization: Bearer TOKEN`. No cookie counts, so no other site can send a request."""

    openapi_scheme = "bearer"

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = find_token(token, today=timezone.localdate())
        if found is None:
            return None
        if request.method not in READING and not found.may_write:
            raise PermissionDenied(
                f"The token “{found.name}” may read only. Make one that may write as well."
            )
        request.user = found.person
        return found
