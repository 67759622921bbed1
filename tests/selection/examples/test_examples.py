"""The worked examples: good files, and a table beside them that tells the truth."""

import pytest
import time_machine
from django.core.management import call_command

from selection.directory.editions import directory_in_files
from selection.engine.answers import Basis
from selection.engine.recommendation import Recommendation
from selection.examples.agreement import (
    FOLDER,
    Comparison,
    Published,
    compare,
    load_example,
    load_published,
    recommend_for,
    render_table,
)
from selection.questionnaire.versions import load_questionnaire
from tests.selection.directory.factories import TODAY

PUBLISHED = load_published()
SLUGS = [published.slug for published in PUBLISHED]
MADE_UP = "support-assistant"


@pytest.fixture(scope="module")
def recommendations() -> dict[str, Recommendation]:
    directory = directory_in_files(today=TODAY)
    return {slug: recommend_for(load_example(slug), directory) for slug in SLUGS}


@pytest.fixture
def rows(recommendations) -> list[tuple[Published, tuple[Comparison, ...]]]:
    return [(one, compare(one, recommendations[one.slug])) for one in PUBLISHED]


def test_every_example_has_its_published_choice_and_the_other_way_round():
    assert sorted([*SLUGS, MADE_UP]) == sorted(file.stem for file in FOLDER.glob("*.yaml"))


def test_made_up_example_says_so():
    assert "made-up" in (FOLDER / f"{MADE_UP}.yaml").read_text(encoding="utf-8").splitlines()[0]


def test_made_up_example_needs_no_more_than_engine_server_and_observability():
    recommendation = recommend_for(load_example(MADE_UP), directory_in_files(today=TODAY))

    needed = (*recommendation.needed_categories, *recommendation.needed_additions)
    assert [part.subject for part in needed] == [
        "generative-engine",
        "model-server",
        "observability",
    ]
    assert [point.question for point in recommendation.open_points] == ["model_revision", "energy"]
    assert recommendation.level.number == 1


@pytest.mark.parametrize("slug", SLUGS)
def test_example_answers_the_newest_questionnaire(slug):
    example = load_example(slug)

    assert example.questionnaire == load_questionnaire().version
    assert example.name


@pytest.mark.parametrize("slug", SLUGS)
def test_example_leaves_open_what_the_text_does_not_say(slug):
    example = load_example(slug)
    questions = load_questionnaire().by_key

    assert len(example.answers) < len(questions) / 2
    assert Basis.MEASURED not in [answer.basis for answer in example.answers.values()]


def test_table_says_what_the_rules_say_now(rows):
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")

    assert readme[readme.index("| example |") :] == render_table(rows)


def test_command_prints_the_table(rows, capsys):
    with time_machine.travel(TODAY):
        call_command("compare_examples")

    assert capsys.readouterr().out == render_table(rows)


def test_every_difference_is_explained_and_nothing_else(rows):
    explained = [(one.slug, aspect) for one, _ in rows for aspect in one.why]
    different = [
        (one.slug, comparison.aspect)
        for one, comparisons in rows
        for comparison in comparisons
        if comparison.agrees not in ("yes", "none stated")
    ]

    assert sorted(explained) == sorted(different)


@pytest.mark.parametrize("slug", SLUGS)
def test_no_example_is_told_to_use_something_simpler(recommendations, slug):
    assert recommendations[slug].simpler is None
