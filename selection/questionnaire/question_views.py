"""The pages of questions: shown, saved, saved as typed, and saved by two people at once."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from crispy_forms.utils import render_crispy_form
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.context_processors import csrf
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from aruntime.teams.models import User
from selection.engine.path import Path, PathPage, find_path
from selection.engine.questions import Questionnaire
from selection.guide.pages import words_on_page
from selection.questionnaire.access import (
    get_assessment_to_change,
    visible_assessments,
)
from selection.questionnaire.answering import (
    AnswersMovedError,
    drop_drafts,
    engine_answers,
    pass_page,
    save_answers,
    save_draft,
    set_aside,
)
from selection.questionnaire.conflicts import describe_conflicts, with_present_revisions
from selection.questionnaire.forms import QuestionPageForm
from selection.questionnaire.inputs.base import LONGEST_TEXT
from selection.questionnaire.inputs.requirements import ReviewInput
from selection.questionnaire.models import Assessment
from selection.questionnaire.page_forms import Drafts, find_drafts, make_form
from selection.questionnaire.steps import Step, question_url, read_step
from selection.questionnaire.versions import load_questionnaire
from selection.questionnaire.walking import (
    first_open_page,
    may_be_passed,
    name_of,
    pages_opened,
    walk,
)


@require_http_methods(["GET", "POST"])
@login_not_required  # A visitor answers what was begun in this browser.
@never_cache
@vary_on_headers("HX-Request")
def ask(request: HttpRequest, pk: UUID, task: str, page: str) -> HttpResponse:
    assessment = get_assessment_to_change(request, pk)
    questionnaire, path = walk(assessment)
    at = path.page(task, page)
    if at is None:
        return lead_back(request, assessment, questionnaire, path, task, page)
    visit = Visit(assessment, questionnaire, path, at, read_step(assessment, request.GET))
    if request.method == "POST":
        return receive(request, visit)
    drafts = find_drafts(assessment, at)
    return show_page(request, visit, visit.make_form(typed=drafts.texts), drafts=drafts)


@dataclass(frozen=True)
class Visit:
    """One page of an assessment, as one person came to it."""

    assessment: Assessment
    questionnaire: Questionnaire
    path: Path
    at: PathPage
    step: Step

    def make_form(self, **options: Any) -> QuestionPageForm:
        return make_form(self.assessment, self.questionnaire, self.path, self.at, **options)


def receive(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Save a page that was sent, or show it again with what keeps it from being saved."""
    rows = sum(name.endswith("-capability") for name in request.POST)
    form = visit.make_form(data=request.POST, rows=rows, may_be_empty="later" in request.POST)
    if "reveal" in request.GET:
        return show_follow_up(request, visit, form, request.GET["reveal"])
    if "more_rows" in request.POST:
        longer = visit.make_form(typed=form.typed, rows=rows + 1)
        return show_page(request, visit, longer)
    if "confirm_rest" in request.POST:
        form = visit.make_form(data=confirm_rest(form, request.POST))
    if not form.is_valid():
        return show_page(request, visit, form, status=422)
    return save_page(request, visit, form)


def save_page(request: HttpRequest, visit: Visit, form: QuestionPageForm) -> HttpResponse:
    """Save the answers of a page and go on, or show what another person has saved meanwhile."""
    assessment, by = visit.assessment, who(request)
    theirs = request.POST.getlist("take_theirs")
    given_up = {key: answer for key, answer in form.changes.items() if key in theirs}
    changes = {key: answer for key, answer in form.changes.items() if key not in given_up}
    session = form.cleaned_data["edit_session"]
    try:
        save_answers(assessment, changes, by=by, edit_session=session, seen=form.seen)
    except AnswersMovedError as moved:
        return show_conflict(request, visit, moved)
    set_aside(assessment, given_up, by=by)
    drop_drafts(assessment, form.changes, by=by)
    if "later" in request.POST:
        messages.success(request, "Your answers are saved. Come back whenever you like.")
        return redirect("selection:assessment", assessment.pk)
    if may_be_passed(visit.at):
        pass_page(assessment, name_of(visit.at))
    after = find_path(visit.questionnaire, engine_answers(assessment))
    if visit.step.origin:
        tell_what_opened(request, visit, after)
    return redirect(visit.step.onward(visit.at, visit.path, after))


