"""Observations for scripts: what was measured, and which triggers it fired."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja import Status as Answer
from ninja.pagination import paginate

from adr.records.access import person_of, require_record_role
from adr.triggers.models import Observation
from adr.triggers.observing import ReportedObservation, report_observation
from adr.triggers.reports import BadReportError
from aruntime.api.answers import REFUSALS, Pages, Refused
from aruntime.mail import absolute_url
from aruntime.teams.access import get_membership
from aruntime.teams.models import Role

router = Router(tags=["Observations"])


class ObservationIn(Schema):
    """A value of a metric, a model or hardware. `observed_at` is now where it is left out."""

    name: str = Field(description="Such as TTFT, model revision or target hardware")
    value: str
    unit: str = ""
    percentile: str = ""
    observed_at: datetime | None = None
    source: str = ""
    note: str = ""


class FiredOut(Schema):
    """A trigger that the observation fired; the record is due until a review has an outcome."""

    record: int
    title: str
    url: str
    words: str
    before: str
    after: str


class ReportOut(Schema):
    """What came of a report. `is_new` is false where the same was reported before."""

    id: int
    name: str
    percentile: str
    value: str
    unit: str
    observed_at: datetime
    url: str
    is_new: bool
    fired: list[FiredOut]


class ObservationOut(Schema):
    id: int
    name: str
    percentile: str
    value: str
    unit: str
    observed_at: datetime
    source: str
    note: str
    reported_by: str

    @staticmethod
    def resolve_reported_by(row: Observation) -> str:
        return row.reported_by.username if row.reported_by else ""


@router.get(
    "/teams/{team}/observations",
    response={200: list[ObservationOut], **REFUSALS},
    summary="Observations of a team",
)
@paginate(Pages)
def list_observations(request: HttpRequest, team: str) -> Any:
    """What was reported, the newest first."""
    membership = get_membership(request.user, team)
    return Observation.objects.filter(team=membership.team).select_related("reported_by")


@router.post(
    "/teams/{team}/observations",
    response={200: ReportOut, 201: ReportOut, **REFUSALS},
    summary="Report an observation",
)
def report(request: HttpRequest, team: str, sent: ObservationIn) -> Answer[ReportOut]:
    """Keep it and fire what it breaks; the same once more is answered with 200, fires nothing."""
    membership = get_membership(request.user, team)
    require_record_role(membership, Role.AUTHOR, to="report an observation")
    texts = {
        name: getattr(sent, name).replace("\0", "")
        for name in ("name", "value", "unit", "percentile", "source", "note")
    }
    try:
        reported = report_observation(
            team=membership.team,
            by=person_of(request),
            observed_at=_with_zone(sent.observed_at),
            **texts,
        )
    except BadReportError as refusal:
        raise Refused(
            "The observation cannot be taken.", status=422, mistakes=refusal.errors.items()
        ) from None
    return Answer(201 if reported.is_new else 200, _shown(reported))


def _with_zone(observed_at: datetime | None) -> datetime:
    if observed_at is None:
        return timezone.now()
    return observed_at if observed_at.tzinfo else timezone.make_aware(observed_at)


def _shown(reported: ReportedObservation) -> ReportOut:
    fired = [FiredOut(**{**vars(each), "url": absolute_url(each.url)}) for each in reported.fired]
    values = {**vars(reported), "url": absolute_url(reported.url), "fired": fired}
    return ReportOut(**{name: values[name] for name in ReportOut.model_fields})
