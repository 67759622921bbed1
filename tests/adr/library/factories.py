"""Records of a library, made in one call each."""

from typing import Any

from adr.library.search import index_record
from adr.records.content import ChosenRow, RecordContent
from adr.records.models import ChosenComponent, Record, Status
from adr.records.reading import content_of
from aruntime.teams.models import Team


def make_record(team: Team, *, chosen: tuple[ChosenRow, ...] = (), **changes: Any) -> Record:
    number = changes.pop("number", team.records.count() + 1)
    if changes.get("status") == Status.ACCEPTED:
        changes.setdefault("next_due_on", changes.get("review_date"))
    record = Record.objects.create(
        **{"team": team, "number": number, "title": f"Decision {number}", **changes}
    )
    ChosenComponent.objects.bulk_create(
        ChosenComponent(
            record=record,
            order=order,
            layer=row.layer,
            name=row.name,
            version=row.version,
            category=row.category,
            component=row.component,
        )
        for order, row in enumerate(chosen)
    )
    index_record(record, content_of(record))
    return record


def make_content(**changes: Any) -> RecordContent:
    return RecordContent(**{"title": "Serve the ranker", **changes})
