"""A changed fact wakes the accepted records that watch it, and nobody else."""

import logging

import pytest
from django.core import mail

from adr.records.content import AlternativeRow, TriggerRow
from adr.records.models import Record
from adr.triggers.models import FiredTrigger, Watch
from adr.triggers.waking import wake_records
from selection.corrections.deciding import accept_claim, fingerprint
from selection.corrections.models import CorrectionState
from selection.directory.loading import load_entries
from selection.directory.models import Claim
from selection.directory.revisions import ClaimState, state_of
from selection.public import FactChangeKind, facts_changed
from tests.adr.records.factories import make_gate_row, make_record
from tests.adr.triggers.factories import (
    OLLAMA,
    SEEN,
    STREAMING,
    STREAMS,
    TTFT,
    VLLM,
    make_accepted,
    make_change,
    make_release,
)
from tests.selection.corrections.factories import make_correction, make_maintainer
from tests.selection.directory.factories import entries_in, make_claim, make_version, write_file

pytestmark = pytest.mark.django_db

LATHE = TriggerRow("capability", "Lathe has a new release", component="lathe")
CANNOT = AlternativeRow("Lathe", "It cannot.", "lathe", "1.0.0", requirements=(STREAMING,))


@pytest.fixture
def load(tmp_path, django_capture_on_commit_callbacks):
    """Load the file of a component, as `manage.py load_reference` does."""

    def load(**content):
        write_file(tmp_path, **content)
        with django_capture_on_commit_callbacks(execute=True):
            load_entries(entries_in(tmp_path))

    return load


@pytest.fixture
def accept(django_capture_on_commit_callbacks):
    """Accept a correction of what Lathe 1.0.0 claims on streaming."""

    def accept(status: str = "unsupported"):
        correction = make_correction()
        claim = Claim.objects.get()
        state = ClaimState(status, "Not any more.", "", "https://example.org/new", "New")
        with django_capture_on_commit_callbacks(execute=True):
            return accept_claim(
                correction.pk,
                by=make_maintainer(),
                revision=correction.revision,
                state=state,
                basis=fingerprint(state_of(claim)),
            )

    return accept


def test_accepted_correction_wakes_the_record_that_stands_on_the_claim(team, author, load, accept):
    load()
    gate = make_gate_row(component="lathe", version="1.0.0")
    record = make_accepted(team, author, TTFT, gates=(gate,))

    correction = accept()

    record.refresh_from_db()
    trigger = FiredTrigger.objects.get()
    assert record.fired_at is not None
    assert trigger.words == "lathe 1.0.0: the claim on Streaming changes"
    assert trigger.before == "Streaming: Supported in 1.0.0"
    assert trigger.after == "Streaming: Not supported in 1.0.0"
    assert (trigger.since, trigger.source) == (correction.decided_at, "https://example.org/new")
    assert trigger.change == {
        "component": "lathe",
        "kind": "claim-changed",
        "version": "1.0.0",
        "capability": STREAMING,
        "correction": correction.pk,
    }


def test_alternative_that_can_now_wakes_the_record_that_turned_it_down(team, author, load, accept):
    load(capabilities=[make_claim(status="unsupported")])
    make_accepted(team, author, alternatives=(CANNOT,))

    accept("supported")

    [words] = FiredTrigger.objects.values_list("words", flat=True)
    assert words == "Lathe, turned down without it, now has: Streaming"


def test_alternative_that_can_in_a_newer_release_wakes_too(team, author, load):
    load(capabilities=[make_claim(status="unsupported")])
    make_accepted(team, author, alternatives=(CANNOT,))
    older = make_version(capabilities=[make_claim(status="unsupported")])

    load(version=make_version(id="1.1.0"), older_releases=[older])

    trigger = FiredTrigger.objects.get()
    assert trigger.before == "Streaming: Not supported in 1.0.0"
    assert trigger.after == "Streaming: Supported in 1.1.0"


def test_new_release_wakes(team, author, load):
    load()
    make_accepted(team, author, LATHE)

    load(newer_releases=[make_version(id="1.1.0")])

    trigger = FiredTrigger.objects.get()
    assert trigger.before == "1.0.0 is the newest release, of 2026-10-01"
    assert trigger.after == "1.1.0 is the newest release, of 2026-10-01"


