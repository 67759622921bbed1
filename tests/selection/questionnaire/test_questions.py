"""Pages of questions: what they show, what they accept, what they save."""

import pytest
from django.test import Client

from aruntime.teams.models import Team, User
from tests.selection.questionnaire.factories import make_assessment, question_url, url_of


def test_page_has_nothing_preselected(team: Team, as_author: Client):
    assessment = make_assessment(team=team)

    page = as_author.get(question_url(assessment, "execution-unit", "job")).content.decode()

    assert "What do you need the runtime to do?" in page
    assert "Not known yet" in page
    assert " checked" not in page
    assert " selected" not in page


def test_label_of_a_single_question_is_the_heading(team: Team, as_author: Client):
    assessment = make_assessment(team=team)

    page = as_author.get(question_url(assessment, "execution-unit", "job")).content.decode()

    assert page.count("<h1>") == 1
    heading = page[page.index("<h1>") : page.index("</h1>")]
    assert "What do you need the runtime to do?" in heading


def test_continue_saves_and_leads_to_the_next_page(team: Team, as_author: Client):
    assessment = make_assessment(team=team)

    answer = as_author.post(
        question_url(assessment, "execution-unit", "job"), {"job": ["serve-llm"]}
    )

    assert answer["Location"] == question_url(assessment, "execution-unit", "unit")
    assert assessment.answers.get(question="job").value == ["serve-llm"]


def test_empty_page_is_refused_with_a_link_to_the_field(team: Team, as_author: Client):
    assessment = make_assessment(team=team)

    answer = as_author.post(question_url(assessment, "execution-unit", "job"), {})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: " in page
    assert 'href="#id_job_0"' in page
    assert 'id="id_job_0"' in page
    assert "Select what applies to “What do you need the runtime to do?”" in page


def test_save_and_come_back_later_accepts_an_empty_page(team: Team, as_author: Client):
    assessment = make_assessment(team=team)

    answer = as_author.post(
        question_url(assessment, "execution-unit", "job"), {"later": "1"}, follow=True
    )

    assert answer.redirect_chain[-1][0] == url_of("assessment", assessment)
    assert "Your answers are saved" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Enter a number for “Number of parameters”"),
        ({"model_parameters": "many"}, "“Number of parameters” must be a number, such as 7.25"),
        ({"model_parameters": "-7"}, "“Number of parameters” must not be negative"),
        ({"model_parameters": "0"}, "“Number of parameters” must be more than 0"),
        ({"model_parameters": "1e99"}, "“Number of parameters” must be a number"),
        ({"model_parameters": "9" * 30}, "“Number of parameters” is too large"),
        (
            {"model_parameters": "7", "model_parameters-unit": ""},
            "Choose the unit of “Number of parameters”",
        ),
        (
            {"model_parameters": "7", "model_parameters-standing": ["not-known"]},
            "Answer “Number of parameters” or say why you cannot, not both",
        ),
        (
            {"model_parameters-standing": ["not-applicable"]},
            "Say why “Number of parameters” does not apply",
        ),
        (
            {"model_parameters-standing": ["not-known"], "model_parameters-when": "soon"},
            "Enter the date by when it is known",
        ),
        ({"model_context": "1.5"}, "must be a whole number"),
    ],
)
def test_each_mistake_has_its_own_words(
    typed: dict[str, str], message: str, team: Team, as_author: Client
):
    assessment = make_assessment(team=team, answers={"model_access": "own-weights"})
    data = {"model_parameters-unit": "billion", **typed}

    answer = as_author.post(question_url(assessment, "execution-unit", "model"), data)

    assert answer.status_code == 422
    assert message in answer.content.decode()
    for value in typed.values():
        if isinstance(value, str) and value:
            assert value in answer.content.decode()  # What was typed is still there.
    assert not assessment.answers.filter(question="model_parameters").exists()


def test_number_is_accepted_as_people_type_it(team: Team, as_author: Client):
    assessment = make_assessment(team=team, answers={"model_access": "own-weights"})
    data = {"model_parameters": "7,25", "model_parameters-unit": "billion", "later": "1"}

    as_author.post(question_url(assessment, "execution-unit", "model"), data)

    stored = assessment.answers.get(question="model_parameters")
    assert stored.value == {"amount": 7.25, "unit": "billion"}


