"""The life of a record as one table: which status may follow which, and who may say so."""

from dataclasses import dataclass

from adr.records.models import Status
from aruntime.teams.models import Role


@dataclass(frozen=True)
class Move:
    """One allowed step. `label` is the words of its button, `done` what is said afterwards.

    `needs_reason` asks for the reason where the step cannot be taken without one.
    """

    before: Status
    after: Status
    role: Role
    label: str
    done: str
    needs_reason: str = ""


MOVES = (
    Move(
        Status.DRAFT,
        Status.PROPOSED,
        Role.AUTHOR,
        "Propose the record",
        "Record {number} is proposed. Its part Review by the team says what it still takes.",
    ),
    Move(
        Status.PROPOSED,
        Status.DRAFT,
        Role.AUTHOR,
        "Take back to draft",
        "Record {number} is a draft again.",
    ),
    Move(
        Status.PROPOSED,
        Status.ACCEPTED,
        Role.REVIEWER,
        "Accept the record",
        "Record {number} is accepted. Its text stays as it is from now on.",
    ),
    Move(
        Status.PROPOSED,
        Status.REJECTED,
        Role.REVIEWER,
        "Reject the record",
        "Record {number} is rejected. Its text stays as it is from now on.",
    ),
    Move(
        Status.ACCEPTED,
        Status.DEPRECATED,
        Role.REVIEWER,
        "Deprecate the record",
        "Record {number} is deprecated.",
        "Enter why the decision no longer holds",
    ),
)
NO_WAY_ON = {
    Status.IMPORTED: "The record was imported without a status. A reviewer chooses one first.",
    Status.REJECTED: "A rejected record stays rejected. Draft a new record instead.",
    Status.SUPERSEDED: "A superseded record stays superseded; its successor holds.",
    Status.DEPRECATED: "A deprecated record stays deprecated. Draft a new record instead.",
}


def find_move(before: str, after: str) -> Move | None:
    return next((m for m in MOVES if (m.before, m.after) == (before, after)), None)


def moves_from(before: str) -> tuple[Move, ...]:
    """The steps that a person can take from a status."""
    return tuple(move for move in MOVES if move.before == before)


def reason_against(before: str, after: str) -> str:
    """Return why a record cannot go from one status to the other; empty where it can."""
    if find_move(before, after):
        return ""
    if after not in Status.values:
        return f"There is no status “{after}”."
    now, wanted = Status(before), Status(after)
    if now is wanted:
        return f"The record is {now.label.lower()} already."
    if now in NO_WAY_ON:
        return NO_WAY_ON[now]
    if wanted is Status.SUPERSEDED:
        return (
            "A record becomes superseded when its successor is accepted. "
            "Draft a new record and name this one as the record that it supersedes."
        )
    allowed = " or ".join(move.after.label.lower() for move in moves_from(now))
    return (
        f"A record that is {now.label.lower()} can become {allowed}, "
        f"but not {wanted.label.lower()}."
    )
