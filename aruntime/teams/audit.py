"""The audit record: who did what when in a team."""

from typing import Any

from aruntime.teams.models import AuditEntry, Team, User


def note_deed(
    team: Team, *, by: User | None, deed: str, subject: str, url: str = "", **detail: Any
) -> None:
    """Add what was done to the team's audit record, in the transaction that did it.

    `deed` is a noun and a past participle, `record.accepted`; `subject` names in words what it was
    done to; `detail` holds plain data, such as the role that was given.
    """
    AuditEntry.objects.create(
        team=team, by=by, deed=deed, subject=subject[:300], url=url, detail=detail
    )
