"""Two people who sign up see nothing of each other."""

import pytest
from django.test import Client
from django.urls import reverse

from aruntime.teams.models import Team, User
from selection.questionnaire.models import Assessment
from tests.adr.records.factories import make_record


def client_of_new_account(name: str) -> tuple[Client, User, Team]:
    client = Client()
    password = {"password1": "a longer sentence", "password2": "a longer sentence"}
    client.post(reverse("account_signup"), {"email": f"{name}@example.org", **password})
    user = User.objects.get(username=name)
    return client, user, user.teams.get()


def begin(client: Client) -> Assessment:
    client.post(reverse("selection:assessment_new"), {"name": "Search by voice"})
    return Assessment.objects.get()


@pytest.mark.parametrize("page", ["record", "record_edit", "record_pdf", "record_revisions"])
def test_record_of_one_account_does_not_exist_for_another(db: None, page):
    bob, user, team = client_of_new_account("bob")
    eve, _, _ = client_of_new_account("eve")
    record = make_record(team, user)
    url = reverse(f"adr:{page}", args=[team.slug, record.number])

    assert eve.get(url).status_code == 404
    assert bob.get(reverse("adr:record", args=[team.slug, record.number])).status_code == 200


def test_library_of_one_account_does_not_exist_for_another(db: None):
    bob, _, team = client_of_new_account("bob")
    eve, _, _ = client_of_new_account("eve")
    library = reverse("adr:record_list", args=[team.slug])

    assert (bob.get(library).status_code, eve.get(library).status_code) == (200, 404)


def test_assessment_of_one_account_does_not_exist_for_another(db: None):
    bob, _, _ = client_of_new_account("bob")
    eve, _, _ = client_of_new_account("eve")
    url = reverse("selection:assessment", args=[begin(bob).pk])

    assert (bob.get(url).status_code, eve.get(url).status_code) == (200, 404)
    assert "Search by voice" not in eve.get(reverse("selection:assessment_list")).text
