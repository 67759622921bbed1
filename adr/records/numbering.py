"""Numbers of records: 1, 2, 3 … in each library, without gaps, never given twice."""

from django.db import transaction

from adr.records.models import NumberCounter
from aruntime.teams.models import Team


def lock_numbers(team: Team) -> NumberCounter:
    """Return the counter of the team's library, locked until the present transaction ends.

    Whoever else wants a number waits. Must run in the transaction that stores the record, so that
    a number is given back when storing fails.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Numbers are given only in the transaction that stores the record.")
    NumberCounter.objects.get_or_create(team=team)
    return NumberCounter.objects.select_for_update().get(team=team)


def take_number(counter: NumberCounter) -> int:
    """Return the next number of a locked counter."""
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def keep_number(counter: NumberCounter, number: int) -> bool:
    """Take a number that a file brings along, if it was never given; the counter moves past it.

    Below the counter every number counts as given: a deleted draft leaves no trace of its own.
    Number 0 comes only from files, and only into a library that has given no number yet.
    """
    is_first = number == 0 and counter.last == 0 and not counter.team.records.exists()
    if number <= counter.last and not is_first:
        return False
    counter.last = number
    counter.save(update_fields=["last"])
    return True
