"""Three worked example decisions, one accepted, one proposed, one draft."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import yaml
from django.db import transaction
from pydantic import TypeAdapter

from adr.records.content import (
    AssumptionRow,
    ConfirmationRow,
    ConsequenceRow,
    RecordContent,
    RiskRow,
)
from adr.records.creating import create_draft
from adr.records.models import Record, Status
from adr.records.picks import DEPLOYMENT
from adr.records.publishing import change_status
from adr.records.reading import content_of
from adr.records.revising import revise
from aruntime.teams.models import Team, User
from selection.public import begin_example, store_result

FOLDER = Path(__file__).parent
NOTE = (
    "*A worked example: the answers follow a published case, and what the example team decided is "
    "made up.*"
)
# Long enough not to be overdue on the day on which somebody looks at the example.
DAYS_TO_FIND_OUT = 60
STEPS = {
    "draft": (),
    "proposed": (Status.PROPOSED,),
    "accepted": (Status.PROPOSED, Status.ACCEPTED),
}


@dataclass(frozen=True)
class Example:
    """What a team adds to the draft from a worked example; `assessment` is that example's name."""

    assessment: str
    status: Literal["draft", "proposed", "accepted"]
    title: str
    choices: Mapping[str, str]
    note: str = NOTE
    deployment: str = ""
    decision: str = ""
    deciders: str = ""
    consulted: str = ""
    informed: str = ""
    tags: tuple[str, ...] = ()
    owner_of_parts: str = ""
    reason_against_the_rest: str = ""
    mitigations: Mapping[str, str] = field(default_factory=dict)  # by words of the risk
    migration: str = ""
    consequences: tuple[ConsequenceRow, ...] = ()
    confirmations: tuple[ConfirmationRow, ...] = ()


def read_examples() -> tuple[Example, ...]:
    """Return the examples, the accepted one first."""
    examples = [
        TypeAdapter(Example).validate_python(yaml.safe_load(file.read_text(encoding="utf-8")))
        for file in FOLDER.glob("*.yaml")
    ]
    return tuple(sorted(examples, key=lambda example: example.status))


@transaction.atomic
def load_examples(*, team: Team, by: User, today: date, accepted_by: User | None = None) -> int:
    """Store the examples in a library that never had a record; return how many were stored.

    Whoever is alone in the team accepts the own record, and the record says so; where others can
    review, one of them has to be named.
    """
    if team.records.exists() or team.assessments.exists():
        return 0
    examples = read_examples()
    for example in examples:
        _store(example, team=team, by=by, today=today, accepted_by=accepted_by or by)
    return len(examples)


def _store(example: Example, *, team: Team, by: User, today: date, accepted_by: User) -> None:
    assessment = begin_example(example.assessment, team=team, by=by)
    record = create_draft(
        team=team,
        result=store_result(assessment, by=by),
        choices={**example.choices, DEPLOYMENT: example.deployment},
        by=by,
        today=today,
        title=example.title,
    )
    content = _complete(content_of(Record.objects.get(pk=record.pk)), example, today=today)
    revise(record=record, content=content, by=by, expected_revision=1)
    for status in STEPS[example.status]:
        mover = accepted_by if status == Status.ACCEPTED else by
        change_status(record=record, to=status, by=mover, today=today)


def _complete(content: RecordContent, example: Example, *, today: date) -> RecordContent:
    """Return the draft with what the example team adds, and nothing settled that is not."""
    content = replace(content, context=f"{example.note}\n\n{content.context}", tags=example.tags)
    if example.status == "draft":
        return content
    return replace(
        content,
        decision=f"{example.decision}\n\n{content.decision}".strip(),
        migration=example.migration,
        deciders=example.deciders,
        consulted=example.consulted,
        informed=example.informed,
        chosen=tuple(replace(row, owner=example.owner_of_parts) for row in content.chosen),
        alternatives=tuple(
            replace(row, reason=row.reason or example.reason_against_the_rest)
            for row in content.alternatives
        ),
        consequences=(*example.consequences, *content.consequences),
        confirmations=tuple(_set_a_date(row, today=today) for row in example.confirmations),
        assumptions=tuple(_assign(row, example, today=today) for row in content.assumptions),
        risks=tuple(_mitigate(row, example) for row in content.risks),
    )


def _assign(row: AssumptionRow, example: Example, *, today: date) -> AssumptionRow:
    """Say who finds out, and by a date that has not passed yet."""
    in_time = row.by_when and row.by_when > today
    return replace(
        row,
        who_finds_out=row.who_finds_out or example.owner_of_parts,
        by_when=row.by_when if in_time else today + timedelta(days=DAYS_TO_FIND_OUT),
    )


def _set_a_date(row: ConfirmationRow, *, today: date) -> ConfirmationRow:
    return replace(row, until=row.until or today + timedelta(days=DAYS_TO_FIND_OUT))


def _mitigate(row: RiskRow, example: Example) -> RiskRow:
    for words, mitigation in example.mitigations.items():
        if words in row.text:
            return replace(row, mitigation=mitigation)
    return row
