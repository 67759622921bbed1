"""How many approvals a team asks for."""

import pytest

from adr.reviews.models import ApprovalPolicy
from adr.reviews.voting import counts_of
from aruntime.teams.models import AuditEntry

URL = "/teams/search-platform/approvals/"


def ask_for(*counts: object) -> dict[str, object]:
    return {f"level_{level}": count for level, count in enumerate(counts)}


def test_team_asks_for_the_least_to_begin_with(team):
    assert counts_of(team) == (1, 1, 2, 2)


def test_owner_asks_for_more(as_owner, team):
    response = as_owner.post(URL, ask_for(1, 2, 2, 4), follow=True)

    assert counts_of(team) == (1, 2, 2, 4)
    assert "1 member of the team may review now" in response.content.decode()
    entry = AuditEntry.objects.get()
    assert (entry.deed, entry.detail["after"]) == ("approvals.changed", [1, 2, 2, 4])


def test_saving_the_same_numbers_changes_nothing(as_owner, team):
    as_owner.post(URL, ask_for(1, 1, 2, 2))

    assert not ApprovalPolicy.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("count", [1, 10, "", "two"])
def test_number_that_cannot_be_is_explained(as_owner, team, count):
    response = as_owner.post(URL, ask_for(1, 1, count, 2))

    assert response.status_code == 422
    assert "Level 2: enter a number from 2 to 9" in response.content.decode()


def test_member_reads_the_numbers_and_changes_nothing(as_author, team):
    assert "2 approvals" in as_author.get(URL).content.decode()
    assert as_author.post(URL, ask_for(2, 2, 2, 2)).status_code == 403
    assert counts_of(team) == (1, 1, 2, 2)


def test_page_of_the_team_leads_there(as_author, team):
    assert URL in as_author.get("/account/teams/search-platform/").content.decode()
