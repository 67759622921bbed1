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
from adr.reviews.models import (
    Acceptance,
    ApprovalPolicy,
    Dissent,
    ReviewRequest,
    ReviewVerdict,
)
from adr.reviews.thread_models import Comment, EarlierText, Thread
from adr.revisions.models import SectionDraft
from adr.transfer.models import ImportedText, RecordImport, WaitingFile
from adr.triggers.models import FiredTrigger, Observation, Watch
from adr.watch.models import CalendarLink, ReviewDate, ReviewOutcome, SentReminder

__all__ = [
    "Acceptance",
    "Alternative",
    "ApprovalPolicy",
    "Assumption",
    "CalendarLink",
    "ChosenComponent",
    "Comment",
    "Confirmation",
    "Consequence",
    "Dissent",
    "EarlierText",
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
    "Relation",
    "ReviewDate",
    "ReviewOutcome",
    "ReviewRequest",
    "ReviewVerdict",
    "Revision",
    "RevisitTrigger",
    "Risk",
    "SectionDraft",
    "SentReminder",
    "StatusChange",
    "Thread",
    "ValidationResult",
    "WaitingFile",
    "Watch",
]
