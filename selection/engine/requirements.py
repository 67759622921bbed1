"""What the answers ask of components: capabilities, bounds to be measured, demands in words.

A row of the table asks in one of these ways:

- `capability: generation/streaming`
- `any_of: [packaging/python-package, packaging/c-cpp-library]` with a `key`; one of them suffices
- `capability_from: formats` with a `dimension`; one requirement for each word that was chosen, or,
  with `match: any`, one requirement that any of the chosen words meets
- `bound: latency_ttft`; never verified by a claim, only by a measurement
- `demand: operators`; free text, never verified by a claim, only by a test

A row with `sized: [one-host, several-hosts]` also asks for one of these outcomes of the sizing. A
row with `for: [profiler]` is what that part must do to be one, and is held against it alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from selection.engine.answers import Standing
from selection.engine.confirmation import apply_review, read_additions
from selection.engine.owners import choose_owners, find_owner_rule
from selection.engine.recommendation import Because, Need, Requirement, Sizing
from selection.engine.rules import Rule, Rules
from selection.engine.situation import Situation, quantity_in_words
from selection.engine.sizing import size
from selection.engine.wording import join_words


def derive_requirements(
    situation: Situation, rules: Rules, needed: tuple[str, ...]
) -> tuple[Requirement, ...]:
    """Return what follows from questions 1 to 8, as question 9 confirms, changes and adds to it.

    `needed` are the categories and additions that are needed, by slug. A requirement gates those
    of them that own it. One that is only wanted and gates nothing is left out.
    """
    found: dict[str, Requirement] = {}
    sizing = size(situation, rules)
    for rule in rules.tables["requirements"]:
        if _applies(rule, situation, needed, sizing):
            for requirement in _ask(rule, situation, sizing):
                _merge(found, _assign(requirement, rule, rules, needed))
    asked = (r for r in found.values() if r.categories or r.need is Need.MANDATORY)
    reviewed = {r.key: apply_review(r, situation) for r in asked}
    for addition in read_additions(situation, rules):
        _merge(reviewed, _assign_to_owners(addition, rules, needed))
    return tuple(_order_reasons(requirement) for requirement in reviewed.values())


def _applies(rule: Rule, situation: Situation, needed: tuple[str, ...], sizing: Sizing) -> bool:
    sized, parts = rule.columns.get("sized"), rule.columns.get("for")
    return (
        (sized is None or sizing.topology in sized)
        and (parts is None or any(part in needed for part in parts))
        and situation.holds(rule.when)
    )


def _ask(rule: Rule, situation: Situation, sizing: Sizing) -> Iterable[Requirement]:
    """Return the requirements of one row, in the order of the question's options."""
    columns = rule.columns
    requirement = Requirement(
        key=columns.get("capability") or columns.get("key", ""),
        label=columns["label"],
        need=Need(columns.get("need", Need.MANDATORY)),
        origin="derived",
        categories=(),
        because=rule.because(situation) + (sizing.because if "sized" in columns else ()),
        any_of=tuple(columns.get("any_of", ())),
    )
    if "capability_from" in columns:
        return _ask_for_selection(requirement, rule, situation)
    if "bound" in columns:
        return [_ask_for_bound(requirement, rule, situation)]
    if "demand" in columns:
        key = columns["demand"]
        return [replace(requirement, key=f"demand/{key}", demand=str(_value(situation, key)))]
    return [requirement]


def _ask_for_selection(
    requirement: Requirement, rule: Rule, situation: Situation
) -> Iterator[Requirement]:
    key, dimension = rule.columns["capability_from"], rule.columns["dimension"]
    options = situation.questionnaire.by_key[key].options
    chosen = [option for option in options if option.key in _value(situation, key)]
    if rule.columns.get("match") == "any" and len(chosen) > 1:
        yield replace(
            requirement,
            key=f"any-of/{key}",
            label=f"{requirement.label}: {join_words([o.label for o in chosen], 'or')}",
            any_of=tuple(f"{dimension}/{option.key}" for option in chosen),
        )
        return
    for option in chosen:
        label = f"{requirement.label}: {option.label}"
        yield replace(requirement, key=f"{dimension}/{option.key}", label=label)


def _ask_for_bound(requirement: Requirement, rule: Rule, situation: Situation) -> Requirement:
    key = rule.columns["bound"]
    question = situation.questionnaire.by_key[key]
    value = _value(situation, key)
    percentile = f" at {value['percentile']}" if value.get("percentile") else ""
    relation = (question.direction or rule.columns["direction"]).replace("-", " ")
    return replace(
        requirement,
        key=f"bound/{key}",
        need=Need(value.get("need", Need.MANDATORY)),
        bound=f"{requirement.label}{percentile} {relation} {quantity_in_words(question, value)}",
    )


def _value(situation: Situation, question: str) -> Any:
    """Return the given answer's value; a row's condition makes sure that there is one."""
    answer = situation.answer(question)
    if answer is None or answer.standing is not Standing.GIVEN:
        raise LookupError(f"{question}: the row's condition must ask that it is given.")
    return answer.value


def _assign(
    requirement: Requirement, rule: Rule, rules: Rules, needed: tuple[str, ...]
) -> Requirement:
    """Say which needed parts the requirement gates: those of the row, else those that own it."""
    if "for" in rule.columns:
        parts = tuple(part for part in needed if part in rule.columns["for"])
        return replace(requirement, categories=parts)
    return _assign_to_owners(requirement, rules, needed)


def _assign_to_owners(
    requirement: Requirement, rules: Rules, needed: tuple[str, ...]
) -> Requirement:
    rule = find_owner_rule(requirement.key, rules)
    return replace(
        requirement,
        categories=choose_owners(rule, needed),
        because=(*requirement.because, Because(rule.id, rule.reason, rule.source)),
    )


def _merge(found: dict[str, Requirement], requirement: Requirement) -> None:
    """Add a requirement; where the key is there already, the stricter need and all reasons hold."""
    known = found.get(requirement.key)
    if known is None:
        found[requirement.key] = requirement
        return
    needs = {requirement.need, Need.WANTED if known.origin == "dropped" else known.need}
    found[requirement.key] = replace(
        known,
        need=Need.MANDATORY if Need.MANDATORY in needs else Need.WANTED,
        categories=tuple(dict.fromkeys((*known.categories, *requirement.categories))),
        because=tuple(dict.fromkeys((*known.because, *requirement.because))),
        origin=requirement.origin,
        reason=requirement.reason or known.reason,
    )


def _order_reasons(requirement: Requirement) -> Requirement:
    """Put the steps that start from an answer before those that hold whatever was answered."""
    steps = sorted(requirement.because, key=lambda step: not step.question)
    return replace(requirement, because=tuple(steps))
