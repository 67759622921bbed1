"""Storing a new record: number, content, gates and first revision in one transaction."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from adr.records.content import RecordContent
from adr.records.deeds import note_record_deed
from adr.records.drafting import draft_content
from adr.records.models import Record, Status, StatusChange
from adr.records.numbering import lock_numbers, take_number
from adr.records.revising import remember_revision, write_content
from aruntime.teams.models import Team, User
from selection.public import StoredResult, answers_in_words


@transaction.atomic
def create_record(
    *,
    team: Team,
    content: RecordContent,
    by: User,
    result: StoredResult | None = None,
    form_key: UUID | None = None,
) -> Record:
    """Store a draft under the next number of the library.

    A form that was sent before, told by its one-time key, gives the record that it made then.
    """
    # Locked first, so that of two equal requests the second finds what the first has stored.
    counter = lock_numbers(team)
    if form_key and (made := Record.objects.filter(form_key=form_key, created_by=by).first()):
        return made
    record = Record(
        team=team, number=take_number(counter), created_by=by, result=result, form_key=form_key
    )
    write_content(record, content)
    remember_revision(record, content, by=by)
    StatusChange.objects.create(record=record, before="", after=Status.DRAFT, by=by)
    note_record_deed(record, by=by, deed="record.created")
    return record


def create_draft(
    *,
    team: Team,
    result: StoredResult,
    choices: Mapping[str, str],
    by: User,
    today: date,
    title: str = "",
    form_key: UUID | None = None,
) -> Record:
    """Draft a record from a stored result and store it."""
    content = draft_content(
        result.recommendation,
        choices,
        owner=by.username,
        today=today,
        answers=answers_in_words(result),
        title=title,
    )
    return create_record(team=team, content=content, by=by, result=result, form_key=form_key)
