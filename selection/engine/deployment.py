"""Where it runs: each of the eight deployment options ruled in or out."""

from collections.abc import Mapping
from dataclasses import dataclass

from selection.engine.conditions import Truth
from selection.engine.findings import Finding, find, join_traces
from selection.engine.recommendation import Because, Change, Conclusion, Verdict
from selection.engine.rules import Rules
from selection.engine.situation import Situation


@dataclass(frozen=True)
class OptionFinding:
    """What speaks for one option, and what rules it out."""

    speaks_for: Finding
    rules_out: Finding

    @property
    def verdict(self) -> Verdict:
        """Ruled in where something speaks for the option and nothing rules it out."""
        if self.rules_out.truth is Truth.TRUE or self.speaks_for.truth is Truth.FALSE:
            return Verdict.RULED_OUT
        if Truth.UNKNOWN in (self.rules_out.truth, self.speaks_for.truth):
            return Verdict.OPEN
        return Verdict.RULED_IN

    def because(self, situation: Situation) -> tuple[Because, ...]:
        if self.rules_out.truth is Truth.TRUE:
            return self.rules_out.because(situation)
        if self.verdict is not Verdict.OPEN:
            return self.speaks_for.because(situation)
        return join_traces(
            finding.because(situation)
            for finding in (self.speaks_for, self.rules_out)
            if finding.truth is Truth.UNKNOWN
        )


def find_options(situation: Situation, rules: Rules) -> Mapping[str, OptionFinding]:
    """Find every option, in the order of the table of options."""
    findings = {}
    for row in rules.tables["deployment_options"]:
        option = row.columns["option"]
        about = rules.by("deployment", "option").get(option, ())
        says_in = tuple(rule for rule in about if rule.columns["says"] == "in")
        says_out = tuple(rule for rule in about if rule.columns["says"] == "out")
        findings[option] = OptionFinding(
            speaks_for=find(says_in, situation, otherwise=row),
            rules_out=find(says_out, situation, otherwise=row),
        )
    return findings


def conclude_options(
    findings: Mapping[str, OptionFinding],
    situation: Situation,
    rules: Rules,
    changes: Mapping[str, tuple[Change, ...]],
) -> tuple[Conclusion, ...]:
    """Put the verdicts on all eight options in words."""
    return tuple(
        Conclusion(
            subject=option,
            label=row.columns["label"],
            verdict=findings[option].verdict,
            because=findings[option].because(situation),
            changes=changes.get(option, ()),
        )
        for row in rules.tables["deployment_options"]
        for option in [row.columns["option"]]
    )


def warn(situation: Situation, rules: Rules) -> tuple[Because, ...]:
    """Return the warnings of the guide that stand beside every deployment decision."""
    return join_traces(rule.because(situation) for rule in rules.tables["deployment_warnings"])
