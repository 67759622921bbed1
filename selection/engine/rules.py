"""The rules as tables that a domain expert can read: `rules/<version>/<table>.yaml`.

Each row has an `id`, a condition `when`, a `reason` sentence, the `source` it comes from (a place
in the selection guide, or another document), and the columns of its table. A published version is
never edited: a stored result names the version that it came from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

import yaml

from selection.engine.conditions import FACT, Condition, parse_condition
from selection.engine.recommendation import Because
from selection.engine.situation import Situation

LATEST = "1"


@dataclass(frozen=True)
class Rule:
    """One row of a table; `columns` holds what the table says beyond the common columns."""

    id: str
    when: Condition
    reason: str
    source: str
    columns: Mapping[str, Any]

    def because(self, situation: Situation) -> tuple[Because, ...]:
        """Return the trace of this rule: each answer, and each fact, that decides its condition."""
        deciding = tuple(dict.fromkeys(self.when.deciding(situation.look_up)))
        answered = [key for key in deciding if key in situation.path.asked]
        steps = [
            Because(self.id, self.reason, self.source, key, situation.in_words(key))
            for key in answered
        ] or [Because(self.id, self.reason, self.source)]
        for key in deciding:
            if key.startswith(FACT):
                steps.extend(situation.facts[key.removeprefix(FACT)].trace())
        return tuple(dict.fromkeys(steps))


@dataclass(frozen=True)
class Rules:
    """All tables of one version, by name."""

    version: str
    tables: Mapping[str, tuple[Rule, ...]]

    @cached_property
    def _groups(self) -> dict[tuple[str, str], Mapping[str, tuple[Rule, ...]]]:
        return {}

    def by(self, table: str, column: str) -> Mapping[str, tuple[Rule, ...]]:
        """Return the rows of a table grouped by what they say in a column, in order."""
        if (table, column) not in self._groups:
            groups: dict[str, tuple[Rule, ...]] = {}
            for rule in self.tables[table]:
                key = rule.columns[column]
                groups[key] = (*groups.get(key, ()), rule)
            self._groups[table, column] = groups
        return self._groups[table, column]

    def all_rules(self) -> tuple[Rule, ...]:
        return tuple(rule for name in sorted(self.tables) for rule in self.tables[name])


@cache
def load_rules(version: str = LATEST) -> Rules:
    """Read the tables of a version; raise ValueError for a doubled id or a bad condition."""
    folder = resources.files("selection.engine") / "rules" / version
    tables = {}
    seen: set[str] = set()
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        rows = yaml.safe_load(file.read_text(encoding="utf-8"))
        table = tuple(_parse_rule(row) for row in rows)
        for rule in table:
            if rule.id in seen:
                raise ValueError(f"{file.name}: the rule id {rule.id} stands twice.")
            seen.add(rule.id)
        tables[file.name.removesuffix(".yaml")] = table
    return Rules(version, tables)


def _parse_rule(row: Mapping[str, Any]) -> Rule:
    common = {"id", "when", "reason", "source"}
    missing = common - row.keys()
    if missing:
        raise ValueError(f"{row.get('id', row)}: the columns {sorted(missing)} are missing.")
    return Rule(
        id=row["id"],
        when=parse_condition(row["when"]),
        reason=row["reason"],
        source=row["source"],
        columns={key: value for key, value in row.items() if key not in common},
    )
