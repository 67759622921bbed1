from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from adr.relations.forms import PictureForm
from adr.relations.picture_page import picture_page
from aruntime.teams.access import get_membership


@require_safe
def show_picture(request: HttpRequest, team: str) -> HttpResponse:
    """The relations of the library as a picture and a table, around one record if one is named."""
    membership = get_membership(request.user, team)
    form = PictureForm(team=membership.team, data=request.GET)
    valid = form.is_valid()
    chosen = form.cleaned_data  # What is wrong is named on the page, and left out.
    page = picture_page(
        membership.team, centre=chosen.get("record"), steps=chosen.get("steps") or 1
    )
    context = {"team": membership.team, "form": form, "page": page}
    return render(request, "adr/relations/picture.html", context, status=200 if valid else 422)
