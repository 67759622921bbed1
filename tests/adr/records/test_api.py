"""Decision records through the API: the same rules as on the pages."""

import pytest

from adr.records.models import Record, Status
from aruntime.teams.models import Role, User
from tests.aruntime.api.calling import Script
from tests.factories import make_member

CONTENT = {
    "title": "Serve the assistant with vLLM",
    "consequence_level": 1,
    "owner": "ana",
    "tags": ["assistant"],
    "decision": "We choose vLLM.",
    "chosen": [{"layer": 3, "name": "vLLM", "version": "0.33.0", "component": "vllm"}],
}


@pytest.fixture
def script(author: User) -> Script:
    return Script(author)


@pytest.fixture
def path(team) -> str:
    return f"/api/teams/{team.slug}/records"


def test_draft_is_stored_and_read_back_whole(script: Script, path: str, author: User):
    answer = script.post(path, {"content": CONTENT})

    assert answer.status_code == 201
    made = answer.json()
    assert (made["number"], made["status"], made["revision"]) == (1, "draft", 1)
    assert script.get(f"{path}/1").json() == made
    [chosen] = made["content"]["chosen"]
    assert {**chosen, **CONTENT["chosen"][0]} == chosen
    assert {**made["content"], **CONTENT, "chosen": [chosen]} == made["content"]
    assert Record.objects.get().owner == author


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"titel": "x"}, "titel"),
        ({"title": "x" * 201}, "title"),
        ({"consequence_level": 4}, "consequence_level"),
        ({"chosen": [{"layer": 7, "name": "vLLM"}]}, "chosen[0].layer"),
        ({"chosen": [{"layer": 1, "name": "vLLM", "licence": "MIT"}]}, "chosen[0].licence"),
        ({"decision": "a\x00b"}, "decision"),
        ({"consequences": [{"kind": "fine", "text": "x"}]}, "consequences[0].kind"),
        ({"validation": [{"what": "load", "outcome": "passed"}]}, "validation[0]"),
        ({"ticket": "javascript:alert(1)"}, "ticket"),
    ],
)
def test_content_that_cannot_be_stored_is_refused_with_its_place(
    script: Script, path: str, changes, place
):
    answer = script.post(path, {"content": {**CONTENT, **changes}})

    assert answer.status_code == 422
    assert place in [mistake["place"] for mistake in answer.json()["mistakes"]]
    assert not Record.objects.exists()


def test_wrong_type_is_named_with_its_place(script: Script, path: str):
    answer = script.post(path, {"content": {**CONTENT, "review_date": "soon"}})

    assert answer.status_code == 422
    assert "content.review_date" in answer.json()["mistakes"][0]["place"]


def test_second_writer_of_the_same_field_is_told_and_overwrites_nothing(
    script: Script, path: str, owner: User
):
    script.post(path, {"content": CONTENT})
    mine = {"revision": 1, "content": {**CONTENT, "decision": "We choose SGLang."}}
    theirs = {"revision": 1, "content": {**CONTENT, "decision": "We choose TGI."}}

    assert Script(owner).send("put", f"{path}/1", theirs).status_code == 200
    answer = script.send("put", f"{path}/1", mine)

    assert answer.status_code == 409
    assert [mistake["place"] for mistake in answer.json()["mistakes"]] == ["decision"]
    assert Record.objects.get().decision == "We choose TGI."


def test_status_moves_as_on_the_pages(script: Script, path: str, team):
    script.post(path, {"content": CONTENT})
    reviewer = Script(make_member(team, Role.REVIEWER, username="rob"))

    assert script.post(f"{path}/1/status", {"to": "proposed"}).json()["status"] == "proposed"
    assert script.post(f"{path}/1/status", {"to": "accepted"}).status_code == 403
    answer = reviewer.post(f"{path}/1/status", {"to": "superseded"})
    assert answer.status_code == 409
    assert "when its successor is accepted" in answer.json()["detail"]


def test_draft_is_deleted_by_its_author_only(script: Script, path: str, owner: User):
    script.post(path, {"content": CONTENT})

    assert Script(owner).send("delete", f"{path}/1").status_code == 409
    assert script.send("delete", f"{path}/1").status_code == 204
    assert not Record.objects.exists()


def test_list_is_filtered_and_counted_in_a_constant_number_of_queries(
    script: Script, path: str, django_assert_max_num_queries
):
    for number in range(12):
        script.post(path, {"content": {**CONTENT, "title": f"Decision about cache {number}"}})

    with django_assert_max_num_queries(10):
        found = script.get(f"{path}?q=cache&limit=5&offset=10").json()

    assert found["count"] == 12
    assert len(found["items"]) == 2
    assert found["items"][0]["chosen"] == ["vLLM 0.33.0"]
    assert script.get(f"{path}?status={Status.ACCEPTED}").json()["count"] == 0
