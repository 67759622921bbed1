"""Assessments and recommendations through the API: what the pages and the command line give."""

import json
from io import StringIO

import pytest
import yaml
from django.core.management import call_command

from aruntime.teams.models import AuditEntry, User
from selection.examples.agreement import FOLDER
from selection.questionnaire.models import Assessment
from selection.results.models import StoredResult
from tests.aruntime.api.calling import Script

EXAMPLE = FOLDER / "docker-model-runner.yaml"
pytestmark = pytest.mark.django_db


@pytest.fixture
def script(author: User) -> Script:
    call_command("load_reference", verbosity=0)
    return Script(author)


@pytest.fixture
def answers():
    return json.loads(json.dumps(yaml.safe_load(EXAMPLE.read_text(encoding="utf-8")), default=str))


def test_script_gets_the_bytes_that_the_command_prints(script: Script, answers):
    printed = StringIO()
    call_command("recommend", str(EXAMPLE), format="json", stdout=printed)

    answer = script.post("/api/recommendation", answers)

    assert answer.status_code == 200
    assert answer.content.decode() == printed.getvalue()


def test_assessment_is_begun_answered_and_its_result_stored(script: Script, answers, team):
    begun = script.post(f"/api/teams/{team.slug}/assessments", answers)
    path = f"/api/assessments/{begun.json()['id']}"

    changed = script.send("patch", path, {"answers": {"tenancy": "one-team"}})
    stored = script.post(f"{path}/results", {})

    assert begun.status_code == 201
    assert AuditEntry.objects.filter(team=team, deed="assessment.begun").count() == 1
    assert changed.json()["answers"]["tenancy"] == "one-team"
    result = StoredResult.objects.get()
    assert stored.json()["digest"] == result.digest
    assert script.get(f"{path}/results/{result.pk}").content.decode() == result.content
    assert script.get(f"{path}/recommendation").json() == json.loads(result.content)


def test_answers_that_are_read_can_be_sent_back(script: Script, answers, team):
    begun = script.post(f"/api/teams/{team.slug}/assessments", answers).json()

    again = script.post(f"/api/teams/{team.slug}/assessments", {"answers": begun["answers"]})

    assert again.json()["answers"] == begun["answers"]


def test_mistakes_in_answers_are_named_and_nothing_is_stored(script: Script, team):
    wrong = {"answers": {"jobs": ["serve-llm"], "tenancy": "many"}}

    answer = script.post(f"/api/teams/{team.slug}/assessments", wrong)

    assert answer.status_code == 422
    places = [mistake["place"] for mistake in answer.json()["mistakes"]]
    assert sorted(places) == ["answers.jobs", "answers.tenancy"]
    assert not Assessment.objects.exists()


def test_without_facts_the_answer_says_so(author: User):
    answer = Script(author).post("/api/recommendation", {"answers": {}})

    assert answer.status_code == 503
    assert "No reference facts" in answer.json()["detail"]
