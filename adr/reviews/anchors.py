"""The parts of a record that can be commented on, by their anchors on its page."""

from django.urls import reverse

from adr.records.models import Record

WHOLE = "whole"
TITLES = {
    "stack": "The stack",
    "context": "Context",
    "decision-drivers": "Decision drivers",
    "decision": "Decision",
    "ownership": "Layer ownership",
    "alternatives": "Alternatives",
    "consequences": "Consequences",
    "gates": "Gates",
    "validation": "Validation results",
    "workload": "Workload",
    "assumptions": "Assumptions",
    "risks": "Risks",
    "migration-and-exit": "Migration and exit",
    "confirmation": "Confirmation",
    "triggers": "Revisit triggers",
    "versions": "Versions",
    "sources": "Sources",
}


def comments_url(record: Record, section: str) -> str:
    """Return the page of the threads about a section; about the whole without one."""
    arguments = {"team": record.team.slug, "number": record.number, "section": section or WHOLE}
    return reverse("adr:record_comments_on", kwargs=arguments)
