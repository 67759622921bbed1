"""What is not known yet is listed with what it blocks."""

from typing import Any

from selection.engine.answers import Answer, Standing
from selection.engine.recommend import recommend
from selection.engine.recommendation import OpenPoint
from selection.engine.rules import load_rules
from tests.selection.engine.factories import (
    NEUTRAL,
    NOT_APPLICABLE,
    NOT_KNOWN,
    make_answers,
    make_directory,
    make_questionnaire,
)

SERVING = {**NEUTRAL, "job": "serve-llm", "execution_unit": "generated-sequence"}


def open_points(**given: Any) -> dict[str, OpenPoint]:
    result = recommend(
        questionnaire=make_questionnaire(),
        answers=make_answers(**given),
        rules=load_rules(),
        directory=make_directory(),
    )
    return {point.question: point for point in result.open_points}


def test_an_answer_that_is_not_known_yet_names_what_it_decides_and_who_finds_out():
    asked = Answer(Standing.NOT_KNOWN, who_finds_out="Ines", by_when="2026-12-24")

    point = open_points(**{**SERVING, "tenancy": asked})["tenancy"]

    assert point.label == "Who shares the runtime?"
    assert "Gateway" in point.blocks
    assert (point.who_finds_out, point.by_when) == ("Ines", "2026-12-24")


def test_an_answer_that_sizing_waits_for_says_so():
    assert "Sizing" in open_points(**SERVING)["device_memory"].blocks


def test_an_answer_that_could_move_the_consequence_level_says_so():
    point = open_points(**{**SERVING, "side_effects": NOT_KNOWN})["side_effects"]

    assert "Consequence level" in point.blocks


def test_an_answer_that_only_components_are_held_against_says_so():
    assert open_points(**SERVING)["formats"].blocks == "It decides: Requirements."


def test_an_answer_that_nothing_waits_for_stays_an_assumption():
    assert open_points(**SERVING)["workload_source"].blocks == ("Nothing else depends on it.")


def test_what_is_given_not_applicable_optional_or_off_the_path_is_no_open_point():
    points = open_points(**{**SERVING, "host_trusted": NOT_APPLICABLE})

    assert "tenancy" not in points  # given
    assert "host_trusted" not in points  # not applicable
    assert "deadline" not in points  # optional and left blank
    assert "update_path" not in points  # off the path
