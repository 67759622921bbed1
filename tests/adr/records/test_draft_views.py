"""The button that drafts a record from an assessment."""

from uuid import uuid4

import pytest

from adr.records.models import Record
from aruntime.teams.models import Membership, Role
from selection.questionnaire.models import Assessment
from tests.factories import make_team
from tests.selection.results.factories import make_assessment, make_edition

CHOICE = {"choice-generative-engine": "zephyr", "title": "Our engine"}


@pytest.fixture
def assessment(team) -> Assessment:
    make_edition()
    return make_assessment(team)


@pytest.fixture
def own_assessment(author) -> Assessment:
    make_edition()
    return make_assessment(created_by=author)


def draft(client, assessment: Assessment, **data):
    return client.post(f"/assessments/{assessment.pk}/draft/", {**CHOICE, **data}, follow=True)


def test_author_drafts_a_record_with_what_was_chosen(as_author, author, assessment):
    response = draft(as_author, assessment)

    record = Record.objects.get()
    page = response.content.decode()
    assert (record.title, record.owner) == ("Our engine", author)
    assert record.result.assessment == assessment
    assert "What is still missing" in page
    assert "zephyr" in record.decision.lower()


def test_draft_names_every_answer_that_is_not_known_yet(as_author, assessment):
    draft(as_author, assessment)

    questions = {row.question for row in Record.objects.get().assumptions.all()}
    assert "connectivity" in questions


def test_draft_keeps_the_hash_of_its_result(as_author, assessment):
    response = draft(as_author, assessment)

    assert Record.objects.get().result.digest in response.content.decode()


def test_stranger_drafts_nothing(as_stranger, assessment):
    assert draft(as_stranger, assessment).status_code == 404
    assert not Record.objects.exists()


def test_reader_drafts_nothing(as_reader, assessment):
    assert draft(as_reader, assessment).status_code == 403
    assert not Record.objects.exists()


def test_button_pressed_twice_drafts_once(as_author, assessment):
    key = str(uuid4())

    for _ in range(2):
        draft(as_author, assessment, key=key)

    assert Record.objects.count() == 1


def test_choice_off_the_shortlist_is_explained_and_the_rest_kept(as_author, assessment):
    response = draft(as_author, assessment, **{"choice-generative-engine": "nothing"})

    assert response.status_code == 422
    assert "choose one from the list" in response.content.decode()
    assert "Our engine" in response.content.decode()


def test_own_assessment_goes_to_the_only_team(as_author, own_assessment, team):
    draft(as_author, own_assessment)

    own_assessment.refresh_from_db()
    assert Record.objects.get().team == team
    assert own_assessment.team == team


def test_member_of_two_teams_is_asked_for_the_library(as_author, author, own_assessment):
    other = make_team("Other", "other")
    Membership.objects.create(team=other, user=author, role=Role.AUTHOR)

    asked = draft(as_author, own_assessment)
    draft(as_author, own_assessment, team="other")

    assert asked.status_code == 422
    assert "Choose the team" in asked.content.decode()
    assert Record.objects.get().team == other


def test_nobody_drafts_into_the_library_of_another_team(as_author, own_assessment, team):
    make_team("Other", "other")

    draft(as_author, own_assessment, team="other")

    assert Record.objects.get().team == team


def test_person_without_a_team_is_told_what_to_do(as_stranger, stranger):
    make_edition()
    assessment = make_assessment(created_by=stranger)

    response = draft(as_stranger, assessment)

    assert response.status_code == 403
    assert "A record belongs to a team" in str(response.context["reason"])
