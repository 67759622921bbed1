"""What a record watches, from its text: kept while it is written, armed once it is accepted."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from adr.records.content import RecordContent
from adr.records.models import Record, Status
from adr.triggers.conditions import AnyOf, Condition, conditions_of, mentions_any_of
from adr.triggers.models import Watch
from selection.public import DirectoryEdition, known_versions, latest_edition

WATCHING = {Status.DRAFT, Status.PROPOSED, Status.ACCEPTED}


@transaction.atomic
def keep_watch(record: Record, content: RecordContent) -> None:
    """Watch what `content` names, and nothing else, as the record's status asks for.

    From its acceptance a record watches for what changes after it: what had changed before was
    shown to those who accepted it.
    """
    if record.status not in WATCHING:
        record.watches.all().delete()
        return
    wanted = {c.key: c for c in _conditions(record, content)}
    kept = {watch.key: watch for watch in record.watches.all()}
    gone = [watch.pk for key, watch in kept.items() if key not in wanted]
    if gone:
        record.watches.filter(pk__in=gone).delete()
    accepted = record.status == Status.ACCEPTED
    if accepted and not all(watch.is_armed for watch in kept.values()):
        record.watches.update(is_armed=True)
        watch_anew(record)
    new = [condition for key, condition in wanted.items() if key not in kept]
    if new:
        _add(record, new, is_armed=accepted)


def watch_anew(record: Record) -> None:
    """Take the facts and observations of now as known; what comes after them fires."""
    record.watches.update(since=timezone.now(), edition=_edition_of_today())


def any_of(record: Record, content: RecordContent) -> AnyOf:
    """Return which capabilities meet each requirement that any one of several meets."""
    if not mentions_any_of(content) or record.recommendation is None:
        return {}
    return {r.key: r.any_of for r in record.recommendation.requirements if r.any_of}


def _conditions(record: Record, content: RecordContent) -> Iterable[Condition]:
    conditions = conditions_of(content, any_of(record, content))
    known = known_versions({c.component for c in conditions if c.version})
    for condition in conditions:
        # Of a version that the directory does not know nothing is ever said; any other counts.
        is_known = (condition.component, condition.version) in known
        yield condition if is_known else replace(condition, version="")


def _add(record: Record, conditions: Iterable[Condition], *, is_armed: bool) -> None:
    edition = _edition_of_today()
    if record.result and not is_armed:
        edition = record.result.edition
    Watch.objects.bulk_create(
        Watch(
            team_id=record.team_id,
            record=record,
            key=condition.key,
            kind=condition.kind,
            words=condition.words,
            origin=condition.origin,
            name=condition.name,
            bound=condition.bound,
            component=condition.component,
            version=condition.version,
            capability=condition.capability,
            sense=condition.sense,
            is_armed=is_armed,
            edition=edition,
        )
        for condition in conditions
    )


def _edition_of_today() -> DirectoryEdition | None:
    try:
        return latest_edition()
    except DirectoryEdition.DoesNotExist:
        return None
