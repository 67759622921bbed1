"""`manage.py check_triggers`: fire what should have fired, should a change have gone unheard."""

from typing import Any

from django.core.management.base import BaseCommand

from adr.triggers.checking import check_triggers


class Command(BaseCommand):
    help = (
        "Hold every accepted record against the facts and observations of today. Running it again "
        "changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        checked = check_triggers()
        for trigger in checked.fired:
            self.stdout.write(f"Fired: {trigger.record}: {trigger.words}")
        if checked.began:
            self.stdout.write(f"Records that watch from now on: {checked.began}.")
        self.stdout.write(
            f"Accepted records checked: {checked.records}. Triggers fired: {len(checked.fired)}."
        )
