"""The pages of maintainers: the queue, and the decision on one correction."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from aruntime.teams.models import User
from selection.corrections.access import require_maintainer
from selection.corrections.deciding import (
    AlreadyDecidedError,
    MovedError,
    accept_claim,
    accept_text,
    begin_checking,
    decline,
    fingerprint,
    require_other_person,
)
from selection.corrections.models import OPEN_STATES, Correction, CorrectionState
from selection.corrections.queue import count_records, list_queue
from selection.corrections.targets import Target, find_target
from selection.corrections.triage_forms import (
    ClaimDecisionForm,
    DecisionForm,
    QueueForm,
    TextDecisionForm,
)

ROWS_PER_PAGE = 25
VERDICTS = [state for state in CorrectionState if state != CorrectionState.RECEIVED]


@require_safe
@never_cache
def show_queue(request: HttpRequest) -> HttpResponse:
    require_maintainer(request.user)
    form = QueueForm(request.GET)
    form.is_valid()  # An unknown filter in the address is left out.
    rows = list_queue(form.cleaned_data)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page}
    return render(request, "selection/corrections/triage.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def triage_correction(request: HttpRequest, pk: int) -> HttpResponse:
    maintainer = require_maintainer(request.user)
    correction = get_object_or_404(
        Correction.objects.select_related("sender", "checked_by", "decided_by"), pk=pk
    )
    if request.method != "POST":
        return _show(request, correction)
    if request.POST.get("verdict") not in VERDICTS:
        raise BadRequest("Unknown decision.")
    try:
        return _decide(request, correction, by=maintainer)
    except (AlreadyDecidedError, MovedError):
        correction.refresh_from_db()
        return _show(request, correction, sent=True, is_late=True, status=409)


def _decide(request: HttpRequest, correction: Correction, *, by: User) -> HttpResponse:
    verdict = CorrectionState(request.POST["verdict"])
    if verdict == CorrectionState.CHECKING:
        begin_checking(correction.pk, by=by, revision=_seen_revision(request))
        messages.success(request, "You are checking this correction. The sender can see it.")
        return redirect("selection:triage_correction", correction.pk)
    target = find_target(correction.target)
    form = _make_form(request, correction, target, sent=True)
    if form.is_accepting:
        require_other_person(correction, by)
    # What is decided already is said before any mistake in the form.
    if not correction.is_open:
        raise AlreadyDecidedError
    if not form.is_valid():
        return _show(request, correction, sent=True, status=422)
    _carry_out(request, correction, form, by=by)
    messages.success(request, f"{verdict.label}. The sender can see it.")
    return redirect("selection:triage_correction", correction.pk)


def _carry_out(
    request: HttpRequest, correction: Correction, form: DecisionForm, *, by: User
) -> None:
    revision, reason = _seen_revision(request), form.cleaned_data["reason"]
    if not form.is_accepting:
        decline(correction.pk, by=by, revision=revision, reason=reason)
    elif isinstance(form, ClaimDecisionForm):
        accept_claim(
            correction.pk,
            by=by,
            revision=revision,
            state=form.claim_state,
            basis=request.POST.get("basis", ""),
            reason=reason,
            partly=form.is_partly,
        )
    elif isinstance(form, TextDecisionForm):
        accept_text(
            correction.pk,
            by=by,
            revision=revision,
            change=form.change,
            reason=reason,
            partly=form.is_partly,
        )
    else:  # What the correction is about has left the facts.
        raise MovedError


def _make_form(
    request: HttpRequest, correction: Correction, target: Target | None, *, sent: bool
) -> DecisionForm:
    data = request.POST if sent else None
    verdict = request.POST.get("verdict", "")
    if target is None:
        return DecisionForm(data, verdict=verdict)
    if target.claim:
        return ClaimDecisionForm(
            data, verdict=verdict, correction=correction, present=target.claim.state
        )
    return TextDecisionForm(data, verdict=verdict, correction=correction)


def _show(
    request: HttpRequest,
    correction: Correction,
    *,
    sent: bool = False,
    is_late: bool = False,
    status: int = 200,
) -> HttpResponse:
    target = find_target(correction.target)
    form = _make_form(request, correction, target, sent=sent)
    context = {
        "correction": correction,
        "target": target,
        "form": form,
        "is_late": is_late,
        "basis": fingerprint(target.claim.state) if target and target.claim else "",
        "is_own": isinstance(request.user, User) and correction.is_sent_by(request.user),
        "records": count_records([correction])[correction.pk],
        "others": Correction.objects.filter(state__in=OPEN_STATES)
        .about(correction.target_kind, correction.target_key)
        .exclude(pk=correction.pk),
    }
    return render(request, "selection/corrections/triage_correction.html", context, status=status)


def _seen_revision(request: HttpRequest) -> int:
    """Return the revision that the form showed; none, of a form that lost it, is never current."""
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else 0
