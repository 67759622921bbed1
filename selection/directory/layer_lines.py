"""The seven layers as a picture shows them, the product on top, with who stands where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selection.directory.vocabulary import load_vocabulary


@dataclass(frozen=True)
class LayerLine:
    """One layer of the stack; `part` tells what stands there, empty where nothing does."""

    number: int
    name: str
    part: str


def stack_of(name: str, occupied: Sequence[int]) -> tuple[LayerLine, ...]:
    """Return the layers with those that the component `name` occupies, its main one first."""
    parts = dict.fromkeys(occupied, f"{name}, also here")
    if occupied:
        parts[occupied[0]] = f"{name}, {'mainly here' if len(occupied) > 1 else 'here'}"
    return _lines(parts)


def shared_stack(occupied: Mapping[str, Sequence[int]]) -> tuple[LayerLine, ...]:
    """Return the layers with the names of all that occupy them, their main layers first."""
    parts: dict[int, list[str]] = {}
    for name, layers in occupied.items():
        for number in layers[:1]:
            parts.setdefault(number, []).append(name)
    for name, layers in occupied.items():
        for number in layers[1:]:
            parts.setdefault(number, []).append(f"{name} (also)")
    return _lines({number: ", ".join(names) for number, names in parts.items()})


def _lines(parts: Mapping[int, str]) -> tuple[LayerLine, ...]:
    layers = sorted(load_vocabulary().layers.items(), reverse=True)
    return tuple(LayerLine(number, name, parts.get(number, "")) for number, name in layers)
