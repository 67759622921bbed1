"""Secret addresses for calendar programs: made, renewed, revoked, found."""

import secrets
from collections.abc import Iterable
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from adr.watch.models import CalendarLink
from aruntime.teams.audit import note_deed
from aruntime.teams.models import Membership, Team, User

MOST_LINKS = 20


class TooManyLinksError(Exception):
    """The person has as many links as anybody can have."""


@transaction.atomic
def make_link(
    *, user: User, membership: Membership | None, only_own: bool
) -> tuple[CalendarLink, str]:
    """Return a new link and its secret, which nobody can read again later."""
    # Locked, so that two forms do not make one link too many.
    User.objects.select_for_update().get(pk=user.pk)
    if user.calendar_links.count() >= MOST_LINKS:
        raise TooManyLinksError(f"Revoke one of your {MOST_LINKS} links first")
    secret = _make_secret()
    link = CalendarLink.objects.create(
        user=user, membership=membership, only_own=only_own, digest=_digest(secret)
    )
    _note("calendar_link.made", link)
    return link, secret


@transaction.atomic
def renew_link(link: CalendarLink) -> str:
    """Give the link another secret, and return it; the old address stops working."""
    secret = _make_secret()
    link.digest = _digest(secret)
    link.made_at, link.last_read_on = timezone.now(), None
    link.save()
    _note("calendar_link.renewed", link)
    return secret


@transaction.atomic
def revoke_link(link: CalendarLink) -> None:
    _note("calendar_link.revoked", link)
    link.delete()


def find_link(secret: str) -> CalendarLink | None:
    """Return the link with this secret, unless the account of its person is switched off."""
    links = CalendarLink.objects.select_related("user", "membership__team")
    return links.filter(digest=_digest(secret), user__is_active=True).first()


def teams_of(link: CalendarLink) -> list[Team]:
    """Return the teams whose dates the link shows now; none when the person has left them all."""
    if link.membership:
        return [link.membership.team]
    return list(Team.objects.of(link.user))


def note_reading(link: CalendarLink) -> None:
    """Remember on which day the link was read last, so that people see which ones are in use."""
    today = timezone.localdate()
    if link.last_read_on != today:
        CalendarLink.objects.filter(pk=link.pk).update(last_read_on=today)


def _make_secret() -> str:
    return secrets.token_urlsafe(32)


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _note(deed: str, link: CalendarLink) -> None:
    teams: Iterable[Team] = teams_of(link)
    for team in teams:
        note_deed(
            team,
            by=link.user,
            deed=deed,
            subject=f"Calendar link of {link.user}",
            only_own=link.only_own,
            all_teams=link.membership_id is None,
        )
