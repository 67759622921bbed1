"""One assessment as the rules see it: the questionnaire, the path, and answers in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from selection.engine.answers import Answer, Answers, Standing
from selection.engine.conditions import FACT, Condition, Lookup, Presence, Truth
from selection.engine.path import Path, find_path, lookup
from selection.engine.questions import Question, Questionnaire
from selection.engine.recommendation import Because
from selection.engine.wording import one_of

NOT_KNOWN = "not known yet"
LEFT_BLANK = "left blank"


@dataclass(frozen=True)
class Fact:
    """Something worked out from the answers that later rules read, and where it comes from.

    `trace` is asked only when a conclusion is put in words.
    """

    value: str | float | Presence
    trace: Callable[[], tuple[Because, ...]] = tuple


@dataclass(frozen=True)
class Situation:
    """Answers on their path. Made by `Situation.of`; nothing off the path can be read from it."""

    questionnaire: Questionnaire
    path: Path
    read_answer: Lookup = field(compare=False, repr=False)
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @classmethod
    def of(cls, questionnaire: Questionnaire, answers: Answers) -> "Situation":
        path = find_path(questionnaire, answers)
        return cls(questionnaire, path, cache(lookup(questionnaire, path)))

    def with_facts(self, facts: Mapping[str, Fact]) -> "Situation":
        """Return this situation with `facts` known in addition."""
        return replace(self, facts={**self.facts, **facts})

    def look_up(self, key: str) -> str | tuple[str, ...] | float | bool | Presence:
        """Return what conditions compare: of an answer by its question, or of a fact."""
        if key.startswith(FACT):
            return self.facts[key.removeprefix(FACT)].value
        return self.read_answer(key)

    def truth(self, condition: Condition) -> Truth:
        return condition.evaluate(self.look_up)

    def holds(self, condition: Condition) -> bool:
        return self.truth(condition) is Truth.TRUE

    def answer(self, key: str) -> Answer | None:
        return self.path.answers.get(key)

    def in_words(self, key: str) -> str:
        """The answer to a question as a person would say it; NOT_KNOWN or LEFT_BLANK for none."""
        answer = self.answer(key)
        if answer is None and self.questionnaire.by_key[key].optional:
            return LEFT_BLANK
        if answer is None or answer.standing is Standing.NOT_KNOWN:
            return NOT_KNOWN
        if answer.standing is Standing.NOT_APPLICABLE:
            return f"not applicable ({answer.note})" if answer.note else "not applicable"
        return value_in_words(self.questionnaire.by_key[key], answer)


def value_in_words(question: Question, answer: Answer) -> str:
    """Return a given answer's value in words, with units written out."""
    value = answer.value
    match question.kind:
        case "choice":
            return question.option_label(value)
        case "choices":
            return ", ".join(question.option_label(key) for key in value)
        case "number":
            return quantity_in_words(question, value)
        case "bound":
            percentile = f" at {value['percentile']}" if value.get("percentile") else ""
            need = value.get("need", "mandatory")
            relation = question.direction.replace("-", " ")
            return f"{relation} {quantity_in_words(question, value)}{percentile}, {need}"
        case "versions":
            return ", ".join(f"{slug} {version}" for slug, version in sorted(value.items()))
        case "additions":
            return ", ".join(f"{row['capability']} ({row['need']})" for row in value)
        case "review":
            return ", ".join(f"{key}: {row['verdict']}" for key, row in sorted(value.items()))
        case _:
            return str(value)


def quantity_in_words(question: Question, value: dict[str, float | str]) -> str:
    """Return "7.25 billion": the amount without trailing zeros, then the unit's label."""
    amount = float(value["amount"])
    label = question.unit(str(value["unit"])).label
    return f"{amount:,.10g} {label if amount != 1 else one_of(label)}"
