"""Making, finding and revoking the tokens of the API."""

import secrets
from datetime import date
from hashlib import sha256

from django.db.models import Q
from django.utils import timezone

from aruntime.api.models import ApiToken
from aruntime.teams.models import User

# Whoever finds one in a log or a repository, a scanner included, knows what it is.
PREFIX = "aruntime_"


def make_token(
    *, person: User, name: str, may_write: bool, expires_on: date | None
) -> tuple[ApiToken, str]:
    """Store a token and return it with its text, which cannot be shown again."""
    text = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        person=person,
        name=name,
        beginning=text[:12],
        digest=digest_of(text),
        may_write=may_write,
        expires_on=expires_on,
    )
    return token, text


def find_token(text: str, *, today: date) -> ApiToken | None:
    """Return the token with this text if it still opens anything, and note the day of its use."""
    token = (
        ApiToken.objects.select_related("person")
        .filter(Q(expires_on=None) | Q(expires_on__gte=today))
        .filter(digest=digest_of(text), revoked_at=None, person__is_active=True)
        .first()
    )
    if token and token.last_used_on != today:
        # Once a day will do to see which tokens are in use; each request need not write.
        token.last_used_on = today
        token.save(update_fields=["last_used_on"])
    return token


def revoke_token(token: ApiToken) -> None:
    """Let the token open nothing from now on. It stays in the list of its person."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])


def digest_of(text: str) -> str:
    # Fast is right here: there are 256 random bits to guess, not a password.
    return sha256(text.encode(errors="replace")).hexdigest()
