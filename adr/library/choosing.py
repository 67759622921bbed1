"""Which records the address of a library's page leaves, for whatever is made of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from adr.library.forms import LibraryForm
from adr.library.page import filter_records
from adr.library.queries import RecordQuerySet
from aruntime.teams.models import Team

ONLY_ORDER = "sort"


@dataclass(frozen=True)
class ChosenRecords:
    """What the filters leave, by number. `words` says what they are, and is empty without any."""

    records: RecordQuerySet
    count: int
    words: tuple[str, ...]


def choose_records(
    team: Team, filters: QueryDict, *, today: date, due_soon_days: int
) -> ChosenRecords | None:
    """Return what the filters of the library's page leave; None where one of them is wrong."""
    form = LibraryForm(team=team, data=filters)
    if not form.is_valid():
        return None
    records = filter_records(team, form.cleaned_data, today=today, due_soon_days=due_soon_days)
    return ChosenRecords(records.order_by("number"), records.count(), tuple(_words(form)))


def _words(form: LibraryForm) -> Iterator[str]:
    for name in form.changed_data:
        if name != ONLY_ORDER:
            value = form.cleaned_data[name]
            choices = dict(getattr(form.fields[name], "choices", ()))
            yield f"{form[name].label}: {choices.get(value, value)}"
