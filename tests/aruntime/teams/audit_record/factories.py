"""Many entries of an audit record."""

from collections.abc import Sequence

from aruntime.teams.models import AuditEntry, Team, User

DEEDS = ("record.created", "record.revised", "member.added", "invitation.made")


def make_entries(team: Team, people: Sequence[User], *, count: int) -> None:
    AuditEntry.objects.bulk_create(
        AuditEntry(
            team=team,
            by=people[number % len(people)],
            deed=DEEDS[number % len(DEEDS)],
            subject=f"Number {number}",
            url="/account/teams/",
            detail={"number": number},
        )
        for number in range(count)
    )
