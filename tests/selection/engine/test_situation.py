import pytest

from selection.engine.conditions import Presence
from selection.engine.situation import LEFT_BLANK, NOT_KNOWN, Fact
from tests.selection.engine.factories import make_situation


def test_an_optional_question_left_blank_demands_nothing():
    situation = make_situation(job="serve-llm", model_access="hosted-api")

    assert situation.look_up("deadline") is Presence.NOT_ASKED
    assert situation.in_words("deadline") == LEFT_BLANK


def test_another_question_left_blank_is_not_known_yet():
    situation = make_situation(job="serve-llm", model_access="hosted-api")

    assert situation.look_up("tenancy") is Presence.NOT_KNOWN
    assert situation.in_words("tenancy") == NOT_KNOWN


def test_an_answer_off_the_path_cannot_be_read():
    situation = make_situation(model_access="hosted-api", hosts=(4, "hosts"))

    assert situation.answer("hosts") is None
    assert situation.look_up("hosts") is Presence.NOT_ASKED


def test_a_fact_is_read_by_its_own_name_and_leaves_the_answers_alone():
    situation = make_situation(tenancy="teams").with_facts({"tenancy": Fact("needed")})

    assert situation.look_up("fact/tenancy") == "needed"
    assert situation.look_up("tenancy") == "teams"


@pytest.mark.parametrize(
    ("answers", "key", "words"),
    [
        ({"hosts": (1, "hosts")}, "hosts", "1 host"),
        ({"hosts": (2, "hosts")}, "hosts", "2 hosts"),
        ({"longest_task": (1, "d")}, "longest_task", "1 day"),
        ({"throughput": (1, "per-s")}, "throughput", "at least 1 request per second, mandatory"),
        ({"latency_ttft": (1, "ms")}, "latency_ttft", "at most 1 ms at p50, mandatory"),
    ],
)
def test_one_of_a_thing_is_said_in_the_singular(answers, key, words):
    served = {"job": "serve-llm", "model_access": "own-weights"}

    assert make_situation(**served, **answers).in_words(key) == words
