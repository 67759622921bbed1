"""Sending the reminders: one mail a person, and never the same one twice."""

from dataclasses import dataclass
from datetime import date
from smtplib import SMTPException

from django.db import IntegrityError, transaction
from django.urls import reverse

from adr.records.review_state import ReviewState
from adr.watch.models import SentReminder
from adr.watch.reminders import REPEAT_AFTER, Digest, not_told_yet
from aruntime.mail import absolute_url, deliver_notice
from aruntime.teams.models import User

# A longer mail is not read; the page that it links to has the rest.
MOST_LINES = 50


@dataclass(eq=False)
class MailFailedError(Exception):
    """The mail server did not take the mail; the next run tries again."""

    person: User
    reason: str


def open_digest(digest: Digest, *, today: date) -> Digest:
    """Return what the person is still to be told today."""
    return not_told_yet(digest, SentReminder.objects.filter(person=digest.person), today)


def send_digest(digest: Digest, *, today: date) -> Digest:
    """Mail what the person was not told yet, if there is anything, and return it.

    What was told is stored before the mail goes out, so that of two runs at the same time one
    sends it. Raises MailFailedError, after taking back what was stored.
    """
    told, rows = _claim(digest, today)
    if not told.reminders:
        return told
    try:
        _deliver(told)
    except (SMTPException, OSError) as error:
        SentReminder.objects.filter(pk__in=[row.pk for row in rows]).delete()
        raise MailFailedError(digest.person, str(error)) from error
    return told


def _claim(digest: Digest, today: date) -> tuple[Digest, list[SentReminder]]:
    nothing = Digest(digest.person, ())
    try:
        with transaction.atomic():
            # A second run waits here, and then finds what the first one has stored.
            User.objects.select_for_update().get(pk=digest.person.pk)
            _forget_old(digest.person, today)
            told = open_digest(digest, today=today)
            rows = [
                SentReminder(
                    person=digest.person,
                    record_id=each.record,
                    subject=each.subject,
                    state=each.state,
                    sent_on=today,
                )
                for each in told.reminders
            ]
            return told, SentReminder.objects.bulk_create(rows)
    except IntegrityError:
        return nothing, []


def _forget_old(person: User, today: date) -> None:
    """Delete what no longer keeps a repetition back, so that the table does not grow for ever."""
    old = SentReminder.objects.filter(person=person, state=ReviewState.DUE)
    old.filter(sent_on__lte=today - REPEAT_AFTER).delete()


def _deliver(digest: Digest) -> None:
    lines = [(each, absolute_url(each.path)) for each in (*digest.due, *digest.due_soon)]
    deliver_notice(
        digest.person,
        subject=f"Decisions to look at again: {digest.counts}",
        template="adr/watch/email/digest.txt",
        path=reverse("adr:watch_mine"),
        due=[line for line in lines[:MOST_LINES] if line[0].is_due],
        due_soon=[line for line in lines[:MOST_LINES] if not line[0].is_due],
        left_out=max(len(lines) - MOST_LINES, 0),
    )
