"""What the rules about one subject say together, and the trace that shows why."""

from collections.abc import Iterator
from dataclasses import dataclass

from selection.engine.conditions import Truth
from selection.engine.recommendation import Because
from selection.engine.rules import Rule
from selection.engine.situation import NOT_KNOWN, Situation


@dataclass(frozen=True)
class Finding:
    """The truth of a subject that holds where any of its rules holds, and the rules that decide.

    `otherwise` is the row that says what it means when none of them holds.
    """

    truth: Truth
    rules: tuple[Rule, ...]
    otherwise: Rule

    def because(self, situation: Situation) -> tuple[Because, ...]:
        """Return the trace: of the rules that hold, of those that are open, or of none holding."""
        match self.truth:
            case Truth.TRUE:
                return join_traces(rule.because(situation) for rule in self.rules)
            case Truth.UNKNOWN:
                return explain_open(self.rules, situation)
        return explain_absence(self.otherwise, self.rules, situation)

    def trace(self, situation: Situation) -> tuple[Because, ...]:
        """Return the trace for others that rest on this: one rule that holds is enough there."""
        if self.truth is Truth.TRUE:
            return self.rules[0].because(situation)
        return self.because(situation)


def find(rules: tuple[Rule, ...], situation: Situation, *, otherwise: Rule) -> Finding:
    """Hold `rules` against the situation; those decide whose truth is the truth of the whole."""
    truths = [(rule, situation.truth(rule.when)) for rule in rules]
    for truth in (Truth.TRUE, Truth.UNKNOWN):
        deciding = tuple(rule for rule, its in truths if its is truth)
        if deciding:
            return Finding(truth, deciding, otherwise)
    return Finding(Truth.FALSE, rules, otherwise)


def explain_open(rules: tuple[Rule, ...], situation: Situation) -> tuple[Because, ...]:
    """Return one step for each answer that is missing, under the first rule that waits for it."""
    steps: dict[str, Because] = {}
    for rule in rules:
        sentence = f"Not known yet, and it decides: {rule.reason}"
        for step in rule.because(situation):
            if step.answer == NOT_KNOWN:
                missing = Because(rule.id, sentence, rule.source, step.question, NOT_KNOWN)
                steps.setdefault(step.question, missing)
    return tuple(steps.values())


def explain_absence(
    otherwise: Rule, rules: tuple[Rule, ...], situation: Situation
) -> tuple[Because, ...]:
    """Return the trace of a subject that none of `rules` asks for: the answers that do not."""
    deciding = dict.fromkeys(key for rule in rules for key in rule.when.deciding(situation.look_up))
    steps = tuple(
        Because(otherwise.id, otherwise.reason, otherwise.source, key, situation.in_words(key))
        for key in deciding
        if key in situation.path.asked
    )
    return steps or (Because(otherwise.id, otherwise.reason, otherwise.source),)


def join_traces(traces: Iterator[tuple[Because, ...]]) -> tuple[Because, ...]:
    """Return all steps once each, in order."""
    return tuple(dict.fromkeys(step for trace in traces for step in trace))
