"""Who may call which operation: every one of them is walked."""

from typing import Any

import pytest
from django.core.management import call_command

from aruntime.teams.models import User
from aruntime.urls import api
from tests.aruntime.api.calling import Script
from tests.site_map import fill_site

PUBLIC = {"/api/components", "/api/components/{slug}", "/api/capabilities"}
# Operations of a person rather than of a team.
OWN = {"/api/teams", "/api/recommendation"}
ANSWERS = {"questionnaire": 1, "answers": {"job": ["serve-llm"]}}


def operations() -> list[tuple[str, str]]:
    paths = api.get_openapi_schema()["paths"]
    return [(method, path) for path, methods in paths.items() for method in methods]


@pytest.fixture
def values(team, owner: User) -> dict[str, Any]:
    site = fill_site(team, owner)
    return {**site, "pk": site["assessment"], "number": site["draft"], "slug": "vllm"}


def body_of(path: str, revision: int = 1) -> Any:
    if path.endswith("/status"):
        return {"to": "proposed"}
    if path.endswith(("/records", "/records/{number}")):
        return {"revision": revision, "content": {"title": "A title"}}
    if path.endswith("/observations"):
        return {"name": "TTFT", "value": "1.3", "unit": "s"}
    return ANSWERS


def call(script: Script, method: str, path: str, values: dict[str, Any]) -> int:
    content = body_of(path) if method in {"post", "put", "patch"} else None
    return script.send(method, path.format(**values), content).status_code


def test_directory_is_public_and_all_else_asks_for_a_token(values):
    nobody = Script()

    answers = {(method, path): call(nobody, method, path, values) for method, path in operations()}

    assert {path for (_, path), status in answers.items() if status == 200} == PUBLIC
    assert {status for (_, path), status in answers.items() if path not in PUBLIC} == {401}


def test_stranger_learns_nothing_of_a_team(values, stranger: User):
    script = Script(stranger)

    answers = {
        (method, path): call(script, method, path, values)
        for method, path in operations()
        if path not in PUBLIC | OWN
    }

    assert set(answers.values()) == {404}


def test_reader_reads_everything_and_writes_nothing(values, reader: User):
    script = Script(reader)

    answers = {
        (method, path): call(script, method, path, values)
        for method, path in operations()
        if path not in OWN
    }

    assert {status for (method, _), status in answers.items() if method == "get"} == {200}
    assert {status for (method, _), status in answers.items() if method != "get"} == {403}


def test_refusal_says_which_role_it_takes(values, reader: User, team):
    answer = Script(reader).post(f"/api/teams/{team.slug}/records", body_of("/records"))

    assert "an owner of the team can give it to you" in answer.json()["detail"]


def test_page_of_the_api_names_every_operation(client, db):
    call_command("load_reference", verbosity=0)

    page = client.get("/api/").content.decode()

    for _, path in operations():
        assert path in page
