"""Who may see and change an assessment.

Members of its team do, by role. One without a team belongs to the person who began it, or to the
browser in which a visitor began it. To everybody else it does not exist.
"""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404, HttpRequest

from aruntime.teams.access import require_role
from aruntime.teams.models import Membership, Role, User
from selection.questionnaire.models import Assessment, AssessmentQuerySet

SESSION_KEY = "assessments"
VISITOR_DAYS = 30


def begun_in(session: SessionBase) -> list[str]:
    """Return the ids of the assessments that a visitor began in this browser."""
    return list(session.get(SESSION_KEY, []))


def remember_in(session: SessionBase, assessment: Assessment) -> None:
    """Let this browser come back, for 30 days, to an assessment that a visitor begins."""
    session[SESSION_KEY] = [*begun_in(session), str(assessment.pk)]
    session.set_expiry(VISITOR_DAYS * 24 * 3600)


def forget_in(session: SessionBase) -> None:
    """Undo `remember_in`, once a person has taken the assessments over."""
    session.pop(SESSION_KEY, None)
    session.set_expiry(None)


def visible_assessments(request: HttpRequest) -> AssessmentQuerySet:
    """The assessments that whoever sent this request may read."""
    return Assessment.objects.visible_to(request.user, begun_in(request.session))


def get_assessment(request: HttpRequest, pk: UUID) -> Assessment:
    """Return an assessment to read, with its team loaded; raise Http404 for a stranger."""
    assessment = visible_assessments(request).select_related("team").filter(pk=pk).first()
    if assessment is None:
        raise Http404("No such assessment.")
    return assessment


def get_assessment_to_change(request: HttpRequest, pk: UUID) -> Assessment:
    """Return an assessment to write in; 404 for a stranger, 403 for a reader of its team."""
    assessment = get_assessment(request, pk)
    membership = membership_in_team_of(assessment, request.user)
    if membership is not None:
        require_role(membership, Role.AUTHOR)
    return assessment


def may_change(request: HttpRequest, assessment: Assessment) -> bool:
    """Tell whether who sent this request, and may read the assessment, may also write in it."""
    membership = membership_in_team_of(assessment, request.user)
    return membership is None or membership.may_act_as(Role.AUTHOR)


def membership_in_team_of(assessment: Assessment, user: User | AnonymousUser) -> Membership | None:
    """Return the membership through which `user` sees the assessment; None where it has no team."""
    if assessment.team is None:
        return None
    return Membership.objects.select_related("team").get(team=assessment.team, user=user.pk)
