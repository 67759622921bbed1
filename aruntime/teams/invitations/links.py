"""The link of an invitation: made, shown to owners again, and followed back to the invitation."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from aruntime.mail import absolute_url
from aruntime.teams.models import Invitation

SALT = "aruntime.teams.invitations"


def make_token(invitation: Invitation) -> str:
    """Return the token that the secret key gives for the seed of this invitation."""
    digest = salted_hmac(SALT, invitation.seed.hex, algorithm="sha256").digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def hash_token(token: str) -> str:
    """Return what is stored of a token: it cannot be turned back into the link."""
    return sha256(token.encode()).hexdigest()


def find_invitation(token: str) -> Invitation | None:
    """Return the invitation that the token belongs to.

    Only hashes are compared, so the time that this takes tells nothing about a token.
    """
    return (
        Invitation.objects.select_related("team", "made_by")
        .filter(token_hash=hash_token(token))
        .first()
    )


def invitation_path(invitation: Invitation) -> str:
    """Return the path of the link; empty where the secret key has changed since it was made.

    The link that was sent works on: it is found by its hash.
    """
    token = make_token(invitation)
    if not constant_time_compare(hash_token(token), invitation.token_hash):
        return ""
    return reverse("account:invitation", args=[token])


def invitation_link(invitation: Invitation) -> str:
    path = invitation_path(invitation)
    return absolute_url(path) if path else ""
