"""`manage.py load_examples`: the demo account with three worked example decisions."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from adr.examples.demo import NameTakenError, close_demo, open_demo, read_or_make_password
from adr.examples.records import load_examples


class Command(BaseCommand):
    help = "Store three worked example decisions for the demo account; nothing is stored twice."

    def handle(self, *args: Any, **options: Any) -> None:
        password_file = settings.DATA_DIR / "demo_password"
        if not settings.DEMO_ALLOWED:
            close_demo()
            self.stdout.write("No demo account: this installation has settings of its own.")
            return
        password = read_or_make_password(password_file)
        try:
            user, team = open_demo(password)
        except NameTakenError as error:
            self.stdout.write(f"No demo account: {error}")
            return
        load_examples(team=team, by=user, today=timezone.localdate())
        self.stdout.write(f"Demo sign-in: e-mail {user.email}, password {password}")
