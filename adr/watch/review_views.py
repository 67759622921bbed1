"""Looking at an accepted record again: the review, the look back, and a confirmation."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from adr.records.access import get_record, person_of, require_record_role
from adr.records.models import Record, Status
from adr.records.page import record_page, record_url
from adr.records.publishing import RefusedMoveError
from adr.records.reading import content_of
from adr.records.review_state import ReviewKind
from adr.relations.relating import RefusedRelationError
from adr.watch.findings import Check, Details, count_broken, expectations_of, to_json
from adr.watch.forms import FindingForm, LookBackForm, ResultForm, ReviewForm
from adr.watch.models import Outcome, ReviewDate, ReviewOutcome
from adr.watch.outcome_form import OutcomeForm
from adr.watch.outcomes import (
    NotInForceError,
    OutcomeMeanwhileError,
    last_outcome,
    record_outcome,
)
from adr.watch.reviewing import review_record
from aruntime.teams.models import Membership, Role


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, team: str, number: int) -> HttpResponse:
    record, membership = _get_record_to_review(request, team, number)
    if record.status != Status.ACCEPTED:
        return _say_not_in_force(request, record)
    form = ReviewForm(
        request.POST if request.method == "POST" else None,
        record=record,
        may_deprecate=membership.may_act_as(Role.REVIEWER),
        today=timezone.localdate(),
        initial=_seen(record, ReviewKind.PERIODIC),
    )
    context = {"record": record, "page": record_page(record), "form": form}
    if not form.is_valid():
        return _show(request, "review", context)
    try:
        outcome = review_record(
            record=record, review=form.review, by=person_of(request), today=timezone.localdate()
        )
    except OutcomeMeanwhileError as conflict:
        return _show_conflict(request, "review", context, conflict)
    except RefusedRelationError as refusal:
        form.add_error("amended_by", str(refusal))
        return _show(request, "review", context)
    except (NotInForceError, RefusedMoveError):
        return _say_not_in_force(request, Record.objects.select_related("team").get(pk=record.pk))
    return _lead_on(request, record, outcome)


@require_http_methods(["GET", "HEAD", "POST"])
def look_back(request: HttpRequest, team: str, number: int) -> HttpResponse:
    record, _membership = _get_record_to_review(request, team, number)
    if record.status != Status.ACCEPTED:
        return _say_not_in_force(request, record)
    sent = request.POST if request.method == "POST" else None
    findings = [
        FindingForm(sent, prefix=f"finding-{index}", expectation=expectation)
        for index, expectation in enumerate(expectations_of(content_of(record)))
    ]
    initial = _seen(record, ReviewKind.LOOK_BACK)
    form = LookBackForm(sent, today=timezone.localdate(), initial=initial)
    context = {"record": record, "form": form, "findings": findings, "forms": [*findings, form]}
    # All are asked, so that all errors are shown at once.
    if {each.is_valid() for each in (*findings, form)} != {True}:
        return _show(request, "look_back", context)
    details = Details(findings=tuple(each.finding for each in findings))
    try:
        _record(request, record, form, ReviewKind.LOOK_BACK, Outcome.LOOKED_BACK, details)
    except OutcomeMeanwhileError as conflict:
        return _show_conflict(request, "look_back", context, conflict)
    except NotInForceError:
        return _say_not_in_force(request, record)
    messages.success(request, f"The look back at record {number} is recorded.")
    if count_broken(details.findings):
        messages.warning(request, "Not everything held. Review the decision if it is in doubt.")
    return _to_record(record)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, team: str, number: int, pk: int) -> HttpResponse:
    record, _membership = _get_record_to_review(request, team, number)
    dated = get_object_or_404(
        record.review_dates.select_related("confirmation"), pk=pk, kind=ReviewKind.CONFIRMATION
    )
    if record.status != Status.ACCEPTED:
        return _say_not_in_force(request, record)
    if request.method != "POST" and dated.closed_by_id:
        messages.info(request, f"The result is recorded already: {dated.what}")
        return _to_record(record)
    initial = _seen(record, ReviewKind.CONFIRMATION, dated)
    form = ResultForm(
        request.POST if request.method == "POST" else None,
        today=timezone.localdate(),
        initial=initial,
    )
    context = {"record": record, "dated": dated, "form": form}
    if not form.is_valid():
        return _show(request, "confirm", context)
    said = form.cleaned_data
    details = Details(check=Check(dated.what, said["checked_on"]))
    try:
        _record(request, record, form, ReviewKind.CONFIRMATION, said["outcome"], details, dated)
    except OutcomeMeanwhileError as conflict:
        return _show_conflict(request, "confirm", context, conflict)
    except NotInForceError:
        return _say_not_in_force(request, record)
    messages.success(request, f"Recorded: {dated.what}")
    return _to_record(record)


def _get_record_to_review(
    request: HttpRequest, team: str, number: int
) -> tuple[Record, Membership]:
    record, membership = get_record(request.user, team, number)
    require_record_role(membership, Role.AUTHOR)
    return record, membership


def _seen(record: Record, kind: ReviewKind, dated: ReviewDate | None = None) -> dict[str, int]:
    last = last_outcome(record, kind, dated)
    return {"seen": last.pk if last else 0}


def _record(
    request: HttpRequest,
    record: Record,
    form: OutcomeForm,
    kind: ReviewKind,
    outcome: str,
    details: Details,
    closes: ReviewDate | None = None,
) -> ReviewOutcome:
    said = form.cleaned_data
    return record_outcome(
        record=record,
        kind=kind,
        outcome=outcome,
        sentence=said["sentence"],
        by=person_of(request),
        took_part=said["took_part"],
        new_date=said["new_date"],
        closes=closes,
        details=to_json(details),
        form_key=said["key"],
        seen=said["seen"],
    )


def _show(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["form"].is_bound else 200
    context["has_errors"] = any(form.errors for form in context.get("forms", ()))
    return render(request, f"adr/watch/{name}.html", context, status=status)


def _show_conflict(
    request: HttpRequest, name: str, context: dict[str, Any], conflict: OutcomeMeanwhileError
) -> HttpResponse:
    """Show what somebody else recorded meanwhile, above the form as it was typed."""
    form = context["form"]
    data: QueryDict = form.data.copy()
    data["seen"] = str(conflict.outcome.pk)
    form.data = data
    context["conflict"] = conflict.outcome
    return render(request, f"adr/watch/{name}.html", context, status=409)


def _say_not_in_force(request: HttpRequest, record: Record) -> HttpResponse:
    messages.info(
        request,
        f"Record {record.number} is {record.get_status_display().lower()}. "
        "Only an accepted record is looked at again.",
    )
    return redirect(record_url(record))


def _lead_on(request: HttpRequest, record: Record, outcome: ReviewOutcome) -> HttpResponse:
    if outcome.outcome == Outcome.TO_BE_SUPERSEDED and outcome.other:
        number = outcome.other.number
        messages.success(
            request,
            f"The review is recorded, and record {number} is drafted from record {record.number}. "
            "It takes its place once it is accepted.",
        )
        return redirect("adr:record_edit", team=record.team.slug, number=number)
    messages.success(request, f"The review of record {record.number} is recorded.")
    return _to_record(record)


def _to_record(record: Record) -> HttpResponse:
    return redirect(f"{record_url(record)}#after-acceptance")
