"""A trigger fires: the record becomes due, its owner gets one mail, and what changed is kept.

The owner is told when the record becomes due. What fires after that, until a review, stands on the
record's page.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from adr.records.models import Record, Status
from adr.records.page import record_url
from adr.triggers.models import FiredTrigger, Observation, Watch
from aruntime.mail import send_notice
from aruntime.teams.audit import note_deed
from aruntime.teams.models import Membership

AT_ONCE = 500  # records that one statement names


@dataclass(frozen=True)
class Cause:
    """Why a watch fires: what it was, what it is, since when, and where that can be seen."""

    watch: Watch
    key: str  # the same for the same cause, however often it is told
    before: str
    after: str
    since: datetime
    source: str = ""
    observation: Observation | None = None
    change: Mapping[str, Any] | None = None


def cause_key(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()


def fire(causes: Iterable[Cause]) -> list[FiredTrigger]:
    """Fire what has not fired for this cause, and is not open already, on accepted records."""
    by_record: dict[int, list[Cause]] = defaultdict(list)
    for cause in causes:
        by_record[cause.watch.record_id].append(cause)
    fired: list[FiredTrigger] = []
    for keys in _portions(sorted(by_record)):
        fired += _fire_on([by_record[key] for key in keys], keys)
    return fired


@transaction.atomic
def _fire_on(causes: list[list[Cause]], keys: list[int]) -> list[FiredTrigger]:
    # Locked in one order, so that of two equal reports the second sees what the first has stored.
    records = {
        record.pk: record
        for record in Record.objects.select_for_update(of=("self",))
        .select_related("team", "owner")
        .filter(pk__in=keys, status=Status.ACCEPTED)
        .order_by("pk")
    }
    known = _known_causes(keys)
    new = []
    for cause in (cause for of_record in causes for cause in of_record):
        marks = {(cause.watch.record_id, cause.key), (cause.watch.record_id, cause.watch.key)}
        if cause.watch.record_id in records and not marks & known:
            known |= marks
            new.append(_fired(cause, records[cause.watch.record_id]))
    FiredTrigger.objects.bulk_create(new)
    _make_due(records, new)
    return new


def _known_causes(records: list[int]) -> set[tuple[int, str]]:
    """Return the causes that fired before, and the conditions that are open."""
    of_records = FiredTrigger.objects.filter(record__in=records).order_by()
    causes = of_records.values_list("record_id", "key")
    is_open = of_records.filter(closed_at__isnull=True).values_list("record_id", "watch_key")
    return {*causes, *is_open}


def _fired(cause: Cause, record: Record) -> FiredTrigger:
    return FiredTrigger(
        team=record.team,
        record=record,
        key=cause.key,
        watch_key=cause.watch.key,
        kind=cause.watch.kind,
        words=cause.watch.words,
        before=cause.before,
        after=cause.after,
        since=cause.since,
        source=cause.source[:500],
        observation=cause.observation,
        change=cause.change,
    )


def _make_due(records: Mapping[int, Record], fired: list[FiredTrigger]) -> None:
    of_record: dict[int, list[FiredTrigger]] = defaultdict(list)
    for trigger in fired:
        of_record[trigger.record_id].append(trigger)
    Record.objects.filter(pk__in=list(of_record), fired_at__isnull=True).update(
        fired_at=timezone.now()
    )
    members = _members_among_owners(records.values())
    for key, triggers in of_record.items():
        record = records[key]
        _note(record, triggers)
        # Whoever has left the team reads none of its records any more.
        if record.fired_at is None and (record.team_id, record.owner_id) in members:
            _tell_owner(record, triggers)


def _members_among_owners(records: Iterable[Record]) -> set[tuple[int, int]]:
    records = list(records)
    members = Membership.objects.filter(
        team__in={record.team_id for record in records},
        user__in={record.owner_id for record in records if record.owner_id},
    )
    return set(members.values_list("team_id", "user_id"))


def _note(record: Record, triggers: list[FiredTrigger]) -> None:
    for trigger in triggers:
        note_deed(
            record.team,
            by=None,
            deed="trigger.fired",
            subject=f"{record}: {trigger.words}",
            url=record_url(record),
            before=trigger.before,
            after=trigger.after,
        )


def _tell_owner(record: Record, triggers: list[FiredTrigger]) -> None:
    send_notice(
        [record.owner] if record.owner else [],
        subject=f"Look again at record {record}",
        template="adr/triggers/fired_mail.txt",
        path=record_url(record),
        record=record,
        triggers=triggers,
    )


def _portions(keys: list[int]) -> Iterator[list[int]]:
    left = iter(keys)
    while portion := list(islice(left, AT_ONCE)):
        yield portion
