"""The consequence level, 0 to 3, from the answers to questions 5 to 7."""

from dataclasses import dataclass

from selection.engine.conditions import Presence, Truth
from selection.engine.findings import Finding, explain_absence, find, join_traces
from selection.engine.recommendation import Because, Change, Level
from selection.engine.rules import Rule, Rules
from selection.engine.situation import Fact, Situation

HIGH = 2  # From this level on, an unverified gate blocks acceptance.


@dataclass(frozen=True)
class LevelFinding:
    """The level, the rules that put it there, and whether known answers alone make it high."""

    number: int
    rules: tuple[Rule, ...]
    high: Finding


def find_level(situation: Situation, rules: Rules) -> LevelFinding:
    """Return the highest level that a rule asks for, be it only by assuming the worse."""
    table = rules.tables["consequence"]
    holding = [rule for rule in table if situation.holds(rule.when)]
    number = max((rule.columns["level"] for rule in holding), default=0)
    high = tuple(
        rule for rule in table if rule.columns["level"] >= HIGH and not rule.columns.get("assumed")
    )
    return LevelFinding(
        number=number,
        rules=tuple(rule for rule in holding if rule.columns["level"] == number),
        high=find(high, situation, otherwise=_meaning(number, rules)),
    )


def level_facts(finding: LevelFinding, situation: Situation, rules: Rules) -> dict[str, Fact]:
    """Return what later rules may read: `high_consequence` (yes, no) and `controls_level`."""
    words: dict[Truth, str | Presence] = {
        Truth.TRUE: "yes",
        Truth.FALSE: "no",
        Truth.UNKNOWN: Presence.NOT_KNOWN,
    }
    return {
        "high_consequence": Fact(words[finding.high.truth], lambda: finding.high.trace(situation)),
        "controls_level": Fact(float(finding.number), lambda: _because(finding, situation, rules)),
    }


def conclude_level(
    finding: LevelFinding, situation: Situation, rules: Rules, changes: tuple[Change, ...]
) -> Level:
    """Put the level in words."""
    return Level(
        number=finding.number,
        label=_meaning(finding.number, rules).columns["label"],
        because=_because(finding, situation, rules),
        changes=changes,
    )


def _because(finding: LevelFinding, situation: Situation, rules: Rules) -> tuple[Because, ...]:
    if finding.rules:
        return join_traces(rule.because(situation) for rule in finding.rules)
    return explain_absence(_meaning(finding.number, rules), rules.tables["consequence"], situation)


def _meaning(number: int, rules: Rules) -> Rule:
    return next(rule for rule in rules.tables["levels"] if rule.columns["level"] == number)
