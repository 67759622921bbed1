"""What has fired is closed by the outcome of a review, and by nothing else."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from adr.records.models import Record
from adr.triggers.checking import check_triggers
from adr.triggers.closing import close_fired
from adr.triggers.models import FiredTrigger
from adr.triggers.waking import wake_records
from tests.adr.records.factories import take_steps
from tests.adr.triggers.factories import (
    REVISION,
    SEEN,
    STREAMS,
    TTFT,
    make_accepted,
    make_change,
    report,
)

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def due(team, author) -> Record:
    """A record of which two triggers have fired."""
    make_accepted(team, author, TTFT, REVISION)
    report(team, author)
    report(team, author, name="Model revision", value="83e9aa1", unit="", percentile="")
    return Record.objects.get()


def is_open() -> int:
    return FiredTrigger.objects.open().count()


def test_outcome_closes_all_that_is_open(due, owner):
    assert close_fired(due, outcome="reaffirmed", by=owner) == 2

    assert due.fired_at is None
    assert Record.objects.get().fired_at is None
    for trigger in FiredTrigger.objects.all():
        assert (trigger.outcome, trigger.closed_by) == ("reaffirmed", owner)
        assert trigger.closed_at is not None


def test_closed_trigger_keeps_its_first_outcome(due, owner, author):
    close_fired(due, outcome="reaffirmed", by=owner)

    assert close_fired(due, outcome="deprecated", by=author) == 0
    assert set(FiredTrigger.objects.values_list("outcome", flat=True)) == {"reaffirmed"}


def test_trigger_is_not_closed_without_an_outcome(due, owner):
    with pytest.raises(ValueError, match="with an outcome"):
        close_fired(due, outcome=" ", by=owner)

    with pytest.raises(IntegrityError), transaction.atomic():
        FiredTrigger.objects.update(closed_at=SEEN)


def test_value_that_is_inside_again_closes_nothing(due, team, author):
    report(team, author, value="500", unit="ms", observed_at=SEEN + timedelta(hours=1))
    report(team, author, name="Model revision", value="e0bc86c", unit="", percentile="")
    check_triggers()

    assert is_open() == 2
    assert Record.objects.get().fired_at is not None


def test_fact_that_is_again_as_it_was_closes_nothing(team, author):
    make_accepted(team, author, STREAMS)
    wake_records(make_change("supported", "unsupported"))
    wake_records(make_change("unsupported", "supported", at=SEEN + timedelta(days=1)))

    assert is_open() == 1


def test_end_of_a_record_is_the_outcome_that_closes_them(due, author):
    take_steps(due, author, "deprecated")

    closed = FiredTrigger.objects.filter(closed_at__isnull=False)
    assert set(closed.values_list("outcome", flat=True)) == {"deprecated"}
    assert closed.count() == 2
    assert is_open() == 0


def test_after_a_review_the_next_observation_fires_again(due, team, author):
    close_fired(due, outcome="reaffirmed", by=author)

    report(team, author)
    assert is_open() == 0

    report(team, author, observed_at=SEEN + timedelta(hours=1))
    assert is_open() == 1
    assert Record.objects.get().fired_at is not None


def test_change_that_comes_back_after_a_review_fires_again(team, author):
    record = make_accepted(team, author, STREAMS)
    wake_records(make_change())
    close_fired(record, outcome="reaffirmed", by=author)

    assert wake_records(make_change()) == []
    assert len(wake_records(make_change(at=SEEN + timedelta(days=1)))) == 1


@pytest.mark.pure
def test_one_module_alone_writes_who_closed_a_trigger():
    writing = re.compile(r"\bclosed_at\s*=(?!=)")
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in ("adr", "aruntime", "selection")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and writing.search(path.read_text(encoding="utf-8"))
    }

    assert found == {"adr/triggers/closing.py", "adr/triggers/models.py"}
