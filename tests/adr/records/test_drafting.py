"""What a draft says: everything known, nothing invented."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr.records.content import RecordContent
from adr.records.draft_rows import reason_against
from adr.records.draft_text import in_our_words
from adr.records.drafting import REVIEW_MONTHS, add_months, draft_content
from adr.records.gates import labels_of
from adr.records.picks import BUILD_OUR_OWN, DEPLOYMENT, NO_COMPONENT, candidates_of
from selection.engine.recommendation import Recommendation
from selection.public import AnswerInWords, Candidate, GateStatus, Need
from tests.adr.records.factories import TODAY
from tests.selection.results.recommendations import (
    make_controls,
    make_recommendation,
    make_small_recommendation,
)

pytestmark = pytest.mark.pure

ANSWERS = (
    AnswerInWords(
        "systems_touched",
        "Which systems are touched?",
        "long_text",
        "effects",
        "Name external side effects",
        "Help articles\n\nTicket system, read only",
    ),
    AnswerInWords(
        "job", "What do you need?", "choices", "unit", "Describe the job", "Serve an LLM"
    ),
    AnswerInWords(
        "model_name", "Model name", "text", "unit", "Describe the job", "mistralai/Mistral-7B"
    ),
    AnswerInWords(
        "model_revision", "Exact revision", "text", "unit", "Describe the job", "e0bc86c"
    ),
    AnswerInWords(
        "hardware", "On which hardware must it run?", "choices", "art", "Hardware", "AMD GPU"
    ),
    AnswerInWords(
        "concurrency",
        "Requests in progress",
        "number",
        "objectives",
        "Set objectives",
        "64 requests",
        is_assumed=True,
    ),
    AnswerInWords(
        "workload", "Describe the workload", "long_text", "objectives", "Set objectives", "Bursts."
    ),
    AnswerInWords(
        "cache_sharing",
        "Must replicas share the cache?",
        "choice",
        "state",
        "State",
        "not known yet",
        is_known=False,
    ),
)
CHOICES = {"generative-engine": "vllm", "model-server": "vllm", "gateway": "litellm"}


def draft(
    recommendation: Recommendation | None = None,
    choices: dict[str, str] = CHOICES,
    **changes,
) -> RecordContent:
    return draft_content(
        recommendation or make_recommendation(),
        choices,
        owner="ana",
        today=TODAY,
        answers=ANSWERS,
        **changes,
    )


def test_title_says_what_was_chosen_for_which_need():
    title = draft().title

    assert title == "Use vLLM as generative engine and model server, LiteLLM as gateway"


def test_title_that_was_typed_is_kept():
    assert draft(title=" An engine for the assistant ").title == "An engine for the assistant"


def test_context_tells_the_answers_in_words():
    context = draft().context

    assert "**Describe the job**" in context
    assert "- What do you need? Serve an LLM" in context


def test_context_keeps_on_lines_what_was_written_on_lines():
    context = draft().context

    assert (
        "- Which systems are touched?\n    - Help articles\n    - Ticket system, read only"
        in context
    )


def test_context_leaves_out_what_is_not_known():
    assert "share the cache" not in draft().context


def test_drivers_name_each_requirement_with_its_reason():
    drivers = draft().drivers

    assert "**Streaming** (mandatory): A high-concurrency generative API" in drivers
    assert "**TTFT at p95 at most 300 ms** (wanted)" in drivers
    assert "Semantic cache was dropped: Answers must not be shared between teams." in drivers


def test_decision_names_need_layer_and_version():
    assert "**Generative engine** (layer 3, inference engine): vLLM 0.33.0." in draft().decision


def test_decision_names_the_chosen_deployment_and_why_others_are_out():
    decision = draft(choices={**CHOICES, DEPLOYMENT: "cluster-service"}).decision

    assert "**Deployment:** Cluster service." in decision
    assert "Managed cloud" in decision
    assert "The data must stay on our own premises" in decision


def test_decision_carries_the_controls_of_the_level():
    assert "Controls at consequence level 2" in draft().decision


def test_building_our_own_is_a_decision():
    content = draft(choices={"generative-engine": BUILD_OUR_OWN})

    assert "we build our own" in content.decision
    assert content.chosen[0].name == "Our own build"
    assert {gate.status for gate in content.gates} == {"not-verified"}
    assert "Not verified for Our own build: " in content.risks[0].text


def test_no_component_is_a_decision_that_owns_no_layer():
    content = draft(choices={"fallback": NO_COMPONENT})

    assert "no component is used" in content.decision
    assert content.chosen == ()


def test_something_simpler_is_a_decision():
    content = draft(make_small_recommendation(), {})

    assert content.title == "Use full-text search instead of a runtime"
    assert "We use something simpler: **full-text search**" in content.decision
    assert content.chosen == ()


def test_choice_that_is_not_on_the_shortlist_is_refused():
    with pytest.raises(ValueError, match="not on the shortlist"):
        draft(choices={"generative-engine": "litellm"})


def test_layer_ownership_pins_component_and_version():
    owned = [(row.layer, row.component, row.version, row.category) for row in draft().chosen]

    assert owned == [
        (3, "vllm", "0.33.0", "generative-engine"),
        (4, "vllm", "0.33.0", "model-server"),
        (4, "litellm", "1.109.1", "gateway"),
    ]


def test_alternative_carries_the_gate_that_speaks_against_it_with_its_source():
    reasons = {row.name: row.reason for row in draft().alternatives}

    against = reasons["ExLlamaV3 as generative engine"]
    assert "needs AMD GPUs; ExLlamaV3 1.4.1 states that they are planned" in against
    assert "read 2026-11-24" in against
    assert "https://github.com/turboderp-org/exllamav3" in against


def test_alternative_that_meets_every_gate_gets_no_made_up_reason():
    reasons = {row.name: row.reason for row in draft().alternatives}

    assert reasons["Envoy AI Gateway as gateway"] == ""


def test_while_nothing_is_chosen_only_what_is_ruled_out_is_turned_down():
    names = [row.name for row in draft(choices={}).alternatives]

    assert names == ["ExLlamaV3 as generative engine"]


def test_every_open_point_is_an_assumption_with_who_and_when():
    row = draft().assumptions[0]

    assert row.question == "cache_sharing"
    assert (row.who_finds_out, row.by_when) == ("Ana", date(2027, 1, 15))


def test_assumed_answer_is_an_assumption():
    assert "Assumed: Requests in progress: 64 requests" in [r.text for r in draft().assumptions]


def test_risks_hold_caveats_with_source_and_every_gate_not_verified():
    risks = {row.text: row.source_url for row in draft().risks}

    caveat = "vLLM 0.33.0: Traffic between nodes is insecure by default."
    assert risks[caveat].endswith("/docs/usage/security.md")
    assert any("Not verified for LiteLLM 1.109.1: Authentication" in text for text in risks)


def test_each_unverified_gate_and_each_bound_waits_for_a_result():
    content = draft()

    waiting = {row.gate for row in content.validation}
    assert waiting == {("security/authn", "litellm"), ("bound/latency_ttft", "vllm")}
    assert {row.outcome for row in content.validation} == {"open"}


def test_sources_are_those_of_the_claims_relied_on_each_once():
    addresses = [row.url for row in draft().sources if row.url]

    assert any(url.endswith("/README.md") and "vllm" in url for url in addresses)
    assert any("exllamav3" in url for url in addresses)
    assert len({(row.url, row.title) for row in draft().sources}) == len(draft().sources)


def test_versions_name_components_and_model():
    assert [(row.name, row.version) for row in draft().versions] == [
        ("vLLM", "0.33.0"),
        ("LiteLLM", "1.109.1"),
        ("mistralai/Mistral-7B", "e0bc86c"),
    ]


def test_workload_holds_description_figures_and_sizing():
    workload = draft().workload

    assert "Bursts." in workload
    assert "64 requests" in workload
    assert "7.25 billion × 2 bytes = 13.5 GiB" in workload


def test_triggers_watch_workload_model_hardware_and_capabilities():
    triggers = {(row.kind, row.component, row.capability) for row in draft().triggers}

    assert {"workload", "model", "hardware", "capability"} == {kind for kind, _, _ in triggers}
    assert ("capability", "vllm", "generation/streaming") in triggers
    assert ("capability", "exllamav3", "hardware/amd-gpu") in triggers


def test_nothing_is_written_where_only_people_can_know():
    content = draft()

    assert content.migration == ""
    assert content.confirmations == ()
    assert {row.kind for row in content.consequences} == {"neutral"}


@pytest.mark.parametrize(
    ("level", "day"),
    [
        (0, date(2027, 11, 24)),
        (1, date(2027, 11, 24)),
        (2, date(2027, 5, 24)),
        (3, date(2027, 2, 24)),
    ],
)
def test_review_date_follows_the_consequence_level(level, day):
    recommendation = make_recommendation()
    recommendation = replace(
        recommendation,
        level=replace(recommendation.level, number=level),
        controls=make_controls(level),
    )

    assert draft(recommendation).review_date == day


@given(st.dates(max_value=date(9000, 1, 1)), st.sampled_from(sorted(REVIEW_MONTHS.values())))
def test_some_months_later_is_never_another_month(day, months):
    later = add_months(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_markup_in_an_answer_stays_text():
    answer = replace(ANSWERS[0], words="[here](javascript:x) *now* <b>")

    context = draft_content(
        make_recommendation(), {}, owner="ana", today=TODAY, answers=[answer]
    ).context

    assert r"\[here\](javascript:x) \*now\* \<b>" in context


def test_rule_sentence_is_told_by_the_team():
    told = in_our_words("Your team runs weights that you hold, by yourself.")

    assert told == "Our team runs weights that we hold, by ourselves."


def test_alternative_names_what_only_the_chosen_one_is_known_to_meet():
    recommendation = make_recommendation()
    chosen = candidate_of(recommendation, "vllm")
    met = next(g for g in chosen.gates if g.status is GateStatus.MET and g.need is Need.MANDATORY)
    other = replace(
        chosen,
        slug="other",
        name="Other",
        gates=(replace(met, status=GateStatus.NOT_VERIFIED),),
    )

    assert reason_against(other, chosen, labels_of(recommendation)).startswith(
        "Met by vLLM, and not verified here: "
    )
    assert reason_against(other, other, labels_of(recommendation)) == ""


def candidate_of(recommendation: Recommendation, slug: str) -> Candidate:
    shortlists = recommendation.shortlists
    return next(c for s in shortlists for c in candidates_of(s) if c.slug == slug)
