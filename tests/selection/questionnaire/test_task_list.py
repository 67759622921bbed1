"""The task list and the check pages: what is answered, what is open, what follows."""

from django.test import Client

from aruntime.teams.models import Team, User
from selection.engine.answers import Answer, Basis, Standing
from selection.questionnaire.answering import engine_answers
from selection.questionnaire.models import Assessment
from selection.questionnaire.task_list import TaskStatus, list_tasks
from selection.questionnaire.versions import load_questionnaire
from tests.selection.questionnaire.factories import make_assessment, question_url, url_of

EFFECTS = {"side_effects": "none"}
EVIDENCE = {"evidence_kinds": ["none"]}


def tasks_of(**answers) -> dict[str, tuple[TaskStatus, str]]:
    given = {key: Answer(value=value) for key, value in answers.items()}
    listed = list_tasks(load_questionnaire(), given)
    return {row.task.key: (row.status, row.hint) for group in listed.groups for row in group.rows}


def test_task_that_waits_names_the_answer():
    status, hint = tasks_of()["artifact"]

    assert status == "Cannot start yet"
    assert hint == "Waits for the answer to “Who runs the model?”"


def test_task_that_is_not_needed_says_why():
    status, hint = tasks_of(model_access="hosted-api")["artifact"]

    assert status == "Not needed"
    assert hint == "Because “Who runs the model?” is A provider does, and we call its API"


def test_status_follows_the_answers():
    tasks = tasks_of(**EFFECTS, job=["serve-llm"])

    assert tasks["effects"][0] == "Completed"
    assert tasks["execution-unit"][0] == "In progress"
    assert tasks["state"][0] == "Not yet started"


def test_progress_counts_only_what_is_needed():
    given = {key: Answer(value=value) for key, value in (EFFECTS | EVIDENCE).items()}
    with_provider = {**given, "model_access": Answer(value="hosted-api")}

    assert list_tasks(load_questionnaire(), given).progress == "2 of 9 completed"
    assert list_tasks(load_questionnaire(), with_provider).progress == "2 of 8 completed"


def test_not_known_yet_completes_a_task():
    given = {"side_effects": Answer(Standing.NOT_KNOWN)}

    assert list_tasks(load_questionnaire(), given).completed == 1


def test_task_list_says_where_to_go_on(team: Team, as_author: Client):
    assessment = make_assessment(team=team, answers={"job": ["serve-llm"]})

    page = as_author.get(url_of("assessment", assessment)).content.decode()

    assert "Continue: Describe the job › What is the primary execution unit?" in page
    assert question_url(assessment, "execution-unit", "unit") in page
    assert "0 of 9 completed" in page


def test_task_in_which_nothing_must_be_answered_is_completed_by_going_through_it(
    team: Team, as_author: Client
):
    assessment = make_assessment(team=team)

    def status() -> TaskStatus:
        passed = Assessment.objects.get().passed_pages
        groups = list_tasks(load_questionnaire(), {}, passed).groups
        return next(r.status for g in groups for r in g.rows if r.task.key == "verified")

    as_author.post(question_url(assessment, "verified", "requirements"), {"later": "1"})
    untouched = status()
    as_author.post(question_url(assessment, "verified", "requirements"), {})
    begun = status()
    for page in ("additions", "versions"):
        as_author.post(question_url(assessment, "verified", page), {})

    assert (untouched, begun, status()) == ("Not yet started", "In progress", "Completed")


def test_answer_that_is_moot_is_kept_and_shown_as_such(team: Team, as_author: Client):
    assessment = make_assessment(
        team=team, answers={"model_access": "hosted-api", "formats": ["onnx"]}
    )

    for name in ("assessment", "check_answers"):
        page = as_author.get(url_of(name, assessment)).content.decode()
        assert "Kept but not used (1)" in page
        assert "Which formats must the runtime load?" in page
    assert "formats" in engine_answers(assessment)


def test_task_list_stays_within_its_queries(
    team: Team, author: User, as_author: Client, django_assert_max_num_queries
):
    assessment = make_assessment(
        team=team, created_by=author, answers={"job": ["serve-llm"], "versions": {"vllm": "1"}}
    )

    with django_assert_max_num_queries(12):
        as_author.get(url_of("assessment", assessment))


def test_check_page_shows_every_answer_with_its_standing(team: Team, as_author: Client):
    latency = {"amount": 500, "unit": "ms", "percentile": "p95", "need": "mandatory"}
    assessment = make_assessment(
        team=team,
        answers={
            "job": ["serve-llm", "durable-agent"],
            "latency_end_to_end": Answer(value=latency, basis=Basis.ASSUMED),
            "operator": Answer(Standing.NOT_KNOWN, who_finds_out="Ana"),
            "energy": Answer(Standing.NOT_APPLICABLE, note="Mains power"),
        },
    )

    page = as_author.get(url_of("check_answers", assessment)).content.decode()

    assert "Serve an LLM at concurrency<br>Run long-lived tool-using work" in page
    assert "at most 500 ms at p95, mandatory (assumed)" in page
    assert "Not known yet (Ana)" in page
    assert "Not applicable: Mains power" in page
    assert "Not answered yet; counts as not known" in page
    assert "Not provided" in page
    assert "Work out the options" in page


def test_change_returns_to_the_check_page(team: Team, as_author: Client):
    assessment = make_assessment(team=team, answers=EFFECTS)
    url = question_url(assessment, "evidence", "evidence") + "?from=check"

    page = as_author.get(url).content.decode()
    answer = as_author.post(url, {"evidence_kinds": ["none"]})

    assert url in as_author.get(url_of("check_answers", assessment)).content.decode()
    assert f'href="{url_of("check_answers", assessment)}"' in page
    assert answer["Location"] == url_of("check_answers", assessment)


def test_what_a_change_opens_is_asked_before_returning(team: Team, as_author: Client):
    assessment = make_assessment(team=team, answers=EFFECTS)
    url = question_url(assessment, "effects", "effects") + "?from=check"

    opened = as_author.post(url, {"side_effects": "reversible", "side_effects-revision": "1"})
    data = {"systems_touched": "Ticket system", "accountable": "Head of service"}
    further = as_author.post(opened["Location"], data)
    last = as_author.post(
        further["Location"], {"retry_safe": "yes", "compensation": "by-hand", "approval": "some"}
    )

    assert question_url(assessment, "effects", "accountable") in opened["Location"]
    assert question_url(assessment, "failure", "retry") in further["Location"]
    assert last["Location"] == url_of("check_answers", assessment)


def test_task_ends_with_its_own_check(team: Team, as_author: Client):
    assessment = make_assessment(team=team)

    answer = as_author.post(
        question_url(assessment, "effects", "effects"), {"side_effects": "none"}, follow=True
    )

    assert answer.redirect_chain[-1][0] == url_of("task_check", assessment, "effects")
    page = answer.content.decode()
    assert "What can happen outside because of an output?" in page
    assert "?from=task-check" in page


def test_reader_checks_without_change_links(team: Team, as_reader: Client):
    assessment = make_assessment(team=team, answers=EFFECTS)

    page = as_reader.get(url_of("check_answers", assessment)).content.decode()

    assert "Nothing" in page
    assert "?from=check" not in page
