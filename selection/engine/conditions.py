"""Conditions on answers: small expression trees, stored as data, with a defined "not known".

A condition is written as a mapping:

- ``{question: KEY, is: WORD or [WORDS]}`` — a choice is one of the words
- ``{question: KEY, includes: [WORDS]}`` — a selection holds at least one of the words;
  ``other_than: [WORDS]`` — it holds at least one word that is not among these
- ``{question: KEY, at_least: N}``, also ``at_most``, ``above``, ``below`` — a number, in the base
  unit of the question
- ``{question: KEY, given: true}`` — there is a value; ``{question: KEY, not_known: true}`` — there
  is none, because nobody knows yet or nobody has answered
- ``{all: […]}``, ``{any: […]}``, ``{not: …}``
- ``{always: true}``
- ``{fact: NAME, …}`` with any of the comparisons above — something that earlier rules worked out
  (`Situation.facts`), such as ``{fact: sizing_topology, is: several-hosts}``

Every comparison with an answer that is not known is itself unknown, and `all`, `any` and `not`
follow Kleene's three-valued logic, so that nothing falls to false or zero silently. A comparison
with an answer that is not applicable, whose question is off the path, or which was optional and
left blank, is false.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

# What a condition calls a fact begins with this, so that no question can have the same name.
FACT = "fact/"


class Truth(Enum):
    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, value: bool) -> "Truth":
        return cls.TRUE if value else cls.FALSE


class Presence(Enum):
    """Why a question has no value to compare with."""

    NOT_KNOWN = "not-known"  # asked, and nobody knows or nobody has answered yet
    NOT_ASKED = "not-asked"  # off the path, answered as not applicable, or optional and blank


# What a condition reads: the comparable value of a question, or why there is none. A choice is a
# str, a selection a tuple of str, a number a float in base units, anything else present is True.
Lookup = Callable[[str], "str | tuple[str, ...] | float | bool | Presence"]


@dataclass(frozen=True)
class Comparison:
    """One comparison of one question's answer."""

    question: str
    operator: str
    operand: Any

    def evaluate(self, look_up: Lookup) -> Truth:
        value = look_up(self.question)
        if self.operator == "given":
            return Truth.of((not isinstance(value, Presence)) == self.operand)
        if self.operator == "not_known":
            return Truth.of((value is Presence.NOT_KNOWN) == self.operand)
        if value is Presence.NOT_KNOWN:
            return Truth.UNKNOWN
        if value is Presence.NOT_ASKED:
            return Truth.FALSE
        return Truth.of(COMPARISONS[self.operator](value, self.operand))

    def questions(self) -> Iterator[str]:
        yield self.question

    def comparisons(self) -> Iterator["Comparison"]:
        yield self

    def deciding(self, look_up: Lookup) -> Iterator[str]:
        """Yield the questions and facts that make the condition what it is."""
        yield self.question


@dataclass(frozen=True)
class All:
    parts: tuple["Condition", ...]

    def evaluate(self, look_up: Lookup) -> Truth:
        truths = [part.evaluate(look_up) for part in self.parts]
        if Truth.FALSE in truths:
            return Truth.FALSE
        return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.TRUE

    def questions(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.questions()

    def comparisons(self) -> Iterator[Comparison]:
        for part in self.parts:
            yield from part.comparisons()

    def deciding(self, look_up: Lookup) -> Iterator[str]:
        yield from _deciding(self, look_up)


@dataclass(frozen=True)
class AnyOf:
    parts: tuple["Condition", ...]

    def evaluate(self, look_up: Lookup) -> Truth:
        truths = [part.evaluate(look_up) for part in self.parts]
        if Truth.TRUE in truths:
            return Truth.TRUE
        return Truth.UNKNOWN if Truth.UNKNOWN in truths else Truth.FALSE

    def questions(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.questions()

    def comparisons(self) -> Iterator[Comparison]:
        for part in self.parts:
            yield from part.comparisons()

    def deciding(self, look_up: Lookup) -> Iterator[str]:
        yield from _deciding(self, look_up)


@dataclass(frozen=True)
class Not:
    part: "Condition"

    def evaluate(self, look_up: Lookup) -> Truth:
        swapped = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}
        truth = self.part.evaluate(look_up)
        return swapped.get(truth, truth)

    def questions(self) -> Iterator[str]:
        yield from self.part.questions()

    def comparisons(self) -> Iterator[Comparison]:
        yield from self.part.comparisons()

    def deciding(self, look_up: Lookup) -> Iterator[str]:
        yield from self.part.deciding(look_up)


@dataclass(frozen=True)
class Always:
    def evaluate(self, look_up: Lookup) -> Truth:
        return Truth.TRUE

    def questions(self) -> Iterator[str]:
        return iter(())

    def comparisons(self) -> Iterator[Comparison]:
        return iter(())

    def deciding(self, look_up: Lookup) -> Iterator[str]:
        return iter(())


def _deciding(whole: All | AnyOf, look_up: Lookup) -> Iterator[str]:
    """A part that is as true as the whole is what makes it so; in Kleene's logic there is one."""
    truth = whole.evaluate(look_up)
    for part in whole.parts:
        if part.evaluate(look_up) is truth:
            yield from part.deciding(look_up)


Condition = Comparison | All | AnyOf | Not | Always

ALWAYS = Always()

COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "is": lambda value, words: value in words,
    "includes": lambda value, words: any(word in value for word in words),
    "other_than": lambda value, words: any(word not in words for word in value),
    "at_least": lambda value, bound: value >= bound,
    "at_most": lambda value, bound: value <= bound,
    "above": lambda value, bound: value > bound,
    "below": lambda value, bound: value < bound,
}
OPERATORS = (*COMPARISONS, "given", "not_known")


def parse_condition(data: Any) -> Condition:
    """Return the condition that `data` writes down; raise ValueError naming what is wrong."""
    if not isinstance(data, Mapping):
        raise ValueError(f"A condition is a mapping, not {data!r}.")
    match sorted(data):
        case ["all"]:
            return All(tuple(parse_condition(part) for part in data["all"]))
        case ["any"]:
            return AnyOf(tuple(parse_condition(part) for part in data["any"]))
        case ["not"]:
            return Not(parse_condition(data["not"]))
        case ["always"]:
            return ALWAYS
    operators = [key for key in data if key not in ("question", "fact")]
    named = [key for key in ("question", "fact") if key in data]
    if len(named) != 1 or len(operators) != 1 or operators[0] not in OPERATORS:
        raise ValueError(
            f"A condition names a question or a fact, and one of {', '.join(OPERATORS)}: {data}."
        )
    operand = data[operators[0]]
    if operators[0] in ("is", "includes", "other_than"):
        operand = (operand,) if isinstance(operand, str) else tuple(operand)
    name = FACT + data["fact"] if named == ["fact"] else data["question"]
    return Comparison(name, operators[0], operand)
