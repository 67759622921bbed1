"""Who sees an assessment, and what becomes of a visitor's answers when he signs in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aruntime.teams.models import Membership, Role, Team, User
from selection.questionnaire.models import Assessment
from tests.conftest import signed_in
from tests.factories import make_team
from tests.selection.questionnaire.factories import (
    begin_as_visitor,
    make_assessment,
    question_url,
    url_of,
)


def every_page(assessment: Assessment) -> list[str]:
    return [
        url_of("assessment", assessment),
        url_of("check_answers", assessment),
        url_of("answers_download", assessment),
        url_of("model_config", assessment),
        url_of("task_check", assessment, "execution-unit"),
        question_url(assessment, "execution-unit", "job"),
    ]


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_stranger_finds_no_page(is_signed_in: bool, team: Team, stranger: User):
    assessment = make_assessment(team=team)
    client = signed_in(stranger) if is_signed_in else Client()

    statuses = {client.get(url).status_code for url in every_page(assessment)}

    assert statuses == {404}


def test_stranger_cannot_hand_over_or_save_drafts(team: Team, as_stranger: Client):
    assessment = make_assessment(team=team)

    handing = as_stranger.post(url_of("assessment_team", assessment), {"team": team.slug})
    saving = as_stranger.post(url_of("text_draft", assessment, "workload"), {"workload": "x"})

    assert (handing.status_code, saving.status_code) == (404, 404)


def test_other_visitor_sees_nothing_of_a_visitors_assessment(db: None):
    assessment = begin_as_visitor(Client())

    assert {Client().get(url).status_code for url in every_page(assessment)} == {404}


def test_visitor_comes_back_to_his_own(client: Client, db: None):
    assessment = begin_as_visitor(client)

    assert {client.get(url).status_code for url in every_page(assessment)} == {200}
    assert assessment.name in client.get(reverse("selection:assessment_list")).content.decode()
    assert client.session.get_expiry_age() > 29 * 24 * 3600


def test_reader_reads_and_does_not_write(team: Team, as_reader: Client):
    assessment = make_assessment(team=team)
    url = question_url(assessment, "execution-unit", "job")

    task_list = as_reader.get(url_of("assessment", assessment))
    writing = as_reader.post(url, {"job": ["serve-llm"]})

    assert task_list.status_code == 200
    assert url not in task_list.content.decode()
    assert writing.status_code == 403
    assert "This takes the role author" in writing.content.decode()
    assert not assessment.answers.exists()


def test_visitors_answers_go_to_the_only_team(client: Client, team: Team, author: User):
    assessment = begin_as_visitor(client)
    client.post(question_url(assessment, "execution-unit", "job"), {"job": ["serve-llm"]})

    client.force_login(author)

    assessment.refresh_from_db()
    assert (assessment.team, assessment.created_by) == (team, author)
    assert client.get(url_of("assessment", assessment)).status_code == 200
    assert assessment.answers.get().value == ["serve-llm"]


def test_visitor_who_signs_in_by_the_form_comes_back_to_his_answers(
    client: Client, team: Team, author: User
):
    assessment = begin_as_visitor(client)
    wanted = url_of("assessment_team", assessment)
    person = {"login": author.email, "password": "ana's password"}

    answer = client.post(reverse("account_login"), {**person, "next": wanted}, follow=True)

    assessment.refresh_from_db()
    assert answer.redirect_chain[0][0] == wanted
    assert answer.status_code == 200
    assert (assessment.team, assessment.created_by) == (team, author)


def test_visitor_who_signs_up_keeps_his_answers_in_his_own_team(client: Client, db: None):
    assessment = begin_as_visitor(client)
    client.post(question_url(assessment, "execution-unit", "job"), {"job": ["serve-llm"]})
    password = {"password1": "a longer sentence", "password2": "a longer sentence"}
    wanted = url_of("assessment", assessment)

    answer = client.post(
        reverse("account_signup"), {"email": "bob@example.org", **password, "next": wanted}
    )

    assessment.refresh_from_db()
    assert answer.url == wanted
    assert client.get(wanted).status_code == 200
    assert assessment.team.name == "Bob's team"
    assert assessment.answers.get().value == ["serve-llm"]


def test_visitor_with_several_teams_is_asked_which(client: Client, team: Team, author: User):
    other = make_team("Robots", "robots")
    Membership.objects.create(team=other, user=author, role=Role.OWNER)
    assessment = begin_as_visitor(client)

    client.force_login(author)
    page = client.get(url_of("assessment_team", assessment)).content.decode()
    empty = client.post(url_of("assessment_team", assessment), {})
    client.post(url_of("assessment_team", assessment), {"team": "robots"})

    assert "Search platform" in page
    assert empty.status_code == 422
    assert "Select whose assessment it is" in empty.content.decode()
    assessment.refresh_from_db()
    assert assessment.team == other


def test_visitors_assessment_is_deleted_after_30_days(stranger: User):
    begin_as_visitor(Client(), name="Old")
    begin_as_visitor(Client(), name="Recent")
    make_assessment(created_by=stranger, name="Of a person")
    Assessment.objects.exclude(name="Recent").update(updated_at=timezone.now() - timedelta(days=31))

    begin_as_visitor(Client(), name="New")

    assert not Assessment.objects.filter(name="Old").exists()
    assert Assessment.objects.count() == 3


def test_person_without_a_team_keeps_his_own(client: Client, stranger: User):
    assessment = begin_as_visitor(client)

    client.force_login(stranger)

    assert signed_in(stranger).get(url_of("assessment", assessment)).status_code == 200
    assert Client().get(url_of("assessment", assessment)).status_code == 404


def test_visitor_is_led_to_sign_in_and_back(client: Client, db: None):
    assessment = begin_as_visitor(client)

    page = client.get(url_of("assessment", assessment)).content.decode()

    assert f"?next={url_of('assessment_team', assessment)}" in page


def test_new_assessment_belongs_to_the_only_team(team: Team, as_author: Client):
    as_author.post(reverse("selection:assessment_new"), {"name": "Translation on phones"})

    assert Assessment.objects.get(name="Translation on phones").team == team


def test_new_assessment_needs_a_name(client: Client, db: None):
    empty = client.post(reverse("selection:assessment_new"), {"name": ""})
    long = client.post(reverse("selection:assessment_new"), {"name": "x" * 121})

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "Enter a name for what you have to decide" in empty.content.decode()
    assert "at most 120 characters" in long.content.decode()


def test_list_holds_own_and_team_assessments_only(team: Team, author: User, as_author: Client):
    make_assessment(team=team, name="Ours")
    make_assessment(created_by=author, name="Mine")
    make_assessment(team=make_team("Others", "others"), name="Theirs")

    page = as_author.get(reverse("selection:assessment_list")).content.decode()

    assert "Ours" in page
    assert "Mine" in page
    assert "Theirs" not in page


def test_list_needs_as_many_queries_for_many_as_for_one(
    team: Team, as_author: Client, django_assert_num_queries
):
    for number in range(30):
        make_assessment(team=team, name=f"Assessment {number}", answers={"job": ["serve-llm"]})

    with django_assert_num_queries(6):
        as_author.get(reverse("selection:assessment_list"))
