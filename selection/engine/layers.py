"""The seven layers of the stack, with what is needed on each."""

from collections.abc import Iterator

from selection.engine.conditions import Presence
from selection.engine.recommendation import Conclusion, Layer, LayerPart, Verdict
from selection.engine.rules import Rule, Rules
from selection.engine.situation import Situation
from selection.engine.wording import join_words

HARDWARE_LAYER = 0


def stack_layers(
    parts: tuple[Conclusion, ...], situation: Situation, rules: Rules
) -> tuple[Layer, ...]:
    """Put every category and addition on its layer, layer 6 first."""
    layer_of = {row.columns["part"]: row.columns["layer"] for row in rules.tables["parts"]}
    return tuple(
        _make_layer(
            row,
            tuple(part for part in parts if layer_of[part.subject] == row.columns["number"]),
            situation,
        )
        for row in rules.tables["layers"]
    )


def _make_layer(row: Rule, parts: tuple[Conclusion, ...], situation: Situation) -> Layer:
    number = row.columns["number"]
    sentences = list(_sentences(parts)) or [row.reason]
    if number == HARDWARE_LAYER and not isinstance(situation.look_up("hardware"), Presence):
        sentences.append(f"You named: {situation.in_words('hardware')}.")
    return Layer(
        number=number,
        name=row.columns["name"],
        parts=tuple(LayerPart(part.subject, part.label, part.verdict) for part in parts),
        sentence=" ".join(sentences),
    )


def _sentences(parts: tuple[Conclusion, ...]) -> Iterator[str]:
    for verdict, words in ((Verdict.NEEDED, "Needed here"), (Verdict.OPEN, "Still open")):
        labels = [part.label for part in parts if part.verdict is verdict]
        if labels:
            yield f"{words}: {join_words(labels)}."
