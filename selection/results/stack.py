"""The seven-layer stack as a picture: coordinates only, for an inline SVG on a page or in a PDF.

Text cannot wrap by itself in SVG, so lines are broken here by an estimate of their width that
errs on the wide side.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from selection.engine.recommendation import Layer, LayerPart, Verdict

WIDE = 880
NARROW = 340

NAME_WIDTH = 232  # of the column with the layer's name, in the wide picture
PADDING = 14
GAP = 8
SLAB_GAP = 6
EDGE = 1  # above the first layer and below the last: half of the outline lies outside its box
LINE = 19
CHIP_HEIGHT = 48
CHIP_ICON = 34  # room for the shape at the left of a chip
CHIP_END = 6  # room at its right that no label may fill
NAME_CHARACTER = 8.3  # width of one character at 15 px, half bold
TEXT_CHARACTER = 7.3  # width of one character at 14 px


@dataclass(frozen=True)
class TextLine:
    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Chip:
    """One part that is needed, or that an answer not known yet leaves open."""

    x: int
    y: int
    width: int
    height: int
    needed: bool
    label: TextLine
    note: TextLine

    @property
    def shape(self) -> tuple[int, int]:
        """The centre of the shape that says the status without colour."""
        return self.x + 19, self.y + self.height // 2


@dataclass(frozen=True)
class Slab:
    """One layer; `lines` tell what is not needed on it."""

    number: int
    y: int
    width: int
    height: int
    needed: bool
    name: tuple[TextLine, ...]
    chips: tuple[Chip, ...]
    lines: tuple[TextLine, ...]


@dataclass(frozen=True)
class StackPicture:
    """Everything that `includes/stack.html` draws, in the units of its view box."""

    name: str  # unique among the pictures of a page
    width: int
    height: int
    title: str
    description: str
    slabs: tuple[Slab, ...]


def stack_picture(layers: Sequence[Layer], *, width: int = WIDE, name: str = "") -> StackPicture:
    """Return the picture of `layers`, which stand from top to bottom; see WIDE and NARROW."""
    slabs: list[Slab] = []
    top = EDGE
    for layer in layers:
        slab = _place_layer(layer, top, width)
        slabs.append(slab)
        top += slab.height + SLAB_GAP
    return StackPicture(
        name=name or f"stack-{width}",
        width=width,
        height=top - SLAB_GAP + EDGE if slabs else 0,
        title="The seven layers of the runtime stack and what is needed on each",
        description=" ".join(
            f"Layer {layer.number}, {layer.name}: {layer.sentence}" for layer in layers
        ),
        slabs=tuple(slabs),
    )


def _place_layer(layer: Layer, top: int, width: int) -> Slab:
    side_by_side = width >= WIDE
    name = _break_text(
        f"{layer.number}  {layer.name[:1].upper()}{layer.name[1:]}",
        left=PADDING,
        top=top + PADDING,
        width=(NAME_WIDTH if side_by_side else width) - PADDING,
        character=NAME_CHARACTER,
    )
    name_bottom = top + PADDING + LINE * len(name)
    left = NAME_WIDTH + PADDING if side_by_side else PADDING
    content_top = top + PADDING if side_by_side else name_bottom + GAP
    needed = [part for part in layer.parts if part.verdict is Verdict.NEEDED]
    still_open = [part for part in layer.parts if part.verdict is Verdict.OPEN]
    chips = _place_chips((*needed, *still_open), left=left, top=content_top, right=width - PADDING)
    chips_bottom = chips[-1].y + CHIP_HEIGHT + GAP if chips else content_top
    lines = _break_text(
        _say_what_else(layer, bool(chips)),
        left=left,
        top=chips_bottom,
        width=width - PADDING - left,
        character=TEXT_CHARACTER,
    )
    bottom = chips_bottom + LINE * len(lines) - (GAP if chips and not lines else 0)
    return Slab(
        number=layer.number,
        y=top,
        width=width - 1,  # the outline takes half a unit on each side
        height=max(bottom, name_bottom) + PADDING - 2 - top,
        needed=bool(needed),
        name=name,
        chips=chips,
        lines=lines,
    )


def _place_chips(
    parts: Iterable[LayerPart], *, left: int, top: int, right: int
) -> tuple[Chip, ...]:
    """Set chips side by side, and on a new row where the next does not fit."""
    chips: list[Chip] = []
    x, y = left, top
    for part in parts:
        needed = part.verdict is Verdict.NEEDED
        label = _cut(part.label, int((right - left - CHIP_ICON - CHIP_END) / NAME_CHARACTER))
        note = "Needed" if needed else "Open: an answer is missing"
        longest = max(len(label) * NAME_CHARACTER, len(note) * TEXT_CHARACTER)
        width = min(CHIP_ICON + int(longest) + PADDING, right - left)
        if x > left and x + width > right:
            x, y = left, y + CHIP_HEIGHT + GAP
        chips.append(
            Chip(
                x=x,
                y=y,
                width=width,
                height=CHIP_HEIGHT,
                needed=needed,
                label=TextLine(x + CHIP_ICON, y + 20, label),
                note=TextLine(x + CHIP_ICON, y + 38, note),
            )
        )
        x += width + GAP
    return tuple(chips)


def _cut(text: str, characters: int) -> str:
    """Return `text` as far as it fits; the picture's description has all of it."""
    return text if len(text) <= characters else f"{text[: characters - 1].rstrip()}…"


def _break_text(
    text: str, *, left: int, top: int, width: int, character: float
) -> tuple[TextLine, ...]:
    """Return the lines of `text`; the first one's baseline lies one line below `top`."""
    lines = wrap(text, int(width / character))
    return tuple(
        TextLine(left, top + LINE * (index + 1) - 4, line) for index, line in enumerate(lines)
    )


def _say_what_else(layer: Layer, has_chips: bool) -> str:
    names = [part.label for part in layer.parts if part.verdict is Verdict.NOT_NEEDED]
    not_needed = f"Not needed: {', '.join(names)}" if names else ""
    return not_needed if has_chips or names else layer.sentence
