"""What the page is made of, from a recommendation alone."""

from dataclasses import replace

from selection.engine.recommendation import Because, Change, PlanTask, Verdict
from selection.results.page import RecommendationPage, page_of
from tests.selection.engine.factories import make_questionnaire
from tests.selection.results.recommendations import (
    make_plan,
    make_recommendation,
    make_small_recommendation,
)


def make_page(**changes: object) -> RecommendationPage:
    return page_of(make_recommendation(**changes), make_questionnaire())


def test_reasons_are_few_and_each_leads_to_the_page_of_its_answer():
    reasons = make_page().reasons

    assert 3 <= len(reasons) <= 5
    first = reasons[0].place
    assert first
    assert (first.task, first.page, first.question) == ("execution-unit", "job", "job")


def test_the_same_reason_stands_once():
    sentences = [step.sentence for step in make_page().reasons]

    assert len(sentences) == len(set(sentences))


def test_something_simpler_gives_its_reason_first():
    page = page_of(make_small_recommendation(), make_questionnaire())

    assert page.simpler
    assert page.reasons[0].sentence == "Searching documents needs an index, not a model."
    assert page.matrices == ()


def test_every_part_and_every_deployment_is_told_once():
    page = make_page()

    parts = [part.subject for part in (*page.needed, *page.open, *page.not_needed)]
    options = [part.subject for part in (*page.deployment_left, *page.deployment_ruled_out)]
    assert len(parts) == len(set(parts)) == 21
    assert len(options) == len(set(options)) == 8


def test_open_deployment_is_not_told_as_ruled_out():
    embedded, *others = make_recommendation().deployment
    still_open = replace(embedded, verdict=Verdict.OPEN)

    page = make_page(deployment=(still_open, *others))

    assert page.deployment_left[0].word == "Open"


def test_changes_of_one_answer_stand_together():
    engine = make_recommendation().categories[2]
    change = Change("hosts", "1 host", "2 hosts", "Scheduler is needed.")

    page = make_page(categories=(replace(engine, changes=(change, change)),))

    [alternative] = [a for a in page.alternatives if a.place.question == "hosts"]
    assert alternative.place.label == "Hosts"
    assert alternative.becomes == ("Scheduler is needed.",)


def test_question_that_is_no_longer_asked_stands_for_itself():
    because = Because("old-rule", "It was so.", "Guide", "old_question", "Yes")
    engine = replace(make_recommendation().categories[2], because=(because,))

    step = make_page(categories=(engine,)).needed[0].steps[0]

    assert step.place
    assert step.place.label == "old_question"
    assert step.place.page == ""


def test_tasks_of_one_component_stand_together():
    first = make_page().plan.steps[0]

    assert [one.component for one in first.by_component] == ["LiteLLM 1.109.1", "SGLang 0.5.23"]
    assert first.general == ()


def test_tasks_that_block_acceptance_are_named():
    plan = make_plan()
    task = PlanTask("Verify it.", "security/authn", "litellm", blocks_acceptance=True)
    blocking = replace(plan, steps=(replace(plan.steps[0], tasks=(task,)),))

    page = make_page(plan=blocking)

    assert [one.component for one in page.plan.blocking] == ["LiteLLM 1.109.1"]


def test_digest_is_that_of_the_recommendation():
    assert make_page().digest == make_page().digest
    assert make_page().digest != make_page(headline="Something else.").digest
