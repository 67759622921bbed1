"""What a look back or a confirmation found, in the form in which an outcome keeps it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from pydantic import TypeAdapter

from adr.records.content import RecordContent


class Judgement(TextChoices):
    HELD = "held", "Held"
    DID_NOT_HOLD = "did-not-hold", "Did not hold"
    CANNOT_SAY = "cannot-say", "Cannot say yet"


@dataclass(frozen=True)
class Expectation:
    """What the record expects: a consequence, good, neutral or bad, or an assumption."""

    subject: str
    expected: str


@dataclass(frozen=True)
class Finding:
    """An expectation beside what happened."""

    subject: str
    expected: str
    happened: str
    judgement: Judgement

    @property
    def word(self) -> str:
        return str(self.judgement.label)


@dataclass(frozen=True)
class Check:
    """What a confirmation checked, and when."""

    what: str
    checked_on: date | None = None


@dataclass(frozen=True)
class Details:
    """All that an outcome keeps beside its own columns."""

    findings: tuple[Finding, ...] = ()
    check: Check | None = None


DETAILS = TypeAdapter(Details)


def expectations_of(content: RecordContent) -> tuple[Expectation, ...]:
    """Return what a look back compares with what happened: consequences, then assumptions."""
    consequences = (
        Expectation(f"{row.kind.capitalize()} consequence", row.text)
        for row in content.consequences
    )
    assumptions = (Expectation("Assumption", row.text) for row in content.assumptions)
    return (*consequences, *assumptions)


def count_broken(findings: Iterable[Finding]) -> int:
    return sum(finding.judgement == Judgement.DID_NOT_HOLD for finding in findings)


def to_json(details: Details) -> dict[str, Any]:
    return dict(DETAILS.dump_python(details, mode="json"))


def from_json(data: Any) -> Details:
    return DETAILS.validate_python(data)
