"""Which part of the architecture owns a responsibility, and is held against a requirement."""

from fnmatch import fnmatchcase

from selection.engine.rules import Rule, Rules


def find_owner_rule(capability: str, rules: Rules) -> Rule:
    """Return the row that says who owns `capability`: the first whose pattern fits it."""
    for rule in rules.tables["owners"]:
        if any(fnmatchcase(capability, pattern) for pattern in rule.columns["of"]):
            return rule
    raise LookupError(f"{capability}: no row of the owners table fits it.")


def choose_owners(rule: Rule, needed: tuple[str, ...]) -> tuple[str, ...]:
    """Return the needed categories and additions that own what the row is about.

    A row lists groups, the proper owners first. A later group stands in only where no part of an
    earlier one is needed: an engine answers for the API itself if there is no model server.
    """
    for group in rule.columns["owners"]:
        held = tuple(part for part in needed if part in group)
        if held:
            return held
    return ()