def test_deprecation_wakes(team, author, load):
    load()
    make_accepted(team, author, LATHE)

    load(project_status="deprecated")

    trigger = FiredTrigger.objects.get()
    assert (trigger.before, trigger.after) == (
        "The project is active",
        "The project is deprecated",
    )


def test_component_that_left_the_directory_wakes(team, author):
    make_accepted(team, author, VLLM)
    gone = make_change(
        kind=FactChangeKind.STATUS_CHANGED,
        capability="",
        before={"project_status": "active"},
        after={"project_status": ""},
    )

    [trigger] = wake_records(gone)

    assert trigger.after == "The component is no longer in the directory"


def test_claim_of_the_same_status_tells_what_it_says_now(team, author):
    make_accepted(team, author, STREAMS)
    said = {"version": "0.33.0", "status": "partial", "source_url": "https://example.org/a"}

    [trigger] = wake_records(
        make_change(before={**said, "note": "Slowly."}, after={**said, "note": "Over HTTP only."})
    )

    assert trigger.before == "Streaming: Partial in 0.33.0. Slowly. source https://example.org/a"
    assert "Over HTTP only." in trigger.after


def test_version_that_the_directory_does_not_know_is_watched_at_any(team, author, load, accept):
    load()
    streams = TriggerRow("capability", "It stops", component="lathe", capability=STREAMING)
    make_accepted(team, author, streams)
    assert Watch.objects.get().version == ""

    accept()

    assert FiredTrigger.objects.count() == 1


def test_same_change_told_twice_fires_once(team, author):
    make_accepted(team, author, VLLM)

    assert len(wake_records(make_release())) == 1
    assert wake_records(make_release()) == []


def test_draft_is_not_woken(team, author):
    make_record(team, author, triggers=(VLLM,))

    assert wake_records(make_release()) == []


def test_change_of_one_component_wakes_no_record_on_another(team, author):
    make_accepted(team, author, VLLM, alternatives=(OLLAMA,))

    assert wake_records(make_release(component="sglang")) == []


def test_load_of_many_changes_sends_each_owner_one_mail(
    team, author, load, django_capture_on_commit_callbacks
):
    load()
    gate = make_gate_row(component="lathe", version="1.0.0")
    make_accepted(team, author, LATHE, gates=(gate,))

    load(
        capabilities=[make_claim(status="partial", note="Slowly.")],
        newer_releases=[make_version(id="1.1.0")],
        project_status="deprecated",
    )

    assert FiredTrigger.objects.count() == 2
    assert len(mail.outbox) == 1


def test_records_are_found_in_a_number_of_queries_that_does_not_grow(
    team, author, django_assert_max_num_queries
):
    records = 12
    for _ in range(records):
        make_accepted(team, author, STREAMS)

    with django_assert_max_num_queries(1):
        assert wake_records(make_change("supported", "supported")) == []
    # One more for each that fires: its line in the audit record.
    with django_assert_max_num_queries(10 + records):
        assert len(wake_records(make_change())) == records


def test_handler_that_fails_is_logged_and_breaks_no_correction(team, author, load, accept, caplog):
    load()
    gate = make_gate_row(component="lathe", version="1.0.0")
    record = make_accepted(team, author, gates=(gate,))
    Watch.objects.filter(component="lathe").update(sense="nonsense")

    with caplog.at_level(logging.ERROR):
        correction = accept()

    record.refresh_from_db()
    assert correction.state == CorrectionState.ACCEPTED
    assert Claim.objects.get().status == "unsupported"
    assert record.fired_at is None
    assert "Records that watch lathe were not woken. Run: manage.py check_triggers" in caplog.text


def test_sender_of_the_signal_is_not_disturbed_by_a_handler_that_fails(team, author):
    make_accepted(team, author, STREAMS)
    Watch.objects.update(sense="nonsense")

    facts_changed.send(sender=Record, change=make_change(at=SEEN))

    assert not FiredTrigger.objects.exists()
