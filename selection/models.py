"""Gathers the models of this app's subjects, so that it has one migration history."""

from selection.corrections.models import Correction, MaintenanceEntry
from selection.directory.models import (
    Capability,
    Caveat,
    Claim,
    Component,
    DirectoryEdition,
    Release,
    Source,
)
from selection.directory.reliance import Reliance
from selection.directory.revisions import ClaimRevision
from selection.guide.models import GuideEntry
from selection.questionnaire.models import AnswerEvent, Assessment, StoredAnswer, TextDraft
from selection.results.models import StoredResult
from selection.search.models import SearchEntry, SearchMatch

__all__ = [
    "AnswerEvent",
    "Assessment",
    "Capability",
    "Caveat",
    "Claim",
    "ClaimRevision",
    "Component",
    "Correction",
    "DirectoryEdition",
    "GuideEntry",
    "MaintenanceEntry",
    "Release",
    "Reliance",
    "SearchEntry",
    "SearchMatch",
    "Source",
    "StoredAnswer",
    "StoredResult",
    "TextDraft",
]
