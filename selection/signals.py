"""What `selection` tells the rest of the application: that a fact of the reference changed.

`facts_changed` is sent once for every change, with `change`, a `FactChange`, after the transaction
that stored it. It comes from an accepted correction (the sender is `Correction`) and from a load
of the files (the sender is `Component`). The first load of a component changes nothing that
anybody could rely on, and is silent. A listener that fails is logged; the others are told.

What the fields hold, by the kind of the change; all values of `before` and `after` are text:

- `claim-changed`: `version` and `capability` name the claim as it is now. `before` and `after` have
  `version`, `status`, `note`, `since`, `source_url` and `source_title`. Without a claim the status
  is `unknown`. Where a newer release takes over as the newest one with claims, each claim that
  differs from the one before is a change too: the version of `before` is then the earlier release.
- `new-release`: `version` is a release that was not known. `before` and `after` have `newest`, the
  newest version known, and `released`, its date if it is known. Where `newest` of `after` is not
  `version`, an older release was added.
- `status-changed`: `before` and `after` have `project_status`, a word such as `active` or
  `deprecated`. It is empty in `after` where the component left the directory.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from django.db import transaction
from django.dispatch import Signal

facts_changed = Signal()


class FactChangeKind(StrEnum):
    CLAIM_CHANGED = "claim-changed"
    NEW_RELEASE = "new-release"
    STATUS_CHANGED = "status-changed"


@dataclass(frozen=True)
class FactChange:
    """One changed fact; `capability` is `dimension/value`, `at` the moment it was stored here.

    `correction` is the key of the correction that was accepted, none where files were loaded.
    """

    component: str
    kind: FactChangeKind
    before: Mapping[str, str]
    after: Mapping[str, str]
    source_url: str
    at: datetime
    version: str = ""
    capability: str = ""
    correction: int | None = None


def tell_of_changes(changes: Iterable[FactChange], *, sender: type) -> None:
    """Send the signal for each change when the present transaction is stored."""
    for change in changes:
        transaction.on_commit(partial(_send, change, sender))


def _send(change: FactChange, sender: type) -> None:
    facts_changed.send_robust(sender=sender, change=change)
