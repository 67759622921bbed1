"""Whether something simpler than a runtime does the job."""

from selection.engine.recommendation import Change, Simpler
from selection.engine.rules import Rule, Rules
from selection.engine.situation import Situation


def find_simpler(situation: Situation, rules: Rules) -> Rule | None:
    """Return the first row whose condition holds, or None where a runtime may be needed."""
    return next((rule for rule in rules.tables["simpler"] if situation.holds(rule.when)), None)


def conclude_simpler(
    rule: Rule | None, situation: Situation, changes: tuple[Change, ...]
) -> Simpler | None:
    """Put the simpler thing in words, if there is one."""
    if rule is None:
        return None
    return Simpler(
        name=rule.columns["name"],
        description=rule.columns["description"],
        because=rule.because(situation),
        changes=changes,
    )
