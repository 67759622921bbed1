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
from adr.revisions.models import SectionDraft

__all__ = [
    "Alternative",
    "Assumption",
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
    "Revision",
    "RevisitTrigger",
    "Risk",
    "SectionDraft",
    "StatusChange",
    "ValidationResult",
]
