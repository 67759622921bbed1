"""From a text of the guide to the question that it is about."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from selection.guide.schema import question_pages
from selection.questionnaire.access import may_change, visible_assessments


@require_GET
@login_not_required  # A visitor has a draft of their own, or begins one.
@never_cache
def lead_to_question(request: HttpRequest, task: str, page: str) -> HttpResponse:
    """Lead to the question in the assessment changed last, or to where an assessment begins."""
    title = question_pages().get(f"{task}/{page}")
    if title is None:
        raise Http404("No such question.")
    assessment = visible_assessments(request).select_related("team").first()
    if assessment is None or not may_change(request, assessment):
        messages.info(request, f"“{title}” is a page of the questionnaire. Begin with a name.")
        return redirect("selection:assessment_new")
    return redirect("selection:question", assessment.pk, task, page)
