"""Which records of a library are exported, and the note of who took them along."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from adr.library.choosing import ChosenRecords, choose_records
from adr.transfer.export.library_jobs import MOST_RECORDS
from aruntime.teams.audit import note_deed
from aruntime.teams.models import Membership, Team

MOST_FILES = 1000  # in one answer; a hundred take a second


def choose_for_export(
    request: HttpRequest, team: Team, *, most: int | None = None
) -> ChosenRecords | HttpResponse:
    """Return the records that the filters in the address leave, at most so many.

    Where a filter is wrong, no record is left or too many are, return the way back to the
    library, which says so.
    """
    most = most or MOST_FILES
    chosen = choose_records(
        team, request.GET, today=timezone.localdate(), due_soon_days=settings.DUE_SOON_DAYS
    )
    if chosen is None:
        return _back(request, team)
    if chosen.count == 0:
        messages.warning(request, "No record fits the filters, so there is nothing to export.")
        return _back(request, team)
    if chosen.count > most:
        messages.warning(request, _too_many(chosen.count, most, team))
        return _back(request, team)
    return chosen


def note_export(membership: Membership, chosen: ChosenRecords, form: str) -> None:
    """Remember who took a part of the library along; reading a record is no deed."""
    note_deed(
        membership.team,
        by=membership.user,
        deed="library.exported",
        subject=f"{chosen.count} record{'' if chosen.count == 1 else 's'} as {form}",
        url=reverse("adr:record_list", kwargs={"team": membership.team.slug}),
        filters=list(chosen.words),
    )


def _too_many(count: int, most: int, team: Team) -> str:
    command = (
        f"export_library_pdf --team {team.slug}"
        if most == MOST_RECORDS
        else f"export_records --team {team.slug} -o decisions.zip"
    )
    return (
        f"One export from here takes at most {most} records, and these are {count}. Narrow them "
        f"down by the filters, or let the person who looks after this installation type: "
        f"./run manage {command}"
    )


def _back(request: HttpRequest, team: Team) -> HttpResponse:
    query = request.GET.urlencode()
    return redirect(f"{reverse('adr:record_list', args=[team.slug])}{query and f'?{query}'}")
