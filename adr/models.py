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
from adr.transfer.models import ImportedText, RecordImport, WaitingFile
from adr.triggers.models import FiredTrigger, Observation, Watch

__all__ = [
    "Alternative",
    "Assumption",
    "ChosenComponent",
    "Confirmation",
    "Consequence",
    "FiredTrigger",
    "ImportedText",
    "NumberCounter",
    "Observation",
    "PinnedVersion",
    "Record",
    "RecordGate",
    "RecordImport",
    "RecordMatch",
    "RecordSource",
    "RecordText",
    "Revision",
    "RevisitTrigger",
    "Risk",
    "StatusChange",
    "ValidationResult",
    "WaitingFile",
    "Watch",
]
