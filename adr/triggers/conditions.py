"""What would make a record due: its revisit triggers, and the claims that it stands on.

A trigger that a person named comes first; then every claim that a gate of the record stands on,
and every requirement that speaks against an alternative. Nothing is watched twice.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from enum import StrEnum

from adr.records.content import AlternativeRow, GateRow, RecordContent, TriggerRow
from adr.triggers.bounds import BadBoundError, find_bound, parse_bound, split_percentile
from selection.public import load_vocabulary

# Capabilities of which one suffices, by the key of the requirement, `any-of/…`.
AnyOf = Mapping[str, tuple[str, ...]]


class Origin(StrEnum):
    TRIGGER = "trigger"
    GATE = "gate"
    ALTERNATIVE = "alternative"


class Sense(StrEnum):
    """Which change of a component counts."""

    ANY = "any"  # the claim says something else
    LOSS = "loss"  # what was there is there no longer
    GAIN = "gain"  # what was missing is there
    COMPONENT = "component"  # a new release, or another status of the project
    COMPONENT_AND_CLAIMS = "component-and-claims"  # that, or any claim


@dataclass(frozen=True)
class Condition:
    """One thing that a record waits for. `name` and `bound` belong to what is observed; the rest
    to what the directory says. A bound on a model or on hardware is its present value."""

    kind: str
    words: str
    origin: Origin = Origin.TRIGGER
    name: str = ""
    bound: str = ""
    component: str = ""
    version: str = ""
    capability: str = ""
    sense: Sense = Sense.ANY

    @property
    def key(self) -> str:
        """The same for equal conditions, whatever row of a table they stand in."""
        return hashlib.sha256("\0".join(map(str, astuple(self))).encode()).hexdigest()


def conditions_of(content: RecordContent, any_of: AnyOf) -> tuple[Condition, ...]:
    """Return all that the record waits for, each once."""
    found: dict[tuple[str, ...], Condition] = {}
    # A capability that is named itself counts before one that is only one of several.
    by_weight = sorted(_all_conditions(content, any_of), key=lambda c: c.sense is Sense.LOSS)
    for condition in by_weight:
        if condition.capability:
            found.setdefault((condition.component, condition.capability), condition)
        else:
            found.setdefault((condition.key,), condition)
    return tuple(found.values())


def conditions_of_trigger(
    trigger: TriggerRow, content: RecordContent, any_of: AnyOf
) -> tuple[Condition, ...]:
    """Return what one revisit trigger waits for; nothing for one that cannot fire by itself."""
    if reason_it_cannot_fire(trigger):
        return ()
    if trigger.kind != "capability":
        name, _percentile = split_percentile(trigger.metric)
        return (
            Condition(trigger.kind, trigger.text, name=name_key(name), bound=_bound_of(trigger)),
        )
    return tuple(_capability_conditions(trigger, content, any_of))


def reason_it_cannot_fire(trigger: TriggerRow) -> str:
    """Say what a trigger lacks, so that no report and no changed fact can fire it; or nothing."""
    if trigger.kind == "capability":
        return _reason_no_fact_can_fire(trigger)
    if not trigger.metric.strip():
        return "it names no metric" if trigger.kind == "workload" else "it names no value"
    if not trigger.bound.strip():
        return "it has no bound" if trigger.kind == "workload" else "its present value is not said"
    if trigger.kind != "workload":
        return ""
    try:
        parse_bound(trigger.bound)
    except BadBoundError:
        return f"its bound, “{trigger.bound}”, is not a comparison with a number and a known unit"
    return ""


def _reason_no_fact_can_fire(trigger: TriggerRow) -> str:
    if not trigger.component:
        return "it names no entry of the directory"
    capability = trigger.capability
    if not capability or is_any_of(capability) or capability in load_vocabulary().capabilities:
        return ""
    return f"there is no capability “{capability}”"


def is_any_of(requirement: str) -> bool:
    """Tell whether a requirement is met by any one of several capabilities."""
    return requirement.startswith("any-of/")


def name_key(name: str) -> str:
    """Return the spelling under which a metric or a named value is found: `TTFT`, `ttft`."""
    return " ".join(name.replace("_", " ").casefold().split())


def mentions_any_of(content: RecordContent) -> bool:
    """Tell whether the content names requirements that one of several capabilities meets."""
    keys = [row.capability for row in content.triggers] + [row.requirement for row in content.gates]
    return any(map(is_any_of, keys))


def _all_conditions(content: RecordContent, any_of: AnyOf) -> Iterator[Condition]:
    for trigger in content.triggers:
        yield from conditions_of_trigger(trigger, content, any_of)
    names = {row.component: row.name for row in content.chosen}
    for gate in content.gates:
        yield from _gate_conditions(gate, names.get(gate.component, gate.component), any_of)
    for alternative in content.alternatives:
        yield from _alternative_conditions(alternative)


def _bound_of(trigger: TriggerRow) -> str:
    """Return the bound in its one notation; a percentile may stand beside the metric's name."""
    bound = find_bound(trigger.bound) if trigger.kind == "workload" else None
    if bound is None:
        return " ".join(trigger.bound.split())
    _name, percentile = split_percentile(trigger.metric)
    return str(bound) if bound.percentile or not percentile else f"{bound} at {percentile}"


def _capability_conditions(
    trigger: TriggerRow, content: RecordContent, any_of: AnyOf
) -> Iterator[Condition]:
    chosen = {row.component: row.version for row in content.chosen}
    turned_down = {row.component: row.version for row in content.alternatives}
    component, is_chosen = trigger.component, trigger.component in chosen
    version = chosen.get(component) or turned_down.get(component, "")
    one_suffices = is_any_of(trigger.capability)
    unknown = () if one_suffices else (trigger.capability,)
    for capability in any_of.get(trigger.capability, unknown):
        if not capability:
            names_claims = component in _components_with_claims(content)
            sense = Sense.COMPONENT if names_claims else Sense.COMPONENT_AND_CLAIMS
        elif component in turned_down and not is_chosen:
            sense = Sense.GAIN
        else:
            sense = Sense.LOSS if one_suffices else Sense.ANY
        yield Condition(
            trigger.kind,
            trigger.text,
            component=component,
            version=version,
            capability=capability,
            sense=sense,
        )


def _components_with_claims(content: RecordContent) -> set[str]:
    """The components of which the record names a claim; of others, every claim may matter."""
    named = {row.component for row in content.triggers if row.capability}
    return named | {row.component for row in content.gates}


def _gate_conditions(gate: GateRow, name: str, any_of: AnyOf) -> Iterator[Condition]:
    for capability in any_of.get(gate.requirement, (gate.requirement,)):
        if capability in load_vocabulary().capabilities:
            yield Condition(
                "capability",
                f"{name} {gate.version}: the claim on {gate.label} changes"[:300],
                Origin.GATE,
                component=gate.component,
                version=gate.version,
                capability=capability,
                sense=Sense.LOSS if is_any_of(gate.requirement) else Sense.ANY,
            )


def _alternative_conditions(alternative: AlternativeRow) -> Iterator[Condition]:
    if not alternative.component:
        return
    capabilities = load_vocabulary().capabilities
    for requirement in alternative.requirements:
        word = capabilities.get(requirement)
        label = word.label if word else requirement
        yield Condition(
            "capability",
            f"{alternative.name}, turned down without it, now has: {label}"[:300],
            Origin.ALTERNATIVE,
            component=alternative.component,
            version=alternative.version,
            capability=requirement,
            sense=Sense.GAIN,
        )
