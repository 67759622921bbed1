"""Reporting an observation, and the lists of what was observed and what has fired."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from adr.records.access import person_of
from adr.triggers.forms import FiredTriggerForm, ObservationForm, ObservationListForm
from adr.triggers.lists import (
    fired_triggers,
    newest_observations,
    observations,
    watched_names,
)
from adr.triggers.models import FiredTrigger, Observation
from adr.triggers.observing import keep_observation, observation_url, watches_on
from adr.triggers.outlook import Outlook, outlook
from adr.triggers.reports import BadReportError, check_report
from aruntime.teams.access import get_membership, get_team
from aruntime.teams.models import Role, Team


@require_safe
def list_triggers(request: HttpRequest, team: str) -> HttpResponse:
    """What has fired in the team, and what was observed last."""
    membership = get_membership(request.user, team)
    form = FiredTriggerForm(request.GET, team=membership.team)
    valid = form.is_valid()
    context = {
        "team": membership.team,
        "form": form,
        "page": fired_triggers(
            membership.team, form.cleaned_data, page=request.GET.get("page", "1")
        ),
        "is_filtered": form.has_changed(),
        "observations": newest_observations(membership.team),
        "may_report": membership.may_act_as(Role.AUTHOR),
    }
    return render(request, "adr/triggers/trigger_list.html", context, status=200 if valid else 422)


@require_safe
def list_observations(request: HttpRequest, team: str) -> HttpResponse:
    membership = get_membership(request.user, team)
    form = ObservationListForm(request.GET, team=membership.team)
    valid = form.is_valid()
    page = observations(membership.team, form.cleaned_data, page=request.GET.get("page", "1"))
    context = {
        "team": membership.team,
        "form": form,
        "page": page,
        "observations": list(page.object_list),
        "is_filtered": form.has_changed(),
        "may_report": membership.may_act_as(Role.AUTHOR),
    }
    status = 200 if valid else 422
    return render(request, "adr/triggers/observation_list.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def new_observation(request: HttpRequest, team: str) -> HttpResponse:
    """Take a report; on the way, show what it would fire."""
    found = get_team(request.user, team, acting_as=Role.AUTHOR)
    if request.method != "POST":
        form = ObservationForm(initial=request.GET.dict())
        return _show_form(request, found, form)
    form = ObservationForm(request.POST)
    if not form.is_valid():
        return _show_form(request, found, form, status=422)
    try:
        if "preview" in request.POST:
            return _show_form(request, found, form, foreseen=_foresee(found, form))
        observation, is_new = keep_observation(found, form.report(), by=person_of(request))
    except BadReportError as refusal:
        form.refuse(refusal)
        return _show_form(request, found, form, status=422)
    messages.success(request, _what_came_of_it(observation, is_new=is_new))
    record = form.cleaned_data["record"]
    if record and found.records.filter(number=record).exists():
        return redirect("adr:record", team=team, number=record)
    return redirect(observation_url(observation, found))


@require_safe
def show_observation(request: HttpRequest, team: str, pk: int) -> HttpResponse:
    found = get_membership(request.user, team).team
    observations = Observation.objects.select_related("reported_by")
    observation = get_object_or_404(observations, team=found, pk=pk)
    fired = FiredTrigger.objects.filter(observation=observation)
    context = {
        "team": found,
        "observation": observation,
        "fired": fired.select_related("record__team", "record__owner", "closed_by"),
        "outlook": outlook(found, observation.observed, is_kept=True),
    }
    return render(request, "adr/triggers/observation.html", context)


def _foresee(team: Team, form: ObservationForm) -> Outlook:
    report = form.report()
    checked = check_report(report, watches_on(team, report), now=timezone.now())
    return outlook(team, checked.observed)


def _show_form(
    request: HttpRequest,
    team: Team,
    form: ObservationForm,
    *,
    status: int = 200,
    foreseen: Outlook | None = None,
) -> HttpResponse:
    context = {
        "team": team,
        "form": form,
        "names": watched_names(team),
        "outlook": foreseen,
    }
    template = "_report.html" if request.htmx else "observation_new.html"  # type: ignore[attr-defined]
    return render(request, f"adr/triggers/{template}", context, status=status)


def _what_came_of_it(observation: Observation, *, is_new: bool) -> str:
    if not is_new:
        return "The same was reported before. Nothing fires again."
    count = observation.fired_triggers.count()
    fired = f"{count} trigger{'' if count == 1 else 's'} fired" if count else "No trigger fired"
    return f"Kept: {observation}. {fired}."
