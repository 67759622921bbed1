"""What is done with an assessment, in the audit record of its team."""

from django.urls import reverse

from aruntime.teams.audit import note_deed
from aruntime.teams.models import User
from selection.questionnaire.models import Assessment


def note_assessment_deed(
    assessment: Assessment, *, by: User | None, deed: str, url: str = "", **detail: object
) -> None:
    """Note a deed; an assessment that belongs to no team stands in no record."""
    if assessment.team is None:
        return
    note_deed(
        assessment.team,
        by=by,
        deed=deed,
        subject=assessment.name,
        url=url or reverse("selection:assessment", args=[assessment.pk]),
        **detail,
    )
