"""`manage.py send_reminders`: mail each owner what is due and due soon. Safe to run at any time."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from adr.watch.reminders import Digest, needed_reminders
from adr.watch.reminding import MailFailedError, open_digest, send_digest


def read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(
            f"{text!r} is not a day: use year-month-day, such as 2027-03-31"
        ) from error


class Command(BaseCommand):
    help = "Mail each owner of a record, in one mail, what is due and due soon; once in each state."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would be sent")
        parser.add_argument("--today", type=read_day, help="take this day for today")

    def handle(self, *args: Any, **options: Any) -> None:
        today = options["today"] or timezone.localdate()
        needed = needed_reminders(today=today, due_soon_days=settings.DUE_SOON_DAYS)
        failures = []
        sent = 0
        for digest in needed.digests:
            if options["dry_run"]:
                told = open_digest(digest, today=today)
            else:
                try:
                    told = send_digest(digest, today=today)
                except MailFailedError as failure:
                    failures.append(f"{failure.person.email}: {failure.reason}")
                    continue
            sent += bool(told.reminders)
            self._say(told, verbose=options["dry_run"])
        for record in needed.unheard:
            self.stdout.write(f"Nobody to tell: {record} of {record.team}.")
        mails = f"{sent} mail{'' if sent == 1 else 's'}"
        self.stdout.write(f"{mails} would be sent." if options["dry_run"] else f"{mails} sent.")
        if failures:
            raise CommandError(
                "Not sent, to be tried again by the next run:\n  " + "\n  ".join(failures)
            )

    def _say(self, digest: Digest, *, verbose: bool) -> None:
        if not digest.reminders:
            return
        self.stdout.write(f"{digest.person.email}: {digest.counts}.")
        if verbose:
            for each in digest.reminders:
                self.stdout.write(f"  {each.state.label}: {each.team}, {each.title}: {each.words}")
