"""The audit record of a team."""

import pytest

from aruntime.teams.audit import note_deed
from aruntime.teams.models import AuditEntry, AuditIsFixedError, Team, User


@pytest.fixture
def entry(team: Team, owner: User) -> AuditEntry:
    note_deed(team, by=owner, deed="role.changed", subject="ana", before="reader", after="author")
    return AuditEntry.objects.get()


def test_deed_is_kept_with_who_did_it_and_what_changed(entry: AuditEntry, team: Team, owner: User):
    assert (entry.team, entry.by, entry.deed, entry.subject) == (team, owner, "role.changed", "ana")
    assert entry.detail == {"before": "reader", "after": "author"}


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: AuditEntry.objects.update(subject="somebody else"),
        lambda entry: AuditEntry.objects.all().delete(),
        lambda entry: AuditEntry.objects.bulk_update([entry], ["subject"]),
    ],
    ids=["save", "delete", "update", "delete all", "bulk update"],
)
def test_entry_can_neither_be_changed_nor_removed(entry: AuditEntry, rewrite):
    with pytest.raises(AuditIsFixedError):
        rewrite(entry)

    entry.refresh_from_db()
    assert entry.subject == "ana"
