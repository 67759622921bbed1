"""What an export of a library makes, in one call each."""

from io import BytesIO
from zipfile import ZipFile

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
