"""Uploads that wait to be looked through: kept for one person, and for a day at most."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.http import Http404

from adr.transfer.models import RecordImport, WaitingFile
from aruntime.teams.models import Team, User

KEPT = timedelta(days=1)


@transaction.atomic
def keep_upload(
    *, team: Team, by: User, contents: Mapping[str, bytes], name: str, others: int, now: datetime
) -> RecordImport:
    """Store files until the person has looked through them; an earlier upload of theirs goes."""
    # Locked, so that of two uploads at once one remains.
    User.objects.select_for_update().get(pk=by.pk)
    RecordImport.objects.filter(team=team, by=by, finished_at__isnull=True).delete()
    forget_old_uploads(now)
    record_import = RecordImport.objects.create(team=team, by=by, name=name[:200], others=others)
    WaitingFile.objects.bulk_create(
        (WaitingFile(of=record_import, path=path, data=data) for path, data in contents.items()),
        batch_size=100,
    )
    return record_import


def forget_old_uploads(now: datetime) -> None:
    RecordImport.objects.filter(finished_at__isnull=True, begun_at__lt=now - KEPT).delete()


def get_import(team: Team, by: User, pk: UUID, now: datetime) -> RecordImport:
    """Return an import of this person; nobody else may see what they uploaded."""
    forget_old_uploads(now)
    found = RecordImport.objects.filter(pk=pk, team=team, by=by).first()
    if found is None:
        raise Http404("No such import.")
    return found


def lock_import(record_import: RecordImport) -> RecordImport | None:
    """Return the import, locked, if it still waits; None where it was finished meanwhile."""
    waiting = RecordImport.objects.select_for_update().filter(finished_at__isnull=True)
    return waiting.filter(pk=record_import.pk).first()


def contents_of(record_import: RecordImport) -> dict[str, bytes]:
    return {file.path: bytes(file.data) for file in record_import.files.all()}