def test_not_known_is_stored_with_who_finds_out(team: Team, as_author: Client):
    assessment = make_assessment(team=team)
    data = {"job": [":not-known"], "job-who": "Ana", "job-when": "2027-05-12"}

    as_author.post(question_url(assessment, "execution-unit", "job"), data)

    page = as_author.get(url_of("check_answers", assessment)).content.decode()
    assert "Not known yet (Ana, by 12 May 2027)" in page


def test_exclusive_option_stands_alone(team: Team, as_author: Client):
    assessment = make_assessment(team=team)

    answer = as_author.post(
        question_url(assessment, "execution-unit", "job"), {"job": ["serve-llm", "none"]}
    )

    assert answer.status_code == 422
    assert "Select “None of these” or what applies, not both" in answer.content.decode()


def test_bound_asks_for_percentile_and_need(team: Team, as_author: Client):
    assessment = make_assessment(team=team)
    url = question_url(assessment, "objectives", "latency")
    data = {"latency_end_to_end": "1.5", "latency_end_to_end-unit": "s"}

    without = as_author.post(url, data).content.decode()
    data |= {"latency_end_to_end-percentile": "p95", "latency_end_to_end-need": "mandatory"}
    as_author.post(url, data | {"latency_end_to_end-basis": "measured"})

    assert "Choose the percentile at which “Longest time for one request” must hold" in without
    stored = assessment.answers.get(question="latency_end_to_end")
    assert stored.value == {"amount": 1.5, "unit": "s", "percentile": "p95", "need": "mandatory"}
    assert stored.basis == "measured"


def test_too_long_text_is_refused_and_kept_on_the_page(team: Team, as_author: Client):
    assessment = make_assessment(team=team, answers={"model_access": "own-weights"})
    text = "x" * 20_001

    answer = as_author.post(question_url(assessment, "artifact", "operations"), {"operators": text})

    assert answer.status_code == 422
    assert "must be 20,000 characters or fewer; it has 20001" in answer.content.decode()
    assert text in answer.content.decode()


def test_follow_up_counts_only_after_its_answer(team: Team, as_author: Client):
    assessment = make_assessment(team=team)
    url = question_url(assessment, "trust", "place")
    rest = {"connectivity": "always", "host_trusted": "yes"}

    unanswered = as_author.post(url, {"residency": "region", **rest})
    elsewhere = as_author.post(url, {"residency": "anywhere", **rest})

    assert unanswered.status_code == 422
    assert "Enter text for “Which countries or regions?”" in unanswered.content.decode()
    assert elsewhere.status_code == 302


def test_follow_up_is_labelled_without_javascript(team: Team, as_author: Client):
    assessment = make_assessment(team=team)

    page = as_author.get(question_url(assessment, "trust", "place")).content.decode()

    assert "If you chose “In named countries or regions”:" in page
    assert "Which countries or regions?" in page


def test_follow_up_appears_by_htmx(team: Team, as_author: Client):
    assessment = make_assessment(team=team)
    url = question_url(assessment, "trust", "place") + "?reveal=residency_region"
    htmx = {"HX-Request": "true"}

    shown = as_author.post(
        url, {"residency": "region", "residency_region": "France"}, headers=htmx
    ).content.decode()
    hidden = as_author.post(url, {"residency": "anywhere"}, headers=htmx).content.decode()

    assert "Which countries or regions?" in shown
    assert 'value="France"' in shown
    assert "hidden=" not in shown
    assert "hidden=" in hidden
    assert "<html" not in shown


def test_page_off_the_path_leads_to_what_is_due(team: Team, as_author: Client):
    assessment = make_assessment(team=team)

    answer = as_author.get(question_url(assessment, "artifact", "formats"), follow=True)

    assert answer.redirect_chain[-1][0] == question_url(assessment, "execution-unit", "job")
    assert "“Model formats” is not asked" in answer.content.decode()


def test_unknown_page_does_not_exist(team: Team, as_author: Client):
    assessment = make_assessment(team=team)

    assert as_author.get(question_url(assessment, "artifact", "wheels")).status_code == 404


def test_question_page_stays_within_its_queries(
    team: Team, author: User, as_author: Client, django_assert_max_num_queries
):
    assessment = make_assessment(
        team=team, created_by=author, answers={"model_access": "own-weights", "job": ["serve-llm"]}
    )
    for task, page in [("artifact", "operations"), ("verified", "requirements")]:
        with django_assert_max_num_queries(12):
            as_author.get(question_url(assessment, task, page))
