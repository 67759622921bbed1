"""Three worked example decisions, one accepted, one proposed, one draft."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import yaml
from django.db import transaction
from pydantic import TypeAdapter

from adr.records.content import ConfirmationRow, ConsequenceRow, RecordContent
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
    deployment: str = ""
    owner_of_parts: str = ""
    reason_against_the_rest: str = ""
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
def load_examples(*, team: Team, by: User, today: date) -> int:
    """Store the examples in a library that never had a record; return how many were stored."""
    if team.records.exists() or team.assessments.exists():
        return 0
    examples = read_examples()
    for example in examples:
        _store(example, team=team, by=by, today=today)
    return len(examples)


def _store(example: Example, *, team: Team, by: User, today: date) -> None:
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
        change_status(record=record, to=status, by=by, today=today)


def _complete(content: RecordContent, example: Example, *, today: date) -> RecordContent:
    """Return the draft with what the example team adds, and nothing settled that is not."""
    content = replace(content, context=f"{NOTE}\n\n{content.context}")
    if example.status == "draft":
        return content
    reason = example.reason_against_the_rest
    by_when = today + timedelta(days=DAYS_TO_FIND_OUT)
    return replace(
        content,
        migration=example.migration,
        chosen=tuple(replace(row, owner=example.owner_of_parts) for row in content.chosen),
        alternatives=tuple(
            replace(row, reason=row.reason or reason) for row in content.alternatives
        ),
        consequences=(*example.consequences, *content.consequences),
        confirmations=example.confirmations,
        assumptions=tuple(
            replace(row, who_finds_out=row.who_finds_out or example.owner_of_parts, by_when=by_when)
            for row in content.assumptions
        ),
    )
