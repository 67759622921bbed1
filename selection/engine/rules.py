"""The rules as tables that a domain expert can read: `rules/<version>/<table>.yaml`.

Each row has an `id`, a condition `when`, a `reason` sentence, the `source` it comes from (a place
in the selection guide, or another document), and the columns of its table. A published version is
never edited: a stored result names the version that it came from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from selection.engine.conditions import Condition, parse_condition
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
        """Return the trace of this rule: one step for each answered question that it reads."""
        questions = tuple(dict.fromkeys(self.when.questions()))
        asked = {question.key for page in situation.path.pages for question in page.questions}
        steps = tuple(
            Because(self.id, self.reason, self.source, key, situation.in_words(key))
            for key in questions
            if key in asked
        )
        return steps or (Because(self.id, self.reason, self.source),)


@dataclass(frozen=True)
class Rules:
    """All tables of one version, by name."""

    version: str
    tables: Mapping[str, tuple[Rule, ...]]

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
