"""What is due: of one team, and for a person in all teams."""

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from adr.records.access import person_of
from adr.watch.dashboard import Asked, Dashboard, dashboard, owners_of
from aruntime.teams.access import get_membership
from aruntime.teams.models import Membership, User


class OwnerForm(forms.Form):
    """Whose records are shown; it stands in the address of the page."""

    use_required_attribute = False

    owner = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": "Choose an owner from the list"}
    )

    def __init__(self, *, owners: list[tuple[str, str]], data: QueryDict) -> None:
        super().__init__(data, label_suffix="")
        self.fields["owner"].choices = [("", "Everybody"), *owners]  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.mark_optional = False


@require_safe
def show_watch(request: HttpRequest, team: str) -> HttpResponse:
    """Every accepted record of the team that is due or due soon, with the reason and the owner."""
    membership = get_membership(request.user, team)
    form = OwnerForm(owners=owners_of(membership), data=request.GET)
    valid = form.is_valid()
    name = form.cleaned_data.get("owner", "")
    owner = User.objects.get(username=name) if name else None
    context = {
        "team": membership.team,
        "form": form,
        "owner": owner,
        "board": _board(request, [membership], owner),
    }
    return render(request, "adr/watch/watch.html", context, status=200 if valid else 422)


@require_safe
def show_mine(request: HttpRequest) -> HttpResponse:
    """The same for the records that the person owns, across all teams."""
    person = person_of(request)
    memberships = list(Membership.objects.filter(user=person).select_related("team"))
    context = {"owner": person, "board": _board(request, memberships, person)}
    return render(request, "adr/watch/mine.html", context)


def _board(request: HttpRequest, memberships: list[Membership], owner: User | None) -> Dashboard:
    return dashboard(
        Asked(memberships, owner, timezone.localdate(), settings.DUE_SOON_DAYS),
        due_page=request.GET.get("due", "1"),
        soon_page=request.GET.get("soon", "1"),
    )
