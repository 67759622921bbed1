"""The seven layers of the stack say what is needed on each."""

from selection.engine.recommend import recommend
from selection.engine.recommendation import Layer
from selection.engine.rules import load_rules
from tests.selection.engine.factories import (
    NEUTRAL,
    make_answers,
    make_directory,
    make_questionnaire,
)

SERVING = {**NEUTRAL, "job": "serve-llm", "execution_unit": "generated-sequence"}


def layers_of(**changes: object) -> dict[int, Layer]:
    result = recommend(
        questionnaire=make_questionnaire(),
        answers=make_answers(**{**SERVING, **changes}),
        rules=load_rules(),
        directory=make_directory(),
    )
    return {layer.number: layer for layer in result.layers}


def test_a_layer_names_what_is_needed_on_it_and_what_is_open():
    layers = layers_of(tenancy="teams")

    assert layers[3].sentence == "Needed here: Generative engine."
    assert layers[4].sentence == (
        "Needed here: Model server and Gateway. Still open: Distributed runtime."
    )


def test_a_layer_without_a_needed_part_says_that_nothing_is_chosen_there():
    assert layers_of()[2].sentence == (
        "No compiler or graph runtime has to be chosen here by itself."
    )


def test_the_lowest_layer_names_the_hardware_that_was_answered():
    sentence = layers_of(hardware=["x86-cpu", "nvidia-gpu"])[0].sentence

    assert sentence.endswith("You named: x86 CPU, NVIDIA GPU.")


def test_every_part_stands_on_one_layer_needed_or_not():
    parts = [part.subject for layer in layers_of().values() for part in layer.parts]

    assert sorted(parts) == sorted(row.columns["part"] for row in load_rules().tables["parts"])
