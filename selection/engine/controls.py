"""What each of the seven control families must at least be: controls scale with consequence."""

from selection.engine.findings import join_traces
from selection.engine.recommendation import Control
from selection.engine.rules import Rules
from selection.engine.situation import Situation


def demand_controls(situation: Situation, rules: Rules, level: int) -> tuple[Control, ...]:
    """Return the seven families at `level`; each level asks for all that the lower ones do."""
    controls = []
    for family, rows in rules.by("controls", "family").items():
        asked = [row for row in rows if situation.holds(row.when)]
        controls.append(
            Control(
                family=family,
                label=asked[0].columns["label"],
                level=level,
                demands=tuple(row.columns["demand"] for row in asked),
                because=join_traces(row.because(situation) for row in asked),
            )
        )
    return tuple(controls)
