"""The recommendation of an assessment, as it is worked out now and as it was stored."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from aruntime.teams.models import Role, User
from selection.directory.models import Component, DirectoryEdition
from selection.engine.canonical import digest
from selection.questionnaire.access import get_assessment, get_assessment_to_change, may_change
from selection.questionnaire.models import Assessment
from selection.questionnaire.versions import load_questionnaire
from selection.results.forms import DraftForm
from selection.results.models import StoredResult
from selection.results.page import RecommendationPage, page_of
from selection.results.working_out import store_result, work_out


@require_GET
@login_not_required  # A visitor sees the recommendation for the assessment of this browser.
@never_cache
def show_recommendation(request: HttpRequest, pk: UUID) -> HttpResponse:
    assessment = get_assessment(request, pk)
    try:
        recommendation = work_out(assessment)
    except DirectoryEdition.DoesNotExist:
        return render(request, "selection/results/no_facts.html", status=503)
    page = page_of(recommendation, load_questionnaire(assessment.questionnaire_version))
    may_answer = may_change(request, assessment)
    context = {
        "assessment": assessment,
        "in_directory": slugs_in_directory(),
        "may_change": may_answer,
        "page": page,
        "at": timezone.now(),
        "stored": assessment.results.filter(digest=page.digest).first(),
        "last_stored": assessment.results.first(),
        "draft_form": make_draft_form(request.user, assessment, page) if may_answer else None,
        "sign_in_url": redirect_to_login(request.path, settings.LOGIN_URL).url,
    }
    return render(request, "selection/results/recommendation.html", context)


@require_POST
def store_recommendation(request: HttpRequest, pk: UUID) -> HttpResponse:
    assessment = get_assessment_to_change(request, pk)
    if assessment.team is None or not isinstance(request.user, User):
        raise Http404("Only the assessment of a team keeps results.")
    result = store_result(assessment, by=request.user)
    messages.success(request, "The result is stored. It will not change.")
    return redirect("selection:result", pk=pk, result=result.pk)


@require_GET
def show_result(request: HttpRequest, pk: UUID, result: int) -> HttpResponse:
    assessment = get_assessment(request, pk)
    stored = get_object_or_404(
        StoredResult.objects.select_related("created_by"), assessment=assessment, pk=result
    )
    context = {
        "assessment": assessment,
        "in_directory": slugs_in_directory(),
        "may_change": may_change(request, assessment),
        "page": page_of(stored.recommendation, load_questionnaire(stored.questionnaire_version)),
        "at": stored.created_at,
        "stored": stored,
        "is_stored_page": True,
        "is_still_the_same": digest(work_out(assessment)) == stored.digest,
    }
    return render(request, "selection/results/recommendation.html", context)


def slugs_in_directory() -> set[str]:
    """Return the components that have a page; a stored result may name one that has none now."""
    return set(Component.objects.values_list("slug", flat=True))


def make_draft_form(
    user: User | AnonymousUser, assessment: Assessment, page: RecommendationPage
) -> DraftForm | None:
    """Return the form that drafts a record, for those who may change the assessment."""
    if not isinstance(user, User):
        return None
    if assessment.team:
        return DraftForm(page, teams=[])
    memberships = user.memberships.select_related("team").order_by("team__name")
    return DraftForm(page, teams=[m.team for m in memberships if m.may_act_as(Role.AUTHOR)])
