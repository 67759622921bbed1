"""What a visitor answered stays his when he signs in, and is deleted if he does not return."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.http import HttpRequest

from aruntime.teams.models import Membership, Role, Team, User
from selection.questionnaire.access import VISITOR_DAYS, begun_in, forget_in
from selection.questionnaire.deeds import note_assessment_deed
from selection.questionnaire.models import Assessment

HANDED_OVER = "assessment.handed-over"


def teams_to_write_in(user: User) -> Sequence[Team]:
    """Return the teams in which `user` may answer, by name."""
    places = Membership.objects.filter(user=user).select_related("team").order_by("team__name")
    return [place.team for place in places if place.may_act_as(Role.AUTHOR)]


@transaction.atomic
def claim_assessments(request: HttpRequest, user: User) -> None:
    """Give what this browser began to `user`, and to the team if there is only one."""
    begun = Assessment.objects.filter(pk__in=begun_in(request.session), created_by=None, team=None)
    claimed = list(begun)
    if not claimed:
        return
    teams = teams_to_write_in(user)
    team = teams[0] if len(teams) == 1 else None
    begun.update(created_by=user, team=team)
    for assessment in claimed:
        assessment.team = team
        note_assessment_deed(assessment, by=user, deed=HANDED_OVER)
    forget_in(request.session)


@transaction.atomic
def hand_to_team(assessment: Assessment, team: Team, *, by: User | None) -> None:
    """Let a team see and continue an assessment that belonged to one person."""
    assessment.team = team
    assessment.save(update_fields=["team", "updated_at"])
    note_assessment_deed(assessment, by=by, deed=HANDED_OVER)


def claim_on_sign_in(sender: type[User], request: HttpRequest, user: User, **_: object) -> None:
    """Receive Django's signal that a person has signed in; not every one comes from a browser."""
    if request is not None and hasattr(request, "session"):
        claim_assessments(request, user)


def delete_expired(now: datetime) -> None:
    """Delete what visitors began and have not touched for as long as their browser remembers."""
    Assessment.objects.filter(
        team=None, created_by=None, updated_at__lt=now - timedelta(days=VISITOR_DAYS)
    ).delete()
