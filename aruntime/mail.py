"""Mail to people of this installation: one notice, plain text, with a link.

Without a mail server it is written to the server's log.
"""

from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from aruntime.teams.models import User


def absolute_url(path: str) -> str:
    """Return the address under which people outside the server open a path of this site."""
    return f"{settings.SITE_URL}{path}"


def send_notice(
    to: Iterable[User], *, subject: str, template: str, path: str, **context: object
) -> None:
    """Send each person one mail, once the transaction at hand is stored.

    `template` is a text template; it gets `context`, the `person` and `url`, the absolute address
    of `path`. A person named twice gets one mail; one whose account is switched off gets none.
    """
    for person in {user.pk: user for user in to if user.is_active}.values():
        values = {**context, "person": person}
        send_letter(person.email, subject=subject, template=template, path=path, **values)


def send_letter(address: str, *, subject: str, template: str, path: str, **context: object) -> None:
    """Send one mail as `send_notice` does, to an address that may have no account here."""
    line, text = _write(subject, template, path, context)
    # A mail server that does not answer must not undo what people have stored.
    transaction.on_commit(partial(send_mail, line, text, None, [address]), robust=True)


def deliver_notice(
    person: User, *, subject: str, template: str, path: str, **context: object
) -> None:
    """Send one mail at once, for a command that has to know whether it went out.

    Raises what the mail server's failure raises: SMTPException or OSError.
    """
    line, text = _write(subject, template, path, {**context, "person": person})
    send_mail(line, text, None, [person.email])


def _write(subject: str, template: str, path: str, context: dict[str, object]) -> tuple[str, str]:
    values = {**context, "url": absolute_url(path)}
    return " ".join(subject.split()), render_to_string(template, values)
