"""Taking in a correction: once for each form, and only so many in an hour."""

import json
from typing import Any
from uuid import UUID, uuid5

from aruntime.teams.models import User
from selection.corrections.models import Correction
from selection.corrections.rate_limit import take_slot
from selection.corrections.targets import Target


def send_correction(
    *, target: Target, values: dict[str, Any], form_key: UUID, user: User | None, sender: str
) -> Correction:
    """Store a correction; the same form with the same text gives the one that is stored already.

    `values` are the fields of the correction, `sender` whose slots count. Raises RateLimitedError.
    """
    # A form that was sent, changed and sent again is another correction: no text is lost.
    key = uuid5(form_key, json.dumps([target.name, values], sort_keys=True))
    if sent := Correction.objects.filter(form_key=key).first():
        return sent
    take_slot(sender)
    correction, _ = Correction.objects.get_or_create(
        form_key=key,
        defaults={
            **values,
            "target_kind": target.kind,
            "target_key": target.key,
            "target_title": target.title[:300],
            "sender": user,
        },
    )
    return correction
