import pytest

from selection.directory.layer_lines import shared_stack, stack_of

pytestmark = pytest.mark.pure


def test_layers_are_all_seven_with_the_main_one_named():
    layers = stack_of("Lathe", [3, 4])

    assert [layer.number for layer in layers] == [6, 5, 4, 3, 2, 1, 0]
    assert [layer.part for layer in layers if layer.part] == [
        "Lathe, also here",
        "Lathe, mainly here",
    ]


def test_only_layer_is_not_called_the_main_one():
    assert [layer.part for layer in stack_of("Lathe", [2]) if layer.part] == ["Lathe, here"]


def test_layer_names_those_that_stand_mainly_on_it_before_the_others():
    layers = shared_stack({"Anvil": [3, 4], "Ledger": [5], "Mill": [4]})

    assert {layer.number: layer.part for layer in layers if layer.part} == {
        5: "Ledger",
        4: "Mill, Anvil (also)",
        3: "Anvil",
    }