def show_page(
    request: HttpRequest,
    visit: Visit,
    form: QuestionPageForm,
    *,
    drafts: Drafts | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "assessment": visit.assessment,
        "at": visit.at,
        "form": form,
        "back": visit.step.back(visit.path, visit.at),
        "drafts": drafts or Drafts(),
        "words": words_on_page(visit.at.task.key, visit.at.page.key),
    }
    return render(request, "selection/questionnaire/question.html", context, status=status)


def show_follow_up(
    request: HttpRequest, visit: Visit, form: QuestionPageForm, key: str
) -> HttpResponse:
    """Answer with one question of the page, hidden unless the answers so far ask it."""
    if key not in {question.key for question in form.inputs}:
        raise Http404("No such question on this page.")
    form.is_valid()
    shown = visit.make_form(typed=form.typed)
    shown.changes = form.changes
    return HttpResponse(render_crispy_form(shown, shown.follow_up(key), csrf(request)))


def show_conflict(request: HttpRequest, visit: Visit, moved: AnswersMovedError) -> HttpResponse:
    """Show both texts and three ways on; whichever is taken, the form is sent again as a whole."""
    keys = [question.key for question in visit.at.page.questions]
    sent = with_present_revisions(request.POST, visit.assessment, keys)
    rows = sum(name.endswith("-capability") for name in sent)
    form = visit.make_form(data=sent, rows=rows)
    form.has_heading = False  # The heading of this page says what has happened.
    context = {
        "assessment": visit.assessment,
        "at": visit.at,
        "form": form,
        "back": visit.step.back(visit.path, visit.at),
        "conflicts": describe_conflicts(visit.questionnaire, moved.conflicts),
        "continue_label": "Save the merged answer",
        "sent": [(name, value) for name, values in sent.lists() for value in values],
    }
    return render(request, "selection/questionnaire/conflict.html", context, status=409)


def confirm_rest(form: QuestionPageForm, sent: QueryDict) -> QueryDict:
    """Return what was sent with every requirement confirmed that nothing was said of."""
    for question in form.inputs:
        if isinstance(question, ReviewInput):
            sent = question.confirm_rest(sent)
    return sent


def tell_what_opened(request: HttpRequest, visit: Visit, after: Path) -> None:
    count = len(pages_opened(visit.path, after, visit.assessment.passed_pages))
    if count:
        pages = "1 page was" if count == 1 else f"{count} pages were"
        messages.info(request, f"{pages} added because of this change.")


def lead_back(
    request: HttpRequest,
    assessment: Assessment,
    questionnaire: Questionnaire,
    path: Path,
    task: str,
    page: str,
) -> HttpResponse:
    """Send a person who asks for a page off the path to what is due next, and say why."""
    names = {(t.key, p.key): p.title for t in questionnaire.tasks for p in t.pages}
    if (task, page) not in names:
        raise Http404("No such page.")
    messages.info(request, f"“{names[task, page]}” is not asked: your other answers leave it out.")
    following = first_open_page(path, assessment.passed_pages)
    if following is None:
        return redirect("selection:check_answers", assessment.pk)
    return redirect(question_url(assessment, following))


@require_POST
@login_not_required  # A visitor's text is saved as it is typed, too.
@never_cache
def autosave_draft(request: HttpRequest, pk: UUID, question: str) -> HttpResponse:
    if request.user.is_anonymous and not visible_assessments(request).filter(pk=pk).exists():
        return HttpResponse(
            "Not saved: you are signed out. Your text is still on this page. "
            "Sign in in a new tab, then try again.",
            status=401,
        )
    assessment = get_assessment_to_change(request, pk)
    known = load_questionnaire(assessment.questionnaire_version).by_key.get(question)
    if known is None or known.kind != "long_text":
        raise Http404("No such text.")
    text = request.POST.get(question, "").replace("\r\n", "\n").replace("\0", "")
    if len(text) > LONGEST_TEXT:
        return HttpResponse(
            f"Not saved: the text has {len(text):,} characters, at most {LONGEST_TEXT:,} are kept. "
            "It is still on this page.",
            status=422,
        )
    draft = save_draft(assessment, question, text, by=who(request))
    return HttpResponse(f"Draft saved {timezone.localtime(draft.updated_at):%H:%M}")


def who(request: HttpRequest) -> User | None:
    """Return the person, or None for a visitor."""
    return request.user if isinstance(request.user, User) else None
