"""`manage.py check_triggers` finds what nobody heard, once."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from adr.records.models import Record, Status
from adr.triggers.checking import check_triggers
from adr.triggers.closing import close_fired
from adr.triggers.models import FiredTrigger, Observation, Watch
from selection.directory.loading import load_entries
from tests.adr.records.factories import make_gate_row, make_record, take_steps
from tests.adr.triggers.factories import SEEN, TTFT, VLLM, make_accepted, report
from tests.selection.directory.factories import entries_in, make_claim, write_file

pytestmark = pytest.mark.django_db
GATE = make_gate_row(component="lathe", version="1.0.0")


@pytest.fixture
def load(tmp_path):
    """Load the file of a component; nobody is told, as the test's transaction never ends."""

    def load(**content):
        write_file(tmp_path, **content)
        load_entries(entries_in(tmp_path))

    return load


def run() -> str:
    out = StringIO()
    call_command("check_triggers", stdout=out)
    return out.getvalue()


def test_change_that_nobody_heard_fires_when_it_is_checked(team, author, load):
    load()
    record = make_accepted(team, author, TTFT, gates=(GATE,))
    load(capabilities=[make_claim(status="unsupported")])

    said = run()

    record.refresh_from_db()
    assert record.fired_at is not None
    assert "Fired: 1. Serve the assistant with vLLM: lathe 1.0.0: the claim on Streaming" in said
    assert "Accepted records checked: 1. Triggers fired: 1." in said


def test_second_check_changes_nothing(team, author, load):
    load()
    make_accepted(team, author, gates=(GATE,))
    load(capabilities=[make_claim(status="unsupported")])
    run()
    before = list(FiredTrigger.objects.values())

    assert "Triggers fired: 0." in run()
    assert list(FiredTrigger.objects.values()) == before


def test_what_a_review_has_seen_does_not_fire_again(team, author, load):
    load()
    record = make_accepted(team, author, TTFT, gates=(GATE,))
    load(capabilities=[make_claim(status="unsupported")])
    report(team, author)
    report(team, author, observed_at=SEEN + timedelta(hours=1))
    run()

    close_fired(record, outcome="reaffirmed", by=author)

    assert "Triggers fired: 0." in run()
    assert Record.objects.get().fired_at is None


def test_what_had_changed_before_the_acceptance_does_not_fire(team, author, load):
    load()
    record = make_record(team, author, gates=(GATE,), triggers=(TTFT,))
    report(team, author)
    load(capabilities=[make_claim(status="partial", note="Slowly.")])
    take_steps(record, author, Status.PROPOSED, Status.ACCEPTED)

    assert check_triggers().fired == ()


def test_record_that_came_here_on_another_way_begins_to_watch(team, author):
    record = make_record(team, author, triggers=(TTFT,))
    Watch.objects.all().delete()
    Record.objects.update(status=Status.ACCEPTED)

    assert "Records that watch from now on: 1." in run()
    assert "watch from now on" not in run()

    report(team, author)
    assert FiredTrigger.objects.get().record == record


def test_observation_that_was_kept_and_not_held_against_a_record_fires(team, author):
    make_accepted(team, author)
    report(team, author)
    FiredTrigger.objects.all().delete()
    Record.objects.update(fired_at=None)

    [trigger] = check_triggers().fired

    assert trigger.observation == Observation.objects.get()


def test_record_without_anything_to_watch_is_left_alone(team, author, load):
    load()
    make_accepted(team, author, VLLM)
    load(summary="Other words.")

    assert check_triggers().fired == ()
