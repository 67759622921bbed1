"""Which categories and additions are needed, by the guide's matrix."""

from collections.abc import Mapping

from selection.engine.conditions import Presence, Truth
from selection.engine.findings import Finding, find
from selection.engine.recommendation import Because, Change, Conclusion, Verdict
from selection.engine.rules import Rule, Rules
from selection.engine.situation import Fact, Situation

VERDICTS = {
    Truth.TRUE: Verdict.NEEDED,
    Truth.FALSE: Verdict.NOT_NEEDED,
    Truth.UNKNOWN: Verdict.OPEN,
}


def find_parts(
    situation: Situation, rules: Rules, simpler: Rule | None
) -> tuple[Mapping[str, Finding], Situation]:
    """Find every category, then every addition, in the order of the table of parts.

    The verdict on each part becomes a fact that the rules of later parts read; the situation with
    all of these facts is returned too. Where something simpler does the job, no part is needed.
    """
    findings: dict[str, Finding] = {}
    asking = {**rules.by("categories", "category"), **rules.by("additions", "addition")}
    for row in rules.tables["parts"]:
        part = row.columns["part"]
        if simpler:
            findings[part] = Finding(Truth.FALSE, (simpler,), otherwise=row)
        else:
            findings[part] = find(asking.get(part, ()), situation, otherwise=row)
        situation = situation.with_facts({part: _fact(findings[part], situation)})
    return findings, situation


def conclude_parts(
    kind: str,
    findings: Mapping[str, Finding],
    situation: Situation,
    rules: Rules,
    simpler: Rule | None,
    changes: Mapping[str, tuple[Change, ...]],
) -> tuple[Conclusion, ...]:
    """Put the verdicts on all categories, or on all additions (`kind`), in words."""
    return tuple(
        Conclusion(
            subject=part,
            label=row.columns["label"],
            verdict=VERDICTS[findings[part].truth],
            because=(simpler or findings[part]).because(situation),
            changes=changes.get(part, ()),
        )
        for row in rules.tables["parts"]
        if row.columns["kind"] == kind
        for part in [row.columns["part"]]
    )


def _fact(finding: Finding, situation: Situation) -> Fact:
    words: dict[Truth, str | Presence] = {
        Truth.TRUE: "needed",
        Truth.FALSE: "not-needed",
        Truth.UNKNOWN: Presence.NOT_KNOWN,
    }

    def trace() -> tuple[Because, ...]:
        return finding.trace(situation)

    return Fact(words[finding.truth], trace)
