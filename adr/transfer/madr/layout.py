"""Where each field of a record stands in a MADR file; `madr.md` says the same to people."""

from dataclasses import dataclass, fields
from typing import Any, get_args, get_type_hints

from adr.records.content import RecordContent

PROFILE = "aruntime"  # the key of the front matter that says which of our mappings a file follows
PROFILE_VERSION = 1

CONTEXT = "Context and Problem Statement"
DRIVERS = "Decision Drivers"
OPTIONS = "Considered Options"
OUTCOME = "Decision Outcome"
CONSEQUENCES = "Consequences"
CONFIRMATION = "Confirmation"
REASONS = "Pros and Cons of the Options"
MORE = "More Information"
RELATED = "Related Decisions"
PROVENANCE = "Provenance"
HISTORY = "History"
FURTHER = "Further Fields"

# MADR's own keys first, in its order.
FRONT_MATTER = {
    "decided_on": "date",
    "deciders": "decision-makers",
    "consulted": "consulted",
    "informed": "informed",
    "owner": "owner",
    "consequence_level": "consequence-level",
    "tags": "tags",
    "ticket": "ticket",
    "in_force_from": "in-force-from",
    "review_date": "review-date",
    "successor_of": "supersedes",
}
RECORDED_ON = "recorded-on"


@dataclass(frozen=True)
class Place:
    """A field that has a heading of its own: prose, or rows in a table."""

    field: str
    heading: str
    is_table: bool = False


# Below "More Information", in this order.
FURTHER_SECTIONS = (
    Place("chosen", "Layer Ownership", is_table=True),
    Place("gates", "Gates", is_table=True),
    Place("validation", "Validation Results", is_table=True),
    Place("workload", "Workload"),
    Place("assumptions", "Assumptions", is_table=True),
    Place("risks", "Risks", is_table=True),
    Place("migration", "Migration and Exit"),
    Place("triggers", "Revisit Triggers", is_table=True),
    Place("versions", "Versions", is_table=True),
    Place("sources", "Sources", is_table=True),
)
# Which headings of the third level are ours; any other belongs to the text around it.
SUBSECTIONS = {
    OUTCOME: {CONSEQUENCES, CONFIRMATION},
    MORE: {place.heading for place in FURTHER_SECTIONS} | {RELATED, PROVENANCE, HISTORY, FURTHER},
}
SECTIONS = (CONTEXT, DRIVERS, OPTIONS, OUTCOME, REASONS, MORE)
PLACED = {
    *("title", "context", "drivers", "decision", "consequences", "confirmations", "alternatives"),
    *FRONT_MATTER,
    *(place.field for place in FURTHER_SECTIONS),
}
# Fields that came to the record later than to this mapping; they stand as JSON.
UNPLACED = tuple(field.name for field in fields(RecordContent) if field.name not in PLACED)


def row_type(field: str) -> type[Any]:
    """Return the dataclass of the rows under a field of RecordContent."""
    row: type[Any] = get_args(get_type_hints(RecordContent)[field])[0]
    return row
