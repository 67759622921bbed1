"""What became of an invitation, worked out from what is stored; nothing has to close it in time."""

from datetime import datetime
from enum import Enum


class State(Enum):
    OPEN = "open"
    USED = "used"
    DECLINED = "declined"
    REVOKED = "revoked"
    EXPIRED = "expired"


def find_state(
    *, accepted: bool | None, is_revoked: bool, expires_at: datetime, now: datetime
) -> State:
    """Return the state; `accepted` is the answer that used it up, None where there is none.

    The answer comes first: whoever accepted in time has accepted, whatever happened afterwards.
    """
    if accepted is not None:
        return State.USED if accepted else State.DECLINED
    if is_revoked:
        return State.REVOKED
    return State.OPEN if now < expires_at else State.EXPIRED
