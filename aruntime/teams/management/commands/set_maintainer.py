"""Let a person change the reference facts of this installation, from the command line."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from aruntime.teams.models import User


class Command(BaseCommand):
    help = (
        "Makes a person a maintainer: they see the corrections that readers send and decide on "
        "them. With --off the right is taken back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--user", required=True, help="the e-mail address of the account")
        parser.add_argument("--off", action="store_true", help="take the right back")

    def handle(self, *, user: str, off: bool, **options: Any) -> None:
        person = User.objects.filter(email=user.lower()).first()
        if person is None:
            raise CommandError(f"There is no account with the e-mail address {user!r}.")
        person.is_maintainer = not off
        person.save(update_fields=["is_maintainer"])
        state = "is no longer a maintainer" if off else "is a maintainer now"
        self.stdout.write(f"{user} {state}.")
