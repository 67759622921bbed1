from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selection.directory.vocabulary import load_vocabulary
from selection.engine.answers import Answer
from selection.engine.recommendation import Need, Requirement
from selection.engine.requirements import derive_requirements
from selection.engine.rules import load_rules
from selection.engine.situation import Situation
from tests.selection.engine.factories import make_questionnaire, make_situation
from tests.selection.engine.strategies import answers

unhurried = settings(max_examples=50, deadline=None)
ENGINE = ("generative-engine",)
OWN_LLM: dict[str, Any] = {
    "job": "serve-llm",
    "execution_unit": "generated-sequence",
    "model_access": "own-weights",
}


def derive(needed: tuple[str, ...] = ENGINE, **given: Any) -> dict[str, Requirement]:
    found = derive_requirements(make_situation(**given), load_rules(), needed)
    return {requirement.key: requirement for requirement in found}


def review(verdict: str, reason: str = "") -> dict[str, Any]:
    row = {"generation/streaming": {"verdict": verdict, "reason": reason}}
    return {"api_needs": "streaming", "requirements": row}


@pytest.mark.parametrize(
    ("needed", "answers", "key", "need"),
    [
        (ENGINE, {"api_needs": "streaming"}, "generation/streaming", "mandatory"),
        (ENGINE, {"api_needs": "lora"}, "generation/multi-lora", "mandatory"),
        (("gateway",), {"overload": "shed"}, "serving/rate-limits", "mandatory"),
        (("gateway",), {"failure_mode": "fall-back"}, "serving/model-fallback", "mandatory"),
        (("gateway",), {"tenancy": "customers"}, "security/multi-tenancy", "mandatory"),
        (("gateway",), {"tenancy": "teams"}, "security/multi-tenancy", "wanted"),
        (("workflow",), {"retry_safe": "with-key"}, "durability/idempotency-keys", "mandatory"),
        (("workflow",), {"evidence_kinds": "replay"}, "durability/replay", "mandatory"),
        (("sandbox",), {"untrusted_content": "generated-code"}, "any-of/isolation", "mandatory"),
        (("profiler",), {}, "observability/profiling", "mandatory"),
        (("update",), {}, "security/secure-update", "mandatory"),
        (
            ("confidential-computing",),
            {"host_trusted": "no"},
            "security/confidential-computing",
            "mandatory",
        ),
    ],
)
def test_answer_becomes_requirement(needed, answers, key, need):
    requirement = derive(needed, **answers)[key]

    assert (requirement.need, requirement.categories) == (Need(need), needed)


def test_each_chosen_format_and_target_is_a_requirement_of_its_own():
    found = derive(**OWN_LLM, formats=["safetensors", "gguf"], hardware=["nvidia-gpu", "amd-gpu"])

    keys = {"format/safetensors", "format/gguf", "hardware/nvidia-gpu", "hardware/amd-gpu"}
    assert keys <= found.keys()
    assert {found[key].need for key in keys} == {Need.MANDATORY}


def test_one_acceptable_precision_suffices():
    requirement = derive(**OWN_LLM, precisions=["bf16", "fp8"])["any-of/precisions"]

    assert requirement.any_of == ("precision/bf16", "precision/fp8")
    assert requirement.label == "Precision: BF16 or FP8"


def test_a_single_precision_is_held_by_its_own_name():
    found = derive(**OWN_LLM, precisions=["bf16"])

    assert "precision/bf16" in found
    assert "any-of/precisions" not in found


def test_bound_is_said_in_words_with_its_percentile():
    answer = {"amount": 200, "unit": "ms", "percentile": "p95", "need": "wanted"}
    situation = make_situation(**OWN_LLM, latency_ttft=(1, "ms"))
    situation.path.answers["latency_ttft"].value.update(answer)

    found = derive_requirements(situation, load_rules(), ENGINE)

    requirement = next(r for r in found if r.key == "bound/latency_ttft")
    assert requirement.bound == "TTFT at p95 at most 200 ms"
    assert requirement.need is Need.WANTED


def test_words_of_the_team_become_a_demand():
    requirement = derive(**OWN_LLM, operators="GridSample\nScatterND")["demand/operators"]

    assert requirement.demand == "GridSample\nScatterND"


def test_requirement_is_held_against_the_part_that_owns_it():
    given: dict[str, Any] = {"api_needs": ["openai-api", "structured-output"]}

    found = derive(("generative-engine", "model-server", "gateway"), **given)

    assert found["serving/openai-compatible-api"].categories == ("model-server", "gateway")
    assert found["generation/structured-output"].categories == ("generative-engine",)


def test_engine_answers_for_the_interface_where_no_server_is_needed():
    found = derive(ENGINE, api_needs=["openai-api"])

    assert found["serving/openai-compatible-api"].categories == ENGINE


