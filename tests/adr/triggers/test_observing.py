"""A report of an observation fires what it breaks, once."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from adr.records.models import Record, Status
from adr.triggers.models import FiredTrigger, Observation
from adr.triggers.reports import BadReportError
from aruntime.teams.models import AuditEntry
from tests.adr.records.factories import make_record, make_record_in, take_steps
from tests.adr.triggers.factories import REVISION, SEEN, TTFT, make_accepted, report
from tests.factories import make_team

pytestmark = pytest.mark.django_db


def fired_words():
    return list(FiredTrigger.objects.values_list("words", flat=True))


def test_broken_bound_makes_the_record_due_and_names_what_changed(team, author):
    record = make_accepted(team, author)

    reported = report(team, author)

    record.refresh_from_db()
    trigger = FiredTrigger.objects.get()
    assert record.fired_at is not None
    assert (trigger.before, trigger.after) == ("at most 800 ms at p95", "1.3 s at p95")
    assert (trigger.since, trigger.source) == (SEEN, "https://example.org/ttft")
    assert trigger.observation_id == reported.id
    [fired] = reported.fired
    assert (fired.record, fired.words, fired.url) == (
        record.number,
        "TTFT rises",
        "/teams/search-platform/records/1/",
    )


def test_another_revision_than_the_pinned_one_fires(team, author):
    make_accepted(team, author, REVISION)

    report(team, author, name="model_revision", value="83e9aa1", unit="", percentile="")

    trigger = FiredTrigger.objects.get()
    assert (trigger.before, trigger.after) == ("e0bc86c", "83e9aa1")


@pytest.mark.parametrize(
    "changes",
    [
        {"value": "800", "unit": "ms"},
        {"percentile": "p50"},
        {"name": "TPOT"},
    ],
)
def test_value_inside_at_another_percentile_or_of_another_name_fires_nothing(team, author, changes):
    record = make_accepted(team, author)

    assert report(team, author, **changes).fired == ()

    record.refresh_from_db()
    assert record.fired_at is None


@pytest.mark.parametrize(
    "again",
    [
        {},
        {"value": "1300", "unit": "ms"},
        {"name": "ttft p95", "percentile": ""},
        {"value": 1.3},
        {"note": "Seen by another script.", "source": ""},
    ],
)
def test_reporting_the_same_observation_twice_fires_once(team, author, again):
    make_accepted(team, author)

    first, second = report(team, author), report(team, author, **again)

    assert (first.is_new, second.is_new) == (True, False)
    assert first.id == second.id
    assert second.fired == first.fired
    assert FiredTrigger.objects.count() == Observation.objects.count() == 1


def test_second_observation_outside_adds_nothing_to_what_is_open(team, author):
    make_accepted(team, author)
    report(team, author)

    later = report(team, author, observed_at=SEEN + timedelta(minutes=1))

    assert (later.is_new, later.fired) == (True, ())
    assert fired_words() == ["TTFT rises"]


def test_each_condition_of_a_record_fires_on_its_own(team, author):
    make_accepted(team, author, TTFT, REVISION)
    report(team, author)

    report(team, author, name="Model revision", value="83e9aa1", unit="", percentile="")

    assert sorted(fired_words()) == ["TTFT rises", "The model changes"]


def test_only_records_of_the_team_fire(team, author):
    record = make_accepted(team, author)

    report(make_team("Other", "other"), None)

    record.refresh_from_db()
    assert record.fired_at is None


@pytest.mark.parametrize("status", [Status.DRAFT, Status.PROPOSED, Status.REJECTED])
def test_only_accepted_records_fire(team, author, status):
    record = make_record_in(status, team, author, triggers=(TTFT,))

    report(team, author)

    record.refresh_from_db()
    assert record.fired_at is None
    assert not FiredTrigger.objects.exists()


def test_deprecated_record_watches_no_longer(team, author):
    record = make_accepted(team, author)
    take_steps(record, author, "deprecated")

    report(team, author)

    assert not record.watches.exists()
    assert not FiredTrigger.objects.exists()


def test_superseded_record_watches_no_longer_and_its_successor_does(team, author):
    old = make_accepted(team, author)
    new = make_record(team, author, triggers=(TTFT,), successor_of=old.number)
    take_steps(new, author, "proposed", "accepted")

    report(team, author)

    assert [trigger.record for trigger in FiredTrigger.objects.all()] == [new]


def test_owner_gets_one_mail_until_a_review(team, author, django_capture_on_commit_callbacks):
    make_accepted(team, author, TTFT, REVISION)

    with django_capture_on_commit_callbacks(execute=True):
        report(team, author)
        report(team, author)
        report(team, author, name="Model revision", value="83e9aa1", unit="", percentile="")

    [message] = mail.outbox
    assert message.to == ["ana@example.org"]
    assert message.subject == "Look again at record 1. Serve the assistant with vLLM"
    assert "Before: at most 800 ms at p95" in message.body
    assert "Now: 1.3 s at p95" in message.body
    assert "/teams/search-platform/records/1/" in message.body


def test_owner_who_left_the_team_gets_none(team, author, django_capture_on_commit_callbacks):
    make_accepted(team, author)
    team.memberships.filter(user=author).delete()

    with django_capture_on_commit_callbacks(execute=True):
        report(team, None)

    assert mail.outbox == []
    assert Record.objects.get().fired_at is not None


def test_report_and_what_it_fired_are_in_the_audit_record(team, author):
    make_accepted(team, author)

    report(team, author)
    report(team, author)

    entries = AuditEntry.objects.filter(deed__in=["observation.reported", "trigger.fired"])
    assert [(e.deed, e.by, e.subject) for e in entries.order_by("pk")] == [
        ("observation.reported", author, "TTFT p95: 1.3 s"),
        ("trigger.fired", None, "1. Serve the assistant with vLLM: TTFT rises"),
    ]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name": " "}, "name", "Enter what was observed"),
        ({"value": ""}, "value", "Enter the value"),
        ({"value": "fast"}, "value", "Enter a number"),
        ({"unit": "gb"}, "unit", "Did you mean GB"),
        ({"unit": "GiB"}, "unit", "TTFT is watched in ms; “GiB” cannot be compared with it"),
        ({"unit": ""}, "unit", "TTFT is watched in ms; enter the unit of the value"),
        ({"percentile": ""}, "percentile", "TTFT is watched at p95"),
        ({"percentile": "often"}, "percentile", "Write the percentile like p95"),
        ({"name": "TTFT p50"}, "percentile", "The name says p50"),
        ({"observed_at": timezone.now() + timedelta(days=1)}, "observed_at", "has been"),
        ({"source": "x" * 501}, "source", "Shorten this to 500 characters"),
    ],
)
def test_report_that_cannot_be_compared_is_refused_at_its_field(
    team, author, changes, field, sentence
):
    make_accepted(team, author)

    with pytest.raises(BadReportError) as refusal:
        report(team, author, **changes)

    assert list(refusal.value.errors) == [field]
    assert sentence in refusal.value.errors[field]
    assert not Observation.objects.exists()


def test_what_nobody_watches_is_kept_all_the_same(team, author):
    reported = report(team, author, name="Queue length", value=12, unit="", percentile="")

    assert (reported.value, reported.fired) == ("12", ())


def test_revision_that_looks_like_a_number_keeps_its_zeros(team, author):
    revision = {"name": "Driver", "value": "0570.20", "unit": "", "percentile": ""}

    assert report(team, author, **revision).value == "0570.20"


def test_time_without_a_zone_is_that_of_the_installation(team, author):
    naive = datetime(2026, 11, 24, 12)  # noqa: DTZ001

    assert report(team, author, observed_at=naive).observed_at == SEEN


def test_number_of_queries_does_not_grow_with_the_records_that_watch(
    team, author, django_assert_max_num_queries
):
    for _ in range(12):
        make_accepted(team, author)

    with django_assert_max_num_queries(14):
        report(team, author, value="700", unit="ms")
