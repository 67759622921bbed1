"""The teams of whoever sends the request."""

from django.http import HttpRequest
from ninja import Router, Schema

from aruntime.api.answers import REFUSALS
from aruntime.teams.models import Membership

router = Router(tags=["Teams"])


class TeamOut(Schema):
    slug: str
    name: str
    role: str


@router.get("/teams", response={200: list[TeamOut], **REFUSALS}, summary="My teams")
def list_teams(request: HttpRequest) -> list[TeamOut]:
    """The teams that the token's person belongs to, with the role there."""
    places = Membership.objects.filter(user=request.user.pk).select_related("team")
    return [
        TeamOut(slug=place.team.slug, name=place.team.name, role=place.role)
        for place in places.order_by("team__name")
    ]
