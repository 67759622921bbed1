"""What an export of a library makes, in one call each."""

import json
from datetime import datetime
from io import BytesIO
from uuid import UUID, uuid4
from zipfile import ZipFile

from django.conf import settings
from django.utils import timezone

from adr.transfer.export.gathering import documents_of, library_of, names_of
from adr.transfer.export.json_format import write_library
from adr.transfer.export.repository import decision_files, write_zip
from aruntime.teams.models import Team


def zip_of(team: Team) -> bytes:
    target = BytesIO()
    documents = documents_of(team.records.order_by("number"))
    write_zip(decision_files(documents, team=team.name, names=names_of(team)), target)
    return target.getvalue()


def texts_of(team: Team) -> dict[str, str]:
    """The files of an exported library, by path."""
    with ZipFile(BytesIO(zip_of(team))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def json_of(team: Team) -> bytes:
    return write_library(library_of(team, team.records.all()))


def make_job(
    team: Team, *, ready: bool = True, failed: str = "", begun_at: datetime | None = None
) -> UUID:
    """A PDF of the library that is ready, failed or being made, without drawing anything."""
    job = uuid4()
    folder = settings.DATA_DIR / "pdf" / "libraries" / str(team.pk)
    folder.mkdir(parents=True, exist_ok=True)
    at = begun_at or timezone.now()
    begun = {"records": 3, "chosen_by": [], "begun_at": at.isoformat()}
    (folder / f"{job}.json").write_text(json.dumps(begun))
    if failed:
        (folder / f"{job}.failed").write_text(failed)
    elif ready:
        (folder / f"{job}.pdf").write_bytes(b"%PDF-1.7 a document")
    return job
