"""A fact of the reference changed: the accepted records that watch it become due."""

import logging
from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst

from adr.triggers.firing import Cause, cause_key, fire
from adr.triggers.matching import is_woken_by
from adr.triggers.models import FiredTrigger, Watch
from selection.public import FactChange, FactChangeKind, load_vocabulary

logger = logging.getLogger(__name__)


def listen(sender: object, change: FactChange, **rest: Any) -> None:
    """Wake the records that watch the fact. What fails here is logged, and undoes no correction."""
    try:
        wake_records(change)
    except Exception:
        logger.exception(
            "Records that watch %s were not woken. Run: manage.py check_triggers", change.component
        )


def wake_records(change: FactChange) -> list[FiredTrigger]:
    """Fire the conditions of accepted records that the changed fact fulfils."""
    watches = Watch.objects.on_fact(change.component, change.capability)
    return fire(causes_of_change(change, watches))


def causes_of_change(change: FactChange, watches: Iterable[Watch]) -> list[Cause]:
    """Return why the watches fire that the change wakes."""
    before, after = in_words(change)
    fact = (change.kind, change.version, change.capability, after, change.at)
    return [
        Cause(
            watch=watch,
            key=cause_key(watch.key, *fact),
            before=before,
            after=after,
            since=change.at,
            source=change.source_url,
            change=keys_of(change),
        )
        for watch in watches
        if is_woken_by(watch.condition, change)
    ]


def keys_of(change: FactChange) -> dict[str, Any]:
    """Return by which keys the changed fact is found again."""
    return {
        "component": change.component,
        "kind": change.kind.value,
        "version": change.version,
        "capability": change.capability,
        "correction": change.correction,
    }


def in_words(change: FactChange) -> tuple[str, str]:
    """Return what the directory said before, and what it says now."""
    match change.kind:
        case FactChangeKind.CLAIM_CHANGED:
            label = load_vocabulary().capability_label(change.capability)
            both = change.before, change.after
            is_clearer = change.before.get("status") == change.after.get("status")
            before, after = (_claim_in_words(state, with_note=is_clearer) for state in both)
            return f"{label}: {before}", f"{label}: {after}"
        case FactChangeKind.NEW_RELEASE:
            return _release_in_words(change.before), _release_in_words(change.after)
        case FactChangeKind.STATUS_CHANGED:
            return _status_in_words(change.before), _status_in_words(change.after)


def _claim_in_words(state: Any, *, with_note: bool) -> str:
    """Say the status, and what a claim of the same status now says differently."""
    words = {word.key: word.label for word in load_vocabulary().claim_statuses}
    status = state.get("status", "unknown")
    text = words.get(status, capfirst(status))
    if version := state.get("version"):
        text += f" in {version}"
    if since := state.get("since"):
        text += f", since {since}"
    note = state.get("note", "")
    source = state.get("source_url", "")
    extra = [part for part in (note, f"source {source}" if source else "") if part]
    return f"{text}. {' '.join(extra)}" if with_note and extra else text


def _release_in_words(state: Any) -> str:
    newest = state.get("newest", "")
    if not newest:
        return "No release is known"
    released = state.get("released", "")
    return f"{newest} is the newest release{f', of {released}' if released else ''}"


def _status_in_words(state: Any) -> str:
    words = {word.key: word.label for word in load_vocabulary().project_statuses}
    status = state.get("project_status", "")
    if not status:
        return "The component is no longer in the directory"
    return f"The project is {words.get(status, status).lower()}"
