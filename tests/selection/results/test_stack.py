"""The stack picture: every layer is drawn and told, and no text leaves its box."""

import re

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from selection.engine.recommendation import Layer, LayerPart, Verdict
from selection.results.stack import NAME_CHARACTER, NARROW, WIDE, StackPicture, stack_picture
from tests.selection.results.recommendations import LAYER_NAMES, make_recommendation

LABELS = st.text(alphabet="abcdefgh /", min_size=1, max_size=50).map(lambda text: f"A{text}z")
PARTS = st.lists(st.builds(LayerPart, LABELS, LABELS, st.sampled_from(Verdict)), max_size=8)
LAYERS = st.lists(
    st.builds(
        Layer, st.integers(0, 6), LABELS, PARTS.map(tuple), st.just("No part has to be chosen.")
    ),
    max_size=7,
)


def draw(picture: StackPicture) -> str:
    return render_to_string("includes/stack.html", {"picture": picture})


def test_picture_has_a_title_a_description_and_every_layer_name():
    svg = draw(stack_picture(make_recommendation().layers))

    assert 'role="img"' in svg
    assert "<title" in svg
    description = re.search(r"<desc[^>]*>(.*?)</desc>", svg, re.DOTALL)
    assert description
    assert "Layer 3, Inference engine: Needed here: Generative engine." in description[1]
    assert all(name in description[1] for name in LAYER_NAMES.values())


def test_picture_says_the_status_of_each_part_in_words():
    svg = draw(stack_picture(make_recommendation().layers))

    assert re.search(r">Generative engine</text>\s*<text[^>]*>Needed</text>", svg)
    assert re.search(r">Cache tier</text>\s*<text[^>]*>Open: an answer is missing</text>", svg)
    assert "Not needed: Distributed runtime" in svg


def test_picture_carries_no_inline_style():
    assert "style=" not in draw(stack_picture(make_recommendation().layers))


def test_hostile_label_is_escaped():
    layer = Layer(3, "Engine", (LayerPart("x", "<script>", Verdict.NEEDED),), "Needed: <b>.")

    svg = draw(stack_picture([layer]))

    assert "<script>" not in svg
    assert "&lt;script&gt;" in svg
    assert "<b>" not in svg


@given(LAYERS, st.sampled_from([WIDE, NARROW]))
def test_everything_stays_inside_the_picture(layers: list[Layer], width: int):
    picture = stack_picture(layers, width=width)

    for slab in picture.slabs:
        bottom = slab.y + slab.height
        assert slab.y >= 0.5  # Half of the outline lies outside of its box.
        assert bottom + 0.5 <= picture.height
        for chip in slab.chips:
            assert chip.x + chip.width <= width
            assert chip.y + chip.height <= bottom
            assert chip.label.x + len(chip.label.text) * NAME_CHARACTER <= chip.x + chip.width
        for line in (*slab.name, *slab.lines):
            assert slab.y < line.y <= bottom


def test_longest_category_fits_a_narrow_screen():
    label = "Portable graph/inference runtime"
    layer = Layer(2, "Compiler", (LayerPart("x", label, Verdict.NEEDED),), "Needed here.")

    picture = stack_picture([layer], width=NARROW)

    assert picture.slabs[0].chips[0].label.text == label


@given(LAYERS)
def test_layers_and_parts_never_overlap(layers: list[Layer]):
    picture = stack_picture(layers, width=NARROW)

    tops = [slab.y for slab in picture.slabs]
    bottoms = [slab.y + slab.height for slab in picture.slabs]
    assert all(bottom < top for bottom, top in zip(bottoms, tops[1:], strict=False))
    for slab in picture.slabs:
        for one, other in zip(slab.chips, slab.chips[1:], strict=False):
            assert one.x + one.width < other.x or one.y + one.height < other.y
