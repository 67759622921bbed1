"""The button that drafts a record from an assessment."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from adr.records.access import person_of
from adr.records.creating import create_draft
from adr.records.draft_form import DraftForm
from adr.records.page import record_url
from aruntime.teams.models import Team, User
from selection.public import (
    Assessment,
    get_assessment_to_change,
    hand_to_team,
    store_result,
    teams_to_write_in,
)


@require_POST
def draft_record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draft a record into the library of the assessment's team, or of a team to be named."""
    person = person_of(request)
    assessment = get_assessment_to_change(request, pk)
    teams = _libraries(person, assessment)
    result = store_result(assessment, by=person)
    form = DraftForm(request.POST, recommendation=result.recommendation, teams=list(teams.values()))
    if not form.is_valid():
        context = {"assessment": assessment, "form": form}
        return render(request, "adr/records/draft.html", context, status=422)
    team = teams[form.cleaned_data["team"]]
    if assessment.team is None:
        # Who reads the record must be able to read what it was drafted from.
        hand_to_team(assessment, team, by=person)
    record = create_draft(
        team=team,
        result=result,
        choices=form.choices,
        by=person,
        today=timezone.localdate(),
        title=form.cleaned_data["title"],
        form_key=form.cleaned_data["key"],
    )
    messages.success(request, f"Record {record.number} is drafted. What is missing is listed here.")
    return redirect(record_url(record))


def _libraries(person: User, assessment: Assessment) -> dict[str, Team]:
    """The teams whose library the record can go to, by slug; at least one."""
    if assessment.team:
        return {assessment.team.slug: assessment.team}
    teams = {team.slug: team for team in teams_to_write_in(person)}
    if not teams:
        raise PermissionDenied(
            "A record belongs to a team, and you are an author of none. Make a team of your own, "
            "or ask an owner of yours for the role author."
        )
    return teams
