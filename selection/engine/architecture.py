"""The architecture that follows from one situation, before it is put in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from selection.engine.categories import VERDICTS, find_parts
from selection.engine.conditions import Presence
from selection.engine.deployment import OptionFinding, find_options
from selection.engine.findings import Finding
from selection.engine.level import LevelFinding, find_level, level_facts
from selection.engine.recommendation import Sizing, Verdict
from selection.engine.rules import Rule, Rules
from selection.engine.simpler import find_simpler
from selection.engine.situation import NOT_KNOWN, Fact, Situation
from selection.engine.sizing import size

# The tables that decide; what the other tables hold follows from their outcome.
TABLES = ("consequence", "sizing", "simpler", "categories", "additions", "deployment")

# The subjects that stand beside parts and options.
LEVEL = "level"
SIMPLER = "simpler"


@dataclass(frozen=True)
class Architecture:
    """Every conclusion as a bare verdict, with the rules that decide; `situation` has all facts."""

    situation: Situation
    level: LevelFinding
    sizing: Sizing
    simpler: Rule | None
    parts: Mapping[str, Finding]
    options: Mapping[str, OptionFinding]

    def verdicts(self) -> Iterator[tuple[str, Verdict | int | str]]:
        """Yield every subject with what was concluded of it, to be compared with another's."""
        yield LEVEL, self.level.number
        yield SIMPLER, self.simpler.columns["name"] if self.simpler else ""
        for part, finding in self.parts.items():
            yield part, VERDICTS[finding.truth]
        for option, found in self.options.items():
            yield option, found.verdict


def work_out(situation: Situation, rules: Rules) -> Architecture:
    """Follow the rules: level and sizing first, then what is needed, then where it runs."""
    level = find_level(situation, rules)
    sizing = size(situation, rules)
    situation = situation.with_facts(
        {**level_facts(level, situation, rules), "sizing_topology": _topology(sizing)}
    )
    simpler = find_simpler(situation, rules)
    parts, situation = find_parts(situation, rules, simpler)
    return Architecture(
        situation=situation,
        level=level,
        sizing=sizing,
        simpler=simpler,
        parts=parts,
        options=find_options(situation, rules),
    )


def _topology(sizing: Sizing) -> Fact:
    """Without weights of one's own there is nothing to size, which is not the same as unknown."""
    if sizing.topology != "unknown":
        return Fact(sizing.topology, lambda: sizing.because)
    if not sizing.missing:
        return Fact(Presence.NOT_ASKED, lambda: sizing.because)
    first = sizing.because[0]
    return Fact(
        Presence.NOT_KNOWN,
        lambda: tuple(
            replace(first, question=key, answer=NOT_KNOWN, sentence=sizing.sentence)
            for key in sizing.missing
        ),
    )