def test_mandatory_requirement_that_nobody_owns_is_kept_and_gates_nothing():
    assert derive(("profiler",), api_needs="streaming")["generation/streaming"].categories == ()


def test_wanted_requirement_that_nobody_owns_is_left_out():
    assert "security/tls" not in derive(("profiler",), data_class="confidential")


def test_model_too_large_for_a_device_must_be_split():
    large: dict[str, Any] = {
        "model_parameters": (70, "billion"),
        "model_context": (8192, "tokens"),
        "model_layers": (80, "layers"),
        "model_kv_heads": (8, "heads"),
        "model_head_dim": (128, "values"),
        "concurrency": (8, "requests"),
        "precisions": "bf16",
        "device_memory": (80, "GiB"),
        "devices_per_host": (4, "devices"),
    }

    requirement = derive(**OWN_LLM, **large)["parallelism/tensor-parallel"]

    assert requirement.need is Need.MANDATORY
    assert "model_parameters" in {step.question for step in requirement.because}


def test_model_that_fits_a_device_need_not_be_split():
    assert "parallelism/tensor-parallel" not in derive(**OWN_LLM)


@pytest.mark.parametrize(
    ("verdict", "origin", "need"),
    [
        ("confirm", "confirmed", Need.MANDATORY),
        ("accept-partial", "confirmed", Need.MANDATORY),
        ("relax", "relaxed", Need.WANTED),
        ("drop", "dropped", Need.MANDATORY),
    ],
)
def test_review_changes_the_requirement_and_keeps_the_reason(verdict, origin, need):
    requirement = derive(**review(verdict, "Agreed on Monday."))["generation/streaming"]

    assert (requirement.origin, requirement.need) == (origin, need)
    assert requirement.reason == "Agreed on Monday."
    assert requirement.accepts_partial is (verdict == "accept-partial")


def added(need: str) -> list[dict[str, str]]:
    return [{"capability": "generation/streaming", "need": need, "reason": "Voice."}]


def test_added_requirement_is_held_against_its_owner():
    requirement = derive(added_requirements=added("mandatory"))["generation/streaming"]

    assert (requirement.origin, requirement.categories) == ("added", ENGINE)
    assert (requirement.label, requirement.reason) == ("Streaming", "Voice.")


def test_added_requirement_takes_effect_although_the_derived_one_was_dropped():
    given: dict[str, Any] = review("drop") | {"added_requirements": added("mandatory")}

    requirement = derive(**given)["generation/streaming"]

    assert (requirement.origin, requirement.need) == ("added", Need.MANDATORY)


def test_wanted_addition_does_not_soften_a_mandatory_requirement():
    given: dict[str, Any] = {"api_needs": "streaming", "added_requirements": added("wanted")}

    assert derive(**given)["generation/streaming"].need is Need.MANDATORY


def test_every_reason_begins_with_the_answer():
    first = derive(api_needs="streaming")["generation/streaming"].because[0]

    assert (first.question, first.answer) == (
        "api_needs",
        "Answers streamed while they are generated",
    )


PARTS = tuple(rule.columns["part"] for rule in load_rules().tables["parts"])


@given(answers())
@unhurried
def test_any_answers_give_requirements_with_unique_keys_and_reasons(given_answers):
    situation = Situation.of(make_questionnaire(), given_answers)

    found = derive_requirements(situation, load_rules(), PARTS)

    assert len({requirement.key for requirement in found}) == len(found)
    assert all(requirement.because and requirement.label for requirement in found)
    assert all(set(requirement.categories) <= set(PARTS) for requirement in found)


added_rows = st.fixed_dictionaries(
    {
        "capability": st.sampled_from(sorted(load_vocabulary().capabilities)),
        "need": st.sampled_from(["mandatory", "wanted"]),
        "reason": st.just("Voice."),
    }
)


@given(answers(), added_rows)
@unhurried
def test_addition_only_makes_stricter_what_is_asked(given_answers, row):
    without = {key: answer for key, answer in given_answers.items() if key != "added_requirements"}
    before, after = (
        derive_requirements(Situation.of(make_questionnaire(), each), load_rules(), PARTS)
        for each in (without, without | {"added_requirements": Answer(value=[row])})
    )

    now = {requirement.key: requirement for requirement in after}
    for requirement in before:
        assert set(requirement.categories) <= set(now[requirement.key].categories)
        if requirement.need is Need.MANDATORY and requirement.origin != "dropped":
            assert now[requirement.key].need is Need.MANDATORY


@given(answers())
@unhurried
def test_order_of_the_answers_does_not_matter(given_answers):
    turned = dict(reversed(given_answers.items()))

    assert derive_requirements(
        Situation.of(make_questionnaire(), given_answers), load_rules(), PARTS
    ) == derive_requirements(Situation.of(make_questionnaire(), turned), load_rules(), PARTS)
