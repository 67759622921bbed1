"""The page with a person's calendar links, and the calendars behind them."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from adr.records.access import person_of
from adr.watch.calendar import to_ical
from adr.watch.calendar_feed import calendar_of, last_change
from adr.watch.calendar_links import (
    TooManyLinksError,
    find_link,
    make_link,
    note_reading,
    renew_link,
    revoke_link,
    teams_of,
)
from adr.watch.models import CalendarLink
from aruntime.mail import absolute_url
from aruntime.teams.models import Membership, User

# Where the secret of a link waits for the one page that shows it.
FRESH = "fresh_calendar_link"
ALL_TEAMS = "all"


class LinkForm(forms.Form):
    """What a new link shows."""

    use_required_attribute = False

    team = forms.ChoiceField(
        label="Which team?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select a team", "invalid_choice": "Select a team"},
    )
    records = forms.ChoiceField(
        label="Which records?",
        choices=[("all", "All accepted records"), ("own", "Only those that I own")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Select which records",
            "invalid_choice": "Select which records",
        },
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Membership.objects.filter(user=user).select_related("team").order_by("team__name")
        self.memberships = {str(each.team.slug): each for each in found}
        teams = [(slug, each.team.name) for slug, each in self.memberships.items()]
        self.fields["team"].choices = [*teams, (ALL_TEAMS, "All my teams")]  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def make(self, user: User) -> tuple[CalendarLink, str]:
        """Make what was asked for in a valid form."""
        said = self.cleaned_data
        return make_link(
            user=user,
            membership=self.memberships.get(said["team"]),
            only_own=said["records"] == "own",
        )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def manage_links(request: HttpRequest) -> HttpResponse:
    """List a person's links; make, renew and revoke them."""
    person = person_of(request)
    if {"renew", "revoke"} & request.POST.keys():
        return _change(request, person)
    form = LinkForm(request.POST if request.method == "POST" else None, user=person)
    if form.is_valid():
        try:
            link, secret = form.make(person)
        except TooManyLinksError as error:
            form.add_error(None, str(error))
        else:
            return _show_once(request, link, secret)
    context = {
        "form": form,
        "links": person.calendar_links.select_related("membership__team"),
        "fresh": request.session.pop(FRESH, None),
    }
    status = 422 if form.is_bound else 200
    return render(request, "adr/watch/calendar_links.html", context, status=status)


@require_safe
@login_not_required  # Calendar programs cannot sign in; the secret in the address opens it.
def show_calendar(request: HttpRequest, token: str) -> HttpResponseBase:
    link = find_link(token)
    teams = teams_of(link) if link else []
    if link is None or not teams:
        raise Http404("No such calendar.")
    note_reading(link)
    dated = calendar_of(link, teams)
    changed_at = last_change(link, teams)
    response = HttpResponse(content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag = quote_etag(dated.etag)
    response["Content-Disposition"] = 'inline; filename="aruntime.ics"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    modified = int(changed_at.timestamp()) if changed_at else None
    if modified:
        response["Last-Modified"] = http_date(modified)
    answer = get_conditional_response(request, etag, modified, response)
    if answer is response:
        response.content = to_ical(dated)
    return answer or response


def _change(request: HttpRequest, person: User) -> HttpResponse:
    pk = request.POST.get("renew") or request.POST.get("revoke") or ""
    link = get_object_or_404(person.calendar_links, pk=int(pk) if pk.isdecimal() else 0)
    if "renew" in request.POST:
        return _show_once(request, link, renew_link(link))
    revoke_link(link)
    messages.success(request, "The link is revoked. Calendars that read it get nothing any more.")
    return redirect("adr:calendar_links")


def _show_once(request: HttpRequest, link: CalendarLink, secret: str) -> HttpResponse:
    address = absolute_url(reverse("adr:calendar", args=[secret]))
    request.session[FRESH] = {"pk": link.pk, "address": address}
    return redirect("adr:calendar_links")
