"""Gathers the models of this app's subjects, so that it has one migration history."""

from adr.library.models import RecordMatch, RecordText
from adr.records.models import (
    Alternative,
    Assumption,
    ChosenComponent,
    Confirmation,
    Consequence,
    NumberCounter,
    PinnedVersion,
    Record,
    RecordGate,
    RecordSource,
    Revision,
    RevisitTrigger,
    Risk,
    StatusChange,
    ValidationResult,
)
from adr.relations.models import Relation
from adr.watch.models import CalendarLink, ReviewDate, ReviewOutcome, SentReminder

__all__ = [
    "Alternative",
    "Assumption",
    "CalendarLink",
    "ChosenComponent",
    "Confirmation",
    "Consequence",
    "NumberCounter",
    "PinnedVersion",
    "Record",
    "RecordGate",
    "RecordMatch",
    "RecordSource",
    "RecordText",
    "Relation",
    "ReviewDate",
    "ReviewOutcome",
    "Revision",
    "RevisitTrigger",
    "Risk",
    "SentReminder",
    "StatusChange",
    "ValidationResult",
]
