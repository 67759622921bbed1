"""A draft that is to supersede an accepted record, filled in from it."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from adr.records.content import AssumptionRow, ConfirmationRow, RecordContent, ValidationRow
from adr.records.creating import create_record
from adr.records.gates import with_gates
from adr.records.models import Record, Status
from adr.records.reading import content_of
from adr.records.revising import lock_record
from adr.watch.findings import Judgement, from_json
from adr.watch.models import Outcome
from aruntime.teams.models import User


class NoSuccessorError(Exception):
    """Only an accepted record can be superseded; the text says what it is instead."""


@transaction.atomic
def draft_successor(*, record: Record, by: User, form_key: UUID | None = None) -> Record:
    """Store a draft that supersedes the record once it is accepted.

    A form that was sent before, told by its one-time key, gives the draft that it made then.
    """
    record = lock_record(record)
    if record.status != Status.ACCEPTED:
        raise NoSuccessorError(
            f"Record {record.number} is {record.get_status_display().lower()}. "
            "Only an accepted record is superseded."
        )
    content = successor_content(content_of(record), record.number, found_out_about(record))
    if not record.team.members.filter(username=content.owner, is_active=True).exists():
        content = replace(content, owner=by.username)
    content = with_gates(content, record.recommendation)
    return create_record(
        team=record.team, content=content, by=by, result=record.result, form_key=form_key
    )


def successor_content(
    old: RecordContent, number: int, found_out: Mapping[str, str]
) -> RecordContent:
    """Return what a successor of record `number` begins with.

    The text stays to be changed. Days and results go: they are those of the old decision. What a
    look back found out about an assumption goes into it.
    """
    return replace(
        old,
        successor_of=number,
        decided_on=None,
        in_force_from=None,
        review_date=None,
        assumptions=tuple(_ask_again(row, found_out) for row in old.assumptions),
        validation=tuple(_test_again(row) for row in old.validation),
        confirmations=tuple(_check_again(row) for row in old.confirmations),
    )


def open_successors(record: Record) -> list[Record]:
    """Return the drafts and proposed records that are to supersede the record."""
    undecided = record.successors.filter(status__in=[Status.DRAFT, Status.PROPOSED])
    return list(undecided.order_by("number"))


def found_out_about(record: Record) -> dict[str, str]:
    """Return what look backs found out, by the text of what was expected; the last one counts."""
    found = {}
    for outcome in record.outcomes.filter(outcome=Outcome.LOOKED_BACK):
        for finding in from_json(outcome.details).findings:
            if finding.judgement != Judgement.CANNOT_SAY:
                words = f"{finding.word} ({outcome.at:%Y-%m-%d}). {finding.happened}"
                found[finding.expected] = words.strip()
    return found


def _ask_again(row: AssumptionRow, found_out: Mapping[str, str]) -> AssumptionRow:
    if row.outcome.strip():
        return row
    return replace(row, by_when=None, outcome=found_out.get(row.text, ""))


def _test_again(row: ValidationRow) -> ValidationRow:
    return ValidationRow(what=row.what, gate=row.gate)


def _check_again(row: ConfirmationRow) -> ConfirmationRow:
    return replace(row, until=None, result="")
