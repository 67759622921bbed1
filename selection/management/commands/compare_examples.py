"""`manage.py compare_examples`: the table of `selection/examples/README.md`, worked out anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from selection.directory.editions import directory_in_files
from selection.examples.agreement import (
    compare,
    load_example,
    load_published,
    recommend_for,
    render_table,
)


class Command(BaseCommand):
    help = (
        "Prints how the recommendation for each worked example compares with the published choice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        directory = directory_in_files(today=timezone.localdate())
        rows = [
            (published, compare(published, recommend_for(load_example(published.slug), directory)))
            for published in load_published()
        ]
        self.stdout.write(render_table(rows), ending="")
